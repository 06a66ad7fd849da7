import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsPlanning
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
        #expect(await ledger.budget.sent == 0)
    }

    @Test("once an answer could not be kept nothing more is sent, and the reason is known")
    func storage() async {
        await ledger.refuseAll(.unwritable("the disk is full"))
        await ledger.refuseAll(.noRoom(bytes: 1))
        #expect(await !ledger.permit(id(1), attempt: 1, of: hero))
        #expect(await ledger.refusal(of: id(1)) == .storage(.unwritable("the disk is full")))
    }
}
