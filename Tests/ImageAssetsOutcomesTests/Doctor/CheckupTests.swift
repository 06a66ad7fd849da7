import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import Testing

@Suite("Whether a generate could run")
struct CheckupTests {
    typealias Ending = ImageAssetsModel.ExitStatus
    typealias Change = @Sendable (inout DoctorFacts) -> Void

    private static let refused: Change = { $0.service.key = .refused("no API key") }
    private static let unwritable: Change = { $0.unwritable = ("Art", Obstacle(isForbidden: true, reason: "no")) }
    private static let invalid: Change = { $0.lockfile = .faulty }
    private static let held: Change = { $0.work = .requests(2, .budget(needed: 2, allowed: 1)) }

    private static let uselessFile: Change = {
        $0.service.certificates = .useless("/", variable: "SSL_CERT_FILE", .folder, isAlone: true)
    }
    private static let uselessFolder: Change = {
        $0.service.certificates = .useless("/", variable: "SSL_CERT_DIR", .noCertificate, isAlone: false)
    }

    /// What each changes, the status that a run would end with, and the status where there is nothing to do.
    static let faults: [(Checkup.Subject, Change, Ending?, Ending?)] = [
        (.manifest, { $0.images = nil }, .invalid, .invalid),
        (.formats, { $0.missingFormats = [.webp] }, .invalid, .invalid),
        (.lockfile, invalid, .invalid, .invalid),
        (.folder, unwritable, .failed, nil),
        (.store, { $0.store = .refused("it is a link") }, .failed, .failed),
        (.requests, { $0.journal = .unread("it is a folder") }, .failed, .failed),
        (.disk, { $0.room = 5 }, .failed, nil),
        (.run, { $0.otherRun = .unseen("it is a link") }, .failed, .failed),
        (.run, { $0.otherRun = .underWay(LockHolder(text: "")) }, nil, nil),
        (.git, { $0.git = .tracksStore }, nil, nil), (.git, { $0.git = .takesStore }, nil, nil),
        (.lfs, { $0.largeFiles.pointers = 1 }, nil, nil),
        (.address, { $0.service.address = .refused("no URL", from: .option) }, .usage, .usage),
        (.address, { $0.service.address = .refused("no URL", from: .variable("IMAGES_BASE_URL")) }, .usage, nil),
        (.key, refused, .usage, nil),
        (.proxy, { $0.service.proxy = .refused("no address", variable: "ALL_PROXY") }, .failed, nil),
        (.certificates, { $0.service.certificates = .absent("/etc/ssl") }, .failed, nil),
        (.certificates, uselessFile, .failed, nil), (.certificates, uselessFolder, nil, nil),
        (.libcurl, { $0.service.library = .unusable("too old") }, .failed, nil),
        (
            .online, { $0.service.answer = .failed(ImageFailure(.unauthorized, status: 401, .error("no"))) }, .failed,
            .failed
        ),
        (.online, { $0.service.answer = .failed(ImageFailure(.quota, .error("no"))) }, .stopped, .stopped),
    ]

    @Test("what is wrong stops a run that wants it, and no other", arguments: faults)
    func fault(_ subject: Checkup.Subject, _ change: Change, _ working: Ending?, _ idle: Ending?) throws {
        for (work, status) in [(DoctorFacts.Work.requests(2, nil), working), (.nothing, idle), (.unknown, working)] {
            var facts = try DoctorFacts.sample()
            facts.service.answer = .notAsked
            facts.work = work
            change(&facts)
            let checkup = Checkup(facts)
            #expect(checkup.exitStatus == status ?? .done)
            #expect(checkup.obstacles == (status == nil ? [] : [subject]))
            #expect(checkup.verdict(on: subject) != .holds)
        }
    }

    @Test("of several causes the first in the order 65, 4, 1, 64")
    func order() throws {
        var facts = try DoctorFacts.sample()
        var statuses: [Ending] = [Checkup(facts).exitStatus]
        for change in [Self.refused, Self.unwritable, Self.held, Self.invalid] {
            change(&facts)
            statuses.append(Checkup(facts).exitStatus)
        }
        #expect(statuses == [.done, .usage, .failed, .stopped, .invalid])
    }

    static let ways: [(Change, Ending, Checkup.Subject)] = [
        (refused, .usage, .key),
        ({ $0.service.address = .refused("no URL", from: .variable("IMAGES_BASE_URL")) }, .usage, .address),
        ({ $0.service.proxy = .refused("no address", variable: "ALL_PROXY") }, .failed, .proxy),
        ({ $0.service.library = .unusable("too old") }, .failed, .libcurl),
    ]

    @Test("who asks the service about the key wants the way there, whatever is to be done", arguments: ways)
    func online(_ change: Change, _ status: Ending, _ subject: Checkup.Subject) throws {
        var facts = try DoctorFacts.sample()
        facts.work = .nothing
        change(&facts)
        facts.service.answer = .impossible
        #expect(Checkup(facts).exitStatus == status)
        #expect(Checkup(facts).wayThere == [subject])
    }

    @Test("an answer that leaves open whether the key is taken is told as one")
    func open() throws {
        var facts = try DoctorFacts.sample()
        let failure = ImageFailure(.rejected, status: 404, .error("no list"))
        for (answer, isOpen) in [
            (.notAsked, false), (.taken, false), (.public, true), (.unclear(failure), true), (.failed(failure), false),
        ] as [(ServiceFacts.Answer, Bool)] {
            facts.service.answer = answer
            #expect(Checkup(facts).leavesKeyOpen == isOpen)
        }
    }

    @Test("a sandbox makes a mere doubt of what it may hide, and of nothing else")
    func sandbox() throws {
        var facts = try DoctorFacts.sample(invocation: .plugin(isReading: true), isSandboxed: true)
        Self.unwritable(&facts)
        facts.service.answer = .failed(ImageFailure(.transport, .noConnection("no"), progress: .unsent))
        #expect(Checkup(facts).exitStatus == .done)
        #expect(Checkup(facts).verdict(on: .folder) == .skipped)
        #expect(Checkup(facts).verdict(on: .online) == .skipped)
        facts.unwritable = ("Art", Obstacle(isForbidden: false, reason: "Read-only file system"))
        #expect(Checkup(facts).obstacles == [.folder])
        facts.service.answer = .failed(ImageFailure(.unauthorized, status: 401, .error("no")))
        #expect(Checkup(facts).obstacles == [.folder, .online])
    }
}
