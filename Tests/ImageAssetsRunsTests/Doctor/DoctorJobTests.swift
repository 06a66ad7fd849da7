import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsRuns
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("What doctor looks at")
struct DoctorJobTests {
    private let package: TemporaryPackage

    init() throws { package = try TemporaryPackage() }

    private func checkup(
        formats: Set<RenditionFormat> = Set(RenditionFormat.allCases), asked: LockedValue<[String?]> = LockedValue([])
    ) async throws -> Checkup {
        let workspace = Workspace(
            folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        let job = DoctorJob(
            of: workspace, tool: ToolFacts(libpng: "", zlib: "", columns: nil), formats: formats,
            environment: ["PATH": ""]
        ) { rules in
            asked.change { $0.append(rules?.name) }
            return ServiceFacts(
                address: .unknown, key: .unknown, proxy: .unknown, certificates: .unknown,
                library: .unusable(""))
        }
        return await job.look()
    }

    private func writeManifest(_ text: String = #"{ "name": "a", "prompt": "A" }"#) throws {
        try package.write(#"{ "version": 1, "service": "openai", "images": [ \#(text) ] }"#, to: "images.json")
    }

    @Test("a manifest that needs a format which was not built in names the trait, whatever else is wrong with it")
    func missingTraits() async throws {
        let formats = ["jpg", "webp"].map { #"{ "output": "Web/a.\#($0)", "width": 64 }"# }.joined(separator: ", ")
        for other in ["", #", "promt": 3"#] {
            try writeManifest(#"{ "name": "a", "prompt": "A", "renditions": [\#(formats)]\#(other) }"#)
            let found = try await checkup(formats: [.png, .jpeg])
            #expect(found.facts.missingFormats == [.webp])
            #expect(found.obstacles.contains(.formats))
            #expect(found.exitStatus == .invalid)
        }
    }

    @Test("the service is looked at by the manifest's rules, also where its images are wrong")
    func rules() async throws {
        let asked = LockedValue<[String?]>([])
        _ = try await checkup(asked: asked)
        try writeManifest("{}")
        _ = try await checkup(asked: asked)
        #expect(asked.value == [nil, "openai"])
    }

    @Test("manifest and lockfile are told apart, and a lockfile is read where the manifest cannot be")
    func files() async throws {
        try writeManifest()
        try package.write("{", to: "images.lock.json")
        let broken = try await checkup()
        #expect(broken.verdict(on: .manifest) == .holds)
        #expect(broken.verdict(on: .lockfile) == .fails(.invalid))
        #expect(broken.facts.images == 1)
        try package.write(#"{ "version": 1, "images": {} }"#, to: "images.lock.json")
        try writeManifest("3")
        let wrong = try await checkup()
        #expect(wrong.verdict(on: .manifest) == .fails(.invalid))
        #expect(wrong.facts.lockfile == .read(images: 0))
    }

    @Test("a picture that would be sent and is broken is a fault of the manifest's, before anything is paid for")
    func reference() async throws {
        let signature = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        try package.write(signature + Data("and so on".utf8), to: "r.png")
        try writeManifest(#"{ "name": "a", "prompt": "A", "references": ["r.png"] }"#)
        let found = try await checkup()
        #expect(found.obstacles.contains(.manifest))
    }

    @Test("attempts without an outcome and those that were charged for nothing are counted")
    func journal() async throws {
        try writeManifest()
        var sample = SampleAttempts()
        try sample.add(1)
        try sample.add(2, nil)
        try sample.add(3, .failed(.server, status: 502))
        try sample.add(4, .failed(.rejected, status: 400))
        let store = AssetStore(package: try PackageFolder(package.path))
        try store.prepare()
        try Journal(in: store).append(sample.attempts.map(\.line))
        let found = try await checkup()
        // One that was reported is over.
        #expect(found.facts.journal == .read(unfinished: 0, perhapsCharged: 2))
    }

    @Test("a journal that no memory holds is read neither for its counts nor for the plan", .timeLimit(.minutes(1)))
    func longJournal() async throws {
        try writeManifest()
        try package.write("", to: ".image-assets/journal.jsonl")
        // Without a block on the disk.
        #expect(truncate(package.path + "/.image-assets/journal.jsonl", 1 << 27) == 0)
        let found = try await checkup()
        #expect(found.facts.journal == .long(byteCount: 1 << 27))
        #expect(found.facts.work == .requests(1, nil))
        // Nor does a run, which would not know what was sent: it refuses the store.
        #expect(truncate(package.path + "/.image-assets/journal.jsonl", 1 << 42) == 0)
        let refused = try await checkup()
        #expect(
            refused.facts.store
                == .refused(
                    "cannot read .image-assets/journal.jsonl: it has 4398.0 GB, and at most 268 MB are read of such a "
                        + "file; move it away, if it is not yours"))
        #expect(refused.facts.work == .requests(1, nil))
    }

    @Test("who holds the lock is told, and is not waited for")
    func otherRun() async throws {
        try writeManifest()
        let store = AssetStore(package: try PackageFolder(package.path))
        let manifest = try PackagePath("images.json")
        #expect(try RunLock.holder(for: manifest, in: store) == nil)
        let lock = try await RunLock(for: manifest, in: store, timeout: .zero, isInterrupted: { false }) { _ in }
        let found = try await checkup()
        guard case .underWay(let holder) = found.facts.otherRun else {
            Issue.record("nobody is seen")
            return
        }
        #expect(holder.text.hasPrefix("process \(ProcessInfo.processInfo.processIdentifier) on "))
        withExtendedLifetime(lock) {}
    }

    @Test("after a run the lock that it left is nobody's")
    func freeLock() async throws {
        let store = AssetStore(package: try PackageFolder(package.path))
        let manifest = try PackagePath("images.json")
        do { _ = try await RunLock(for: manifest, in: store, timeout: .zero, isInterrupted: { false }) { _ in } }
        #expect(try RunLock.holder(for: manifest, in: store) == nil)
    }
}
