import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@Suite("What is said of money")
struct SpendingReportTests {
    private static func money(_ digits: String) -> Money { (try? Money(digits: digits)) ?? .zero }

    private func quote(_ cost: String?, _ change: (inout Quote) -> Void = { _ in }) -> Quote {
        var quote = Quote()
        (quote.requests, quote.currency, quote.cost) = (3, "USD", cost.map(Self.money))
        change(&quote)
        return quote
    }

    @Test("before a run: what it costs at the most and what that follows from, the upload, the time")
    func quotes() throws {
        let hero = try ImageName("hero")
        for (quote, line) in [
            (quote("0.34"), "3 requests: at most 0.34 USD"),
            (quote("0.34") { $0.answers = 12 }, "3 requests: at most 0.34 USD, by 12 earlier images"),
            (
                quote("0.34") { ($0.answers, $0.isExpected) = (1, true) },
                "3 requests: at most 0.34 USD, by 1 earlier image and `expectedTokens`"
            ),
            (
                quote("1") { ($0.uploadBytes, $0.seconds) = (2_300_000, 250) },
                "3 requests: at most 1 USD; 2.3 MB of references; about 4 min"
            ),
            (
                quote(nil) { $0.gap = Quote.Gap(image: hero, why: .rate("imageInput"), others: 2) },
                "3 requests: cost unknown, as `perMillionTokens` lacks `imageInput` (hero); the price of 2 other images "
                    + "is unknown too"
            ),
            (
                quote(nil) { $0.gap = Quote.Gap(image: hero, why: .noPrices, others: 2) },
                "3 requests: cost unknown, as the manifest has no `prices`"
            ),
            (quote(nil) { ($0.currency, $0.seconds) = (nil, 10) }, "3 requests: about 10 s"),
            (quote(nil) { ($0.currency, $0.seconds, $0.requests) = (nil, 7_200, 1) }, "1 request: about 2 h"),
            (quote(nil) { ($0.currency, $0.seconds) = (nil, 9) }, nil),
        ] as [(Quote, String?)] {
            #expect(quote.line == line)
        }
    }

    private func report(_ settle: (inout Spending) -> Void, currency: String? = "USD") -> Report {
        var report = Report(command: .generate)
        var spending = Spending(currency: currency)
        settle(&spending)
        report.spending = spending
        return report
    }

    @Test("after a run: what was sent, counted and paid, and what nobody knows")
    func sums() {
        func attempt(
            _ outcome: Spending.Outcome, _ bound: Money? = Self.money("0.06")
        ) -> (inout Spending) -> Void {
            {
                $0.reserve(bound, isFirst: true)
                $0.settle(bound, outcome)
            }
        }
        let answer = Spending.Outcome.answered(TokenCounts(textInput: 3, imageOutput: 1_756), cost: Self.money("0.05"))
        for (report, sentence) in [
            (report(attempt(answer)), " Spent: 1 request, 1 attempt, 1759 tokens; 0.05 USD."),
            (report(attempt(answer), currency: nil), " Spent: 1 request, 1 attempt, 1759 tokens."),
            (
                report {
                    attempt(answer)(&$0)
                    attempt(.maybeCharged)(&$0)
                },
                " Spent: 2 requests, 2 attempts, 1 may have been charged though no image came, 1759 tokens; 0.05 USD, and "
                    + "at most 0.06 USD more."
            ),
            (
                report {
                    attempt(answer)(&$0)
                    attempt(.maybeCharged, nil)(&$0)
                },
                " Spent: 2 requests, 2 attempts, 1 may have been charged though no image came, 1759 tokens; 0.05 USD, and "
                    + "1 of unknown price."
            ),
            (report(attempt(.answered(nil, cost: nil), nil)), " Spent: 1 request, 1 attempt; cost unknown."),
            (report(attempt(.answered(nil, cost: nil), nil), currency: nil), ""),
        ] {
            #expect(report.spending?.sentence == sentence)
            #expect(TextReport.conclusion(report).hasSuffix(sentence))
            let summary = GitHubReport().render(report).compactMap { output -> String? in
                if case .file(variable: "GITHUB_STEP_SUMMARY", let text) = output { text } else { nil }
            }
            #expect(sentence.isEmpty || summary.first?.contains(sentence) == true)
        }
    }

    @Test("a run that came to more than was allowed says so, and whether that is certain")
    func excess() {
        let bound = Self.money("0.06")
        for (outcome, words) in [
            (Spending.Outcome.answered(TokenCounts(imageOutput: 5), cost: Self.money("0.1")), nil),
            (
                .answered(TokenCounts(imageOutput: 5), cost: Self.money("0.2")),
                "0.20 USD, more than --max-cost allowed."
            ),
            (
                .answered(nil, cost: nil, atMost: Self.money("0.2")),
                "0 USD, and at most 0.20 USD more, maybe more than --max-cost allowed."
            ),
        ] as [(Spending.Outcome, String?)] {
            var budget = Budget(cost: Self.money("0.1"), currency: "USD")
            budget.spend(bound)
            budget.settle(bound, outcome)
            var report = Report(command: .generate)
            report.spending = budget.spending
            let line = TextReport.conclusion(report)
            #expect(words.map { line.hasSuffix($0) } ?? !line.contains("--max-cost"), "\(line)")
            #expect(report.json["exceedsMaxCost"] == (words == nil ? nil : .boolean(true)))
        }
    }

    @Test("a limit is said exactly, so that it is never the same as what goes beyond it")
    func limit() {
        let note = Note.held(
            .cost(atMost: Self.money("1.000001"), allowed: Self.money("0.999999"), currency: "USD"))
        #expect(note.sentence(CommandForm()).contains("may cost 1.0001 USD"))
        #expect(note.sentence(CommandForm()).contains("allows 0.999999: none"))
    }

    @Test("documents have amounts as decimal strings, and null where nobody knows")
    func documents() {
        let bound = Self.money("0.06")
        let known = report {
            $0.reserve(bound, isFirst: true)
            $0.settle(bound, .answered(TokenCounts(imageOutput: 5), cost: Self.money("0.052765")))
            $0.reserve(bound, isFirst: false)
            $0.settle(bound, .maybeCharged)
        }
        #expect(known.json["cost"] == "0.052765")
        #expect(known.json["costAtMost"] == "0.112765")
        #expect(known.json["currency"] == "USD")
        #expect(known.json["usage"]?["attempts"] == 2)
        #expect(known.json["usage"]?["requests"] == 1)
        #expect(known.json["usage"]?["tokens"]?["imageOutput"] == 5)
        let unknown = report {
            $0.reserve(nil, isFirst: true)
            $0.settle(nil, .answered(nil, cost: nil))
        }
        #expect(unknown.json["cost"] == .null)
        #expect(unknown.json["costAtMost"] == nil)
        #expect(Report(command: .generate).json["cost"] == nil)
        var plan = Report(command: .plan)
        plan.quote = quote("0.3") { $0.answers = 2 }
        #expect(plan.json["cost"] == "0.3")
        #expect(plan.json["estimate"]?["earlierImages"] == 2)
        plan.quote?.cost = nil
        #expect(plan.json["cost"] == .null)
    }
}
