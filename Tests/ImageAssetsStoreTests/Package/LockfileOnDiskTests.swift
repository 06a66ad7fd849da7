import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("The lockfile on disk")
struct LockfileOnDiskTests {
    @Test("of two sides that git could not merge the entry counts that fits better, and ours where both fit alike")
    func sides() throws {
        let package = try TemporaryPackage()
        let manifest = try PackagePath("images.json")
        func side(_ word: String, _ names: String...) throws -> Lockfile {
            Lockfile(
                images: Dictionary(
                    uniqueKeysWithValues: try names.map { name in
                        (try ImageName(name), entry(for: try image(name), content: name == "same" ? name : word))
                    }))
        }
        let ours = try side("ours", "alike", "better", "here", "same", "worse")
        let theirs = try side("theirs", "alike", "better", "same", "there", "worse")
        let text =
            "<<<<<<< HEAD\n" + ours.text(for: manifest) + "=======\n" + theirs.text(for: manifest) + ">>>>>>> branch\n"
        var asked: Set<String> = []
        let found = LockfileOnDisk(
            workspace: Workspace(folder: try PackageFolder(package.path), manifest: manifest), digest: nil,
            content: try LockfileOnDisk.Content(SourceText(text), file: manifest.lockfile)
        ) { name, entry in
            asked.insert(name.text)
            let isOurs = entry.asset.sha256 == digest("ours")
            return name.text == "alike" ? 3 : (name.text == "better") == isOurs ? 2 : 1
        }
        let kept = Dictionary(uniqueKeysWithValues: found.lockfile.images.map { ($0.text, $1.asset.sha256) })
        let expected = [
            "alike": "ours", "better": "ours", "here": "ours", "same": "same", "there": "theirs", "worse": "theirs",
        ]
        #expect(kept == expected.mapValues(digest))
        #expect(asked == ["alike", "better", "worse"])
    }
}
