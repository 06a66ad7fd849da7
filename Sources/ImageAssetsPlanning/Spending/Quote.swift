import ImageAssetsModel
import ImageAssetsText

/// What the requests of a plan cost at the most, if each is sent once, and how long they may take.
package struct Quote: Sendable, Hashable {
    package var requests = 0
    /// Nil where the manifest has no prices.
    package var currency: String?
    /// Nil: unknown.
    package var cost: Money?
    /// Earlier answers that it follows from.
    package var answers = 0
    /// Whether it follows from what the team expects.
    package var isExpected = false
    /// The first image whose price is unknown, why, and how many others are like it.
    package var gap: Gap?
    package var uploadBytes = 0
    /// Seconds, by earlier requests; nil: there were none.
    package var seconds: Int?

    package struct Gap: Sendable, Hashable {
        package let image: ImageName
        package let why: Pricing.Fault
        package var others = 0

        package init(image: ImageName, why: Pricing.Fault, others: Int = 0) {
            self.image = image
            self.why = why
            self.others = others
        }
    }

    package init() {}
}

extension Plan {
    /// - Parameters:
    ///   - pricing: nil where the manifest has no prices.
    ///   - times: how long earlier requests took, in seconds.
    package func quote(by pricing: Pricing?, times: RequestTimes = RequestTimes()) -> Quote {
        var quote = Quote()
        quote.currency = pricing?.prices.currency
        quote.uploadBytes = uploadBytes
        var sum = Money.zero
        var kinds: [PriceTerms.Kind: Int] = [:]
        for (step, requests) in asking {
            quote.requests += requests
            do throws(Pricing.Fault) {
                guard let pricing else { throw .noPrices }
                let bound = try pricing.bound(of: step.recipe)
                sum += bound.cost * requests
                switch bound.source {
                case .perImage: break
                case .earlier(let kind, let answers): kinds[kind] = answers
                case .expected: quote.isExpected = true
                }
            } catch {
                if quote.gap == nil {
                    quote.gap = Quote.Gap(image: step.name, why: error)
                } else {
                    quote.gap?.others += 1
                }
            }
        }
        if quote.gap == nil { quote.cost = sum }
        quote.answers = kinds.values.reduce(0, +)
        quote.seconds = times.estimate(for: quote.requests)
        return quote
    }

    /// Each question once, with the largest number of requests that an image needs of it.
    private var asking: [(step: Step, requests: Int)] {
        var places: [Question: Int] = [:]
        var asking: [(step: Step, requests: Int)] = []
        for step in steps where step.isAsking {
            if let place = places[step.product.question] {
                asking[place].requests = max(asking[place].requests, step.requestsNeeded)
            } else {
                places[step.product.question] = asking.count
                asking.append((step, step.requestsNeeded))
            }
        }
        return asking
    }
}

extension Quote {
    /// Of several manifests as one: what is unknown of one is unknown of all.
    package init?(joining quotes: [Quote]) {
        guard var joined = quotes.first else { return nil }
        for quote in quotes.dropFirst() {
            let isSame = joined.currency == quote.currency
            joined.requests += quote.requests
            joined.currency = isSame ? joined.currency : nil
            joined.cost = isSame ? joined.cost.flatMap { cost in quote.cost.map { cost + $0 } } : nil
            joined.answers += quote.answers
            joined.isExpected = joined.isExpected || quote.isExpected
            joined.gap = joined.gap ?? quote.gap
            joined.uploadBytes += quote.uploadBytes
            joined.seconds = joined.seconds.flatMap { seconds in quote.seconds.map { seconds + $0 } }
        }
        self = joined
    }
}
