import Foundation
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsRuns
@testable import ImageAssetsStore

@Suite("AttemptLedger")
struct AttemptLedgerTests {
    let temporary: TemporaryStore
    let ledger: AttemptLedger
    let hero: AttemptLedger.Subject

    init() throws {
        temporary = try TemporaryStore()
        ledger = AttemptLedger(store: temporary.store, run: temporary.run.id, budget: Budget(), now: { Date() })
        hero = AttemptLedger.Subject(image: try ImageName("hero"), fingerprint: Fingerprint(digest("hero")))
    }

    @Test("a request whose attempt began before it was made known stays under way, and closing does not end it")
    func permittedFirst() async {
        #expect(await ledger.permit(id(1), attempt: 1, of: hero))
        await ledger.open(id(1), cancel: { Issue.record("a request that is paid for was ended") })
        #expect(await ledger.attempts(of: id(1)) == 1)
        #expect(await ledger.underWay == 1)
        await ledger.close()
    }

    @Test("a request that only waits is ended when the run closes, and nothing further may be sent")
    func waiting() async {
        await confirmation { ended in
            await ledger.open(id(1), cancel: { ended() })
            await ledger.close()
        }
        #expect(await !ledger.permit(id(1), attempt: 1, of: hero))
        #expect(await ledger.refusal(of: id(1)) == .closed)
        #expect(await ledger.budget.spending.attempts == 0)
    }

    @Test("money is reserved before an attempt, settled by its answer, and never spent twice")
    func money() async throws {
        let rates = TokenRates(textInput: .zero, imageOutput: try Money(digits: "30"))
        let pricing = Pricing(Prices(currency: "USD", .perMillionTokens(rates, expected: PriceTable())))
        let ledger = AttemptLedger(
            store: temporary.store, run: temporary.run.id,
            budget: Budget(cost: try Money(digits: "0.1"), currency: "USD"), pricing: pricing, now: { Date() })
        var hero = hero
        hero.terms = PriceTerms(model: "gpt-image-2", size: "1024x1024")
        hero.bound = try Money(digits: "0.06")
        #expect(await ledger.permit(id(1), attempt: 1, of: hero))
        #expect(await !ledger.permit(id(2), attempt: 1, of: hero))
        #expect(await ledger.refusal(of: id(2)) == .cost)
        #expect(await ledger.limit(of: id(2)) == .cost)
        // 1,000 tokens at 30 a million: half of what was reserved.
        let answer = ImageResponse(bytes: Data(), usage: #"{"input_tokens":1,"output_tokens":1000}"#)
        await ledger.ended(id(1), attempt: 1, of: hero, .answered(answer))
        #expect(await ledger.budget.spending.committed.text == "0.03")
        #expect(await ledger.permit(id(3), attempt: 1, of: hero))
        await ledger.ended(id(3), attempt: 1, of: hero, .failed(ImageFailure(.rejected, .error("no"))))
        #expect(await ledger.budget.spending.committed.text == "0.03")
        #expect(await ledger.permit(id(4), attempt: 1, of: hero))
        await ledger.ended(id(4), attempt: 1, of: hero, .abandoned)
        #expect(await ledger.budget.spending.committed.text == "0.09")
        #expect(await !ledger.permit(id(5), attempt: 1, of: hero))
        let spending = await ledger.budget.spending
        #expect(spending.requests == 3)
        #expect(spending.attempts == 3)
        #expect(spending.maybeCharged == 1)
        #expect(spending.cost.text == "0.03")
        #expect(spending.uncertain.text == "0.06")
        var open = hero
        open.bound = nil
        #expect(await !ledger.permit(id(6), attempt: 1, of: open))
    }

    @Test("what an answer of this run took is what the next attempt may cost")
    func learning() async throws {
        let rates = TokenRates(textInput: .zero, imageOutput: try Money(digits: "30"))
        let expected = PriceTable(rest: ExpectedTokens(imageOutput: 1_000))
        let pricing = Pricing(Prices(currency: "USD", .perMillionTokens(rates, expected: expected)))
        let ledger = AttemptLedger(
            store: temporary.store, run: temporary.run.id,
            budget: Budget(cost: try Money(digits: "0.1"), currency: "USD"), pricing: pricing, now: { Date() })
        let recipe = try image(size: "1024x1024").recipe
        var hero = hero
        hero.terms = PriceTerms(recipe)
        hero.recipe = recipe
        hero.bound = try pricing.bound(of: recipe).cost
        #expect(hero.bound?.text == "0.03")
        #expect(await ledger.permit(id(1), attempt: 1, of: hero))
        let answer = ImageResponse(bytes: Data(), usage: #"{"input_tokens":1,"output_tokens":2000}"#)
        await ledger.ended(id(1), attempt: 1, of: hero, .answered(answer))
        #expect(await ledger.budget.spending.committed.text == "0.06")
        // 0.03 would be left, and the next one may take 0.06, too.
        #expect(await !ledger.permit(id(2), attempt: 1, of: hero))
        #expect(await ledger.refusal(of: id(2)) == .cost)
    }

    @Test("answers and attempts that tell no price stay at what was reserved, or at what their own counts allow")
    func untold() async throws {
        let rates = TokenRates(textInput: try Money(digits: "5"), imageOutput: try Money(digits: "30"))
        let pricing = Pricing(Prices(currency: "USD", .perMillionTokens(rates, expected: PriceTable())))
        for (usage, committed) in [
            (#"{"input_tokens":-1,"output_tokens":10}"#, "0.06"), (#"{"input_tokens":10}"#, "0.06"),
            (#"{"input_tokens":10,"output_tokens":0}"#, "0.06"), (#"{"total_tokens":10000}"#, "0.3"),
        ] {
            let ledger = AttemptLedger(
                store: temporary.store, run: temporary.run.id, budget: Budget(currency: "USD"), pricing: pricing,
                now: { Date() })
            var hero = hero
            hero.terms = PriceTerms(model: "gpt-image-2", size: "1024x1024")
            hero.bound = try Money(digits: "0.06")
            #expect(await ledger.permit(id(1), attempt: 1, of: hero))
            await ledger.ended(id(1), attempt: 1, of: hero, .answered(ImageResponse(bytes: Data(), usage: usage)))
            #expect(await ledger.budget.spending.committed.text == committed, "\(usage)")
        }
    }

    @Test("once an answer could not be kept nothing more is sent, and the reason is known")
    func storage() async {
        await ledger.refuseAll(.unwritable("the disk is full"))
        await ledger.refuseAll(.noRoom(bytes: 1))
        #expect(await !ledger.permit(id(1), attempt: 1, of: hero))
        #expect(await ledger.refusal(of: id(1)) == .storage(.unwritable("the disk is full")))
    }
}
