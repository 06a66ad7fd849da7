import Foundation
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsRuns
@testable import ImageAssetsStore

@Suite("What puts an image at its output")
struct PublisherTests {
    private let temporary: TemporaryStore
    private let publisher: Publisher
    private let fox: Product
    private let old = Data("old".utf8)
    private let new = Data("new".utf8)

    init() throws {
        temporary = try TemporaryStore()
        publisher = Publisher(
            folder: try PackageFolder(temporary.package.path), store: temporary.store, writer: temporary.run.writer)
        fox = try image("fox")
    }

    private func bytes(at path: PackagePath) -> Data? {
        FileManager.default.contents(atPath: temporary.package.path + "/" + path.text)
    }

    /// A step that found this at the output.
    private func step(over found: String? = nil) -> Step {
        var scene = Observation()
        if let found { scene.put(found, at: fox.output) }
        return scene.plan([fox]).steps[0]
    }

    /// The records of the image with the old bytes.
    private func recorded(as kind: LockedKind = .made) -> RecordedDigests {
        let entry = entry(for: fox, content: "old", kind: kind)
        return RecordedDigests(Lockfile(images: [fox.name: entry]))
    }

    @Test("asks which files are claimed once the new one is in place, and only where an old one is to go")
    func order() throws {
        let former = try PackagePath("Images/former.png")
        try temporary.package.write(old, to: former.text)
        var seen: [Data?] = []
        let claimed = {
            seen.append(bytes(at: fox.output))
            return ClaimedFiles([fox.output], in: publisher.folder)
        }
        #expect(
            try publisher.publish(new, for: step(), over: recorded(), vacating: [former], claimed: claimed).isEmpty)
        #expect(seen == [new])
        #expect(bytes(at: former) == nil && bytes(at: fox.output) == new)
        #expect(temporary.store.object(SHA256Digest(of: old)) == old)
        _ = try publisher.publish(old, for: step(over: "new"), over: recorded(), vacating: [], claimed: claimed)
        #expect(seen.count == 1)
    }

    @Test("keeps what it replaces in the store, but for a placeholder", arguments: [LockedKind.made, .placeholder])
    func replaces(_ kind: LockedKind) throws {
        try temporary.package.write(old, to: fox.output.text)
        let before = recorded(as: kind)
        _ = try publisher.publish(new, for: step(over: "old"), over: before, vacating: []) { fatalError() }
        #expect(bytes(at: fox.output) == new)
        #expect(temporary.store.object(SHA256Digest(of: old)) == (kind == .placeholder ? nil : old))
    }

    @Test("leaves alone what the plan did not see there")
    func changed() throws {
        try temporary.package.write("somebody's", to: fox.output.text)
        for found in [nil, "old"] {
            #expect(throws: ChangedMeanwhileError.self) {
                try publisher.publish(new, for: step(over: found), over: recorded(), vacating: []) { fatalError() }
            }
        }
        #expect(bytes(at: fox.output) == Data("somebody's".utf8))
    }

    @Test("leaves a former file that is no longer what was recorded, and says why where it is a link")
    func former() throws {
        let (edited, link) = (try PackagePath("Images/edited.png"), try PackagePath("Images/link.png"))
        try temporary.package.write("edited", to: edited.text)
        try temporary.package.write(old, to: "Images/target.png")
        try temporary.package.link(link.text, to: "target.png")
        let notes = try publisher.publish(new, for: step(), over: recorded(), vacating: [edited, link]) {
            ClaimedFiles([fox.output], in: publisher.folder)
        }
        #expect(notes == [.oldFileStays(link, .link)])
        #expect(bytes(at: edited) == Data("edited".utf8) && bytes(at: link) == old)
    }
}
