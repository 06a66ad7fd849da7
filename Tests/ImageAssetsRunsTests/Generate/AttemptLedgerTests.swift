import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsPlanning
@testable import ImageAssetsRuns
@testable import ImageAssetsStore

@Suite("AttemptLedger")
struct AttemptLedgerTests {
    let package: TemporaryPackage
    let ledger: AttemptLedger
    let step: Step

    init() throws {
        package = try TemporaryPackage()
        let store = AssetStore(package: try PackageFolder(package.path))
        try store.prepare()
        ledger = AttemptLedger(store: store, run: "run", allowed: nil, now: { Date() })
        step = try #require(try Scene().plan([image("hero")], lock: [:]).steps.first)
    }

    @Test("a request whose attempt began before it was made known stays under way, and closing does not end it")
    func permittedFirst() async {
        #expect(await ledger.permit("id", attempt: 1, step: step))
        await ledger.open("id", cancel: { Issue.record("a request that is paid for was ended") })
        #expect(await ledger.attempts(of: "id") == 1)
        #expect(await ledger.underWay == 1)
        await ledger.close()
    }

    @Test("a request that only waits is ended when the run closes, and nothing further may be sent")
    func waiting() async {
        await confirmation { ended in
            await ledger.open("id", cancel: { ended() })
            await ledger.close()
        }
        #expect(await !ledger.permit("id", attempt: 1, step: step))
        #expect(await ledger.refusal(of: "id") == .closed)
        #expect(await ledger.sent == 0)
    }

    @Test("once an answer could not be kept nothing more is sent, and the reason is known")
    func storage() async {
        await ledger.refuseAll(.unwritable("the disk is full"))
        await ledger.refuseAll(.noRoom(bytes: 1))
        #expect(await !ledger.permit("id", attempt: 1, step: step))
        #expect(await ledger.refusal(of: "id") == .storage(.unwritable("the disk is full")))
    }
}
