import ImageAssetsComposition
import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem

/// A plan, and what is known of its price.
package struct PricedPlan {
    package var plan: Plan
    /// Nil where it needs no request.
    package var quote: Quote?
    /// Nil where the manifest has no prices.
    package var pricing: Pricing?
}

extension Survey {
    /// Prices a plan, and holds it back where it may cost more than may be paid, or where nobody knows what it costs.
    ///
    /// Nothing is read for that where no request is needed.
    package func pricing(of plan: Plan, concurrency: Int = 4) async -> PricedPlan {
        guard plan.requestsNeeded > 0 else { return PricedPlan(plan: plan) }
        var priced = PricedPlan(plan: plan)
        if let prices = manifest.spending.prices {
            priced.pricing = Pricing(
                prices, earlier: await earlierAnswers(prices),
                hasQualities: manifest.rules.parameters["quality"] != nil)
        }
        let quote = plan.quote(by: priced.pricing, times: requestTimes(concurrency: concurrency))
        priced.quote = quote
        if plan.requests > 0, let hold = plan.options.budget.hold(on: quote) {
            var options = plan.options
            options.hold = hold
            priced.plan = self.plan(options)
        }
        return priced
    }

    private func earlierAnswers(_ prices: Prices) async -> EarlierAnswers {
        var earlier = EarlierAnswers()
        guard case .perMillionTokens = prices.basis else { return earlier }
        for result in await workspace.store.everyResult() {
            guard let terms = result.measuredTerms, let tokens = result.tokens else { continue }
            earlier.add(terms, tokens)
        }
        return earlier
    }

    /// Of requests that were answered at once: what waited for a retry says nothing of the service's pace.
    private func requestTimes(concurrency: Int) -> RequestTimes {
        var starts: [JournalEntry.Attempt: Date] = [:]
        var seconds: [Double] = []
        let journal = Journal(in: workspace.store)
        for entry in journal.isLong ? [] : journal.entries() {
            switch entry.event {
            case .sent: starts[entry.attempt] = entry.at
            case .ended(.answered, _):
                guard let start = starts[entry.attempt] else { continue }
                let time = entry.at.timeIntervalSince(start)
                if time >= 0 { seconds.append(time) }
            case .ended, .arrived, .reported: break
            }
        }
        return RequestTimes(seconds, concurrency: concurrency)
    }
}
