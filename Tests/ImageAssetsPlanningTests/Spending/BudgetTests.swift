import ImageAssetsModel
import ImageAssetsPlanning
import Testing

@Suite("A budget of money")
struct MoneyBudgetTests {
    private func money(_ digits: String) throws -> Money { try Money(digits: digits) }

    @Test("what is under way is reserved, so that two attempts do not both spend the rest")
    func reserves() throws {
        var budget = Budget(cost: try money("0.3"), currency: "USD")
        let bound = try money("0.2")
        #expect(budget.covers(bound))
        budget.spend(bound)
        #expect(!budget.covers(bound))
        #expect(try budget.covers(money("0.1")))
        // The answer took less than reserved.
        budget.settle(bound, .answered(TokenCounts(imageOutput: 5), cost: try money("0.05")))
        #expect(budget.covers(bound))
        #expect(try budget.spending.committed == money("0.05"))
    }

    @Test("an unknown price fits into no limit, and into no limit at all")
    func unknown() throws {
        #expect(try !Budget(cost: money("1000")).covers(nil as Money?))
        #expect(Budget().covers(nil as Money?))
    }

    @Test("what ends unknown stays paid, what never left or was refused does not")
    func outcomes() throws {
        let bound = try money("0.2")
        for (outcome, paid, attempts, requests) in [
            (Spending.Outcome.maybeCharged, "0.2", 1, 1), (.free, "0", 1, 1), (.turnedAway, "0", 1, 1),
            (.unsent(isFirst: true), "0", 0, 0),
            (.unsent(isFirst: false), "0", 0, 1), (.answered(nil, cost: nil), "0.2", 1, 1),
            (.answered(nil, cost: try money("0.25")), "0.25", 1, 1),
            (.answered(nil, cost: nil, atMost: try money("0.1")), "0.2", 1, 1),
            (.answered(nil, cost: nil, atMost: try money("0.3")), "0.3", 1, 1),
        ] {
            var budget = Budget(cost: try money("1"), currency: "USD")
            budget.spend(bound)
            budget.settle(bound, outcome)
            #expect(budget.spending.committed.text == paid, "\(outcome)")
            #expect(budget.spending.attempts == attempts, "\(outcome)")
            #expect(budget.spending.requests == requests, "\(outcome)")
        }
    }

    @Test("the sum says what is known, what may come on top, and what nobody knows")
    func sums() throws {
        var spending = Spending(currency: "USD")
        let bound = try money("0.2")
        for isFirst in [true, false, true, true] { spending.reserve(bound, isFirst: isFirst) }
        spending.settle(bound, .maybeCharged)
        spending.settle(bound, .answered(TokenCounts(textInput: 3, imageOutput: 5), cost: try money("0.1")))
        spending.settle(bound, .answered(TokenCounts(imageOutput: 7), cost: try money("0.15")))
        spending.settle(bound, .answered(nil, cost: nil))
        #expect(spending.requests == 3)
        #expect(spending.attempts == 4)
        #expect(spending.maybeCharged == 1)
        #expect(spending.answers == 3)
        #expect(spending.uncounted == 1)
        #expect(spending.unpricedAnswers == 1)
        #expect(spending.unpriced == 0)
        #expect(spending.tokens == TokenCounts(textInput: 3, imageOutput: 12))
        #expect(spending.cost.text == "0.25")
        #expect(spending.uncertain.text == "0.4")
        #expect(spending.atMost?.text == "0.65")
        spending.reserve(nil, isFirst: true)
        spending.settle(nil, .maybeCharged)
        #expect(spending.atMost == nil)
    }
}
