import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsGallery
@testable import ImageAssetsModel
@testable import ImageAssetsRuns
@testable import ImageAssetsStore

@Suite("Images held against a revision", .enabled(if: TemporaryRepository.isPossible))
struct ComparisonTests {
    private let fox = #"{ "name": "fox", "prompt": "A red fox" }"#

    @Test("what is as the revision has it is told as that", arguments: [false, true])
    func same(_ isAbove: Bool) async throws {
        let package = try ComparedPackage(isAbove: isAbove)
        try package.manifest(fox)
        try package.draw("fox", 1)
        try await package.record(revised: "A fox that is red")
        try package.repository.commit()
        let comparison = try await package.compare()
        #expect(comparison.survey.products.map(comparison.change) == [nil])
        #expect(comparison.removed.isEmpty)
        #expect(comparison.fault == nil)
    }

    @Test("another picture of another size: the old one, and what is measured of both")
    func picture() async throws {
        let package = try ComparedPackage()
        try package.manifest(fox)
        try package.draw("fox", 1)
        try await package.record(revised: "Then", isPlaceholder: true)
        try package.repository.commit()
        try package.draw("fox", 2, width: 40, height: 30)
        try await package.record(revised: "Now")
        let change = try #require(try await package.change(of: "fox"))
        #expect(change.kind == .changed)
        #expect(change.parts == [.picture, .size])
        #expect(change.words == nil)
        let (old, new) = (try ComparedPackage.png(1), try ComparedPackage.png(2, width: 40, height: 30))
        #expect(change.before?.picture == .bytes(old, SHA256Digest(of: old)))
        #expect(change.before?.problem == nil)
        #expect(change.before?.prompt == "A red fox")
        #expect(change.before?.revisedPrompt == "Then")
        let share = Int((Double(new.count - old.count) / Double(old.count) * 100).rounded())
        #expect(
            change.facts == [
                .init("size", "4x4", "40x30"), .init("bytes", "\(old.count) B", "\(new.count) B (+\(share) %)"),
                .init("revised prompt", "Then", "Now"), .init("placeholder", "yes", "no"),
            ])
    }

    @Test("the file of the commit counts, not what the lockfile says of it")
    func committedFile() async throws {
        let package = try ComparedPackage()
        try package.manifest(fox)
        try package.draw("fox", 1)
        try await package.record()
        // Somebody's own picture, committed and taken back since.
        try package.draw("fox", 9, width: 9, height: 9)
        try package.repository.commit()
        try package.draw("fox", 1)
        let own = try ComparedPackage.png(9, width: 9, height: 9)
        let change = try #require(try await package.change(of: "fox"))
        #expect(change.before?.picture == .bytes(own, SHA256Digest(of: own)))
        #expect(change.facts.first == .init("size", "9x9", "4x4"))
        // And the other way round: what lies there is what was committed, whatever lockfiles say.
        try package.draw("fox", 9, width: 9, height: 9)
        #expect(try await package.change(of: "fox") == nil)
    }

    @Test("another prompt, and whatever else is asked for: the same picture stands before it")
    func request() async throws {
        let package = try ComparedPackage()
        try package.manifest(#"{ "name": "fox", "prompt": "A red fox", "size": "1024x1024", "variant": 1 }"#)
        try package.draw("fox", 1)
        try await package.record()
        try package.repository.commit()
        try package.manifest(
            #"{ "name": "fox", "prompt": "A grey fox", "size": "1536x1024" }"#
        )
        let change = try #require(try await package.change(of: "fox"))
        #expect(change.parts == [.prompt, .size, .request])
        #expect(change.before?.picture == .file(try PackagePath("Images/fox.png")))
        #expect(
            change.words == [
                .init(.same, "A "), .init(.removed, "red"), .init(.added, "grey"), .init(.same, " fox"),
            ])
        #expect(change.before?.request.contains(.init("size", "1024x1024")) == true)
        let facts = Dictionary(grouping: change.facts, by: \.name).mapValues { $0.map { [$0.before, $0.after] } }
        #expect(facts["requested size"] == [["1024x1024", "1536x1024"]])
        #expect(facts["variant"] == [["1", "none"]])
        #expect(facts["bytes"] == nil && facts["size"] == nil)
    }

    @Test("what came and what went is told as that")
    func addedAndRemoved() async throws {
        let package = try ComparedPackage()
        try package.manifest(fox, #"{ "name": "owl", "prompt": "An owl" }"#, #"{ "name": "elk", "prompt": "An elk" }"#)
        try package.draw("fox", 1)
        try package.draw("owl", 2)
        try await package.record()
        // Pruned long ago from the manifest, and still in the lockfile.
        try package.repository.commit()
        try package.manifest(fox, #"{ "name": "elk", "prompt": "An elk" }"#, #"{ "name": "new", "prompt": "New" }"#)
        let comparison = try await package.compare()
        let changes = comparison.survey.products.map(comparison.change)
        #expect(changes == [nil, nil, GalleryChange(.added)])
        #expect(comparison.removed.map(\.text) == ["owl"])
        let owl = try #require(comparison.removedImage(try ImageName("owl")))
        let bytes = try ComparedPackage.png(2)
        #expect(owl.before.prompt == "An owl")
        #expect(owl.path.text == "Images/owl.png")
        #expect(owl.before.picture == .bytes(bytes, SHA256Digest(of: bytes)))
        // It was in the manifest, and had no picture.
        try package.draw("elk", 3)
        let elk = try #require(try await package.change(of: "elk"))
        #expect(elk.parts == [.picture])
        #expect(elk.before?.problem == "it was not made yet")
        // What the lockfile alone still had was no image of the revision.
        try package.repository.commit()
        try package.manifest(fox)
        #expect(try await package.compare().removed == [])
    }

    @Test("without a lockfile the file at the output is what was there before")
    func withoutLockfile() async throws {
        let package = try ComparedPackage()
        try package.draw("fox", 1)
        try package.draw("owl", 1)
        try package.repository.commit()
        try package.manifest(fox, #"{ "name": "owl", "prompt": "An owl" }"#)
        try package.draw("fox", 2)
        try await package.record()
        let old = try ComparedPackage.png(1)
        let change = try #require(try await package.change(of: "fox"))
        #expect(change.parts == [.picture])
        #expect(change.before == GalleryBefore(picture: .bytes(old, SHA256Digest(of: old)), prompt: ""))
        #expect(change.words == nil)
        #expect(try await package.change(of: "owl") == nil)
    }

    @Test("of a lockfile that cannot be read only pictures are compared", arguments: [false, true])
    func damagedLockfile(_ isConflicted: Bool) async throws {
        let package = try ComparedPackage()
        try package.manifest(fox, #"{ "name": "owl", "prompt": "An owl" }"#)
        try package.draw("fox", 1)
        try await package.record()
        let lockfile = try String(
            contentsOfFile: package.repository.package.path + "/images.lock.json", encoding: .utf8)
        let spoiled =
            isConflicted ? "<<<<<<< ours\n\(lockfile)=======\n\(lockfile)>>>>>>> theirs\n" : "{\n  \"version\": 0"
        try package.repository.package.write(spoiled, to: "images.lock.json")
        try package.repository.commit()
        try package.repository.package.write(lockfile, to: "images.lock.json")
        try package.draw("fox", 2)
        let comparison = try await package.compare()
        let fault = try #require(comparison.fault)
        #expect(fault.hasPrefix("the lockfile of HEAD cannot be read, so only pictures are compared: images.lock.json"))
        #expect(fault.hasSuffix("it was committed with merge conflicts") == isConflicted)
        let changes = comparison.survey.products.map(comparison.change)
        #expect(changes.map { $0?.parts } == [[.picture], nil])
        #expect(comparison.removed == [])
    }

    @Test("a revision of which nothing can be read is not compared: no commit is told, and no count")
    func unreadable() async throws {
        let package = try ComparedPackage()
        try package.manifest(fox)
        try package.draw("fox", 1)
        try package.repository.package.link("images.lock.json", to: "elsewhere.json")
        try package.repository.commit()
        try FileManager.default.removeItem(atPath: package.repository.package.path + "/images.lock.json")
        let compared = ComparedRevision.comparing(with: nil)(try await package.survey())
        let sentence = "nothing is compared: images.lock.json of the commit is a symbolic link, not a file"
        #expect(compared.comparison == GalleryComparison(revision: "HEAD", fault: sentence))
        #expect(compared.removed.isEmpty)
        var gallery = Gallery(title: "A", manifest: package.workspace.manifest)
        gallery.comparison = compared.comparison
        #expect(GalleryReport(gallery).against == nil)
        #expect(GalleryReport(gallery).summary?.contains("nothing is compared") == true)
        // Its pictures alone were.
        gallery.comparison = GalleryComparison(revision: "HEAD", commit: "1a2b3c4d5e", fault: "a part")
        #expect(GalleryReport(gallery).against == "Against HEAD (1a2b3c4d): no picture is known to differ.")
        gallery.comparison.fault = nil
        #expect(GalleryReport(gallery).against == "Against HEAD (1a2b3c4d): nothing differs.")
    }

    @Test("references are shown as they were: from where the same bytes lie, or from the commit")
    func references() async throws {
        let package = try ComparedPackage()
        try package.draw("Art/kept.png", 1)
        try package.draw("Art/other.png", 2)
        try package.draw("Art/gone.png", 3)
        try package.manifest(
            #"{ "name": "fox", "prompt": "A", "references": ["Art/kept.png", "Art/other.png", "Art/gone.png"] }"#)
        try package.draw("fox", 1)
        try await package.record()
        try FileManager.default.removeItem(atPath: package.repository.path + "/Art/gone.png")
        try package.repository.commit()
        try package.draw("Art/other.png", 5)
        try package.manifest(#"{ "name": "fox", "prompt": "A", "references": ["Art/kept.png", "Art/other.png"] }"#)
        let change = try #require(try await package.change(of: "fox"))
        #expect(change.parts == [.references])
        let bytes = try ComparedPackage.png(2)
        #expect(
            change.before?.references.map(\.picture) == [
                .file(try PackagePath("Art/kept.png")), .bytes(bytes, SHA256Digest(of: bytes)), nil,
            ])
        #expect(
            change.before?.references.map(\.problem) == [
                nil, nil, "what Art/gone.png was then is neither in the commit nor here",
            ])
    }

    @Test("bytes that several images of the commit have are handed out once, and what is no picture never")
    func sharedBytes() async throws {
        let package = try ComparedPackage()
        let names = ["elk", "fox", "owl"]
        for (place, name) in names.enumerated() { try package.draw(name, UInt8(place)) }
        try package.draw("Art/shared.png", 7)
        try package.manifest(
            names[0...1].map { #"{ "name": "\#($0)", "prompt": "A", "references": ["Art/shared.png"] }"# }
                .joined(separator: ","), #"{ "name": "owl", "prompt": "An owl" }"#)
        try await package.record()
        for name in names[0...1] { try package.draw(name, 9) }
        try package.repository.package.write(Data(count: 100_000), to: "Images/owl.png")
        try package.repository.commit()
        try package.manifest()
        for path in ["Art/shared.png", "Images/elk.png", "Images/fox.png", "Images/owl.png"] {
            try FileManager.default.removeItem(atPath: package.repository.package.path + "/" + path)
        }
        let comparison = try await package.compare()
        let befores = comparison.removed.compactMap { comparison.removedImage($0)?.before }
        let bytes = [try ComparedPackage.png(9), try ComparedPackage.png(7)]
        #expect(befores[0].origins == bytes.map { .bytes($0, SHA256Digest(of: $0)) })
        #expect(befores[1].origins == bytes.map { .object(SHA256Digest(of: $0)) })
        #expect(befores[2].origins == [])
        #expect(befores[2].problem?.hasPrefix("Images/owl.png of the commit ") == true)
    }

    @Test("a picture that is as it was for one image, and is not for another, is handed out for that one")
    func sameElsewhere() async throws {
        let package = try ComparedPackage()
        try package.manifest(fox, #"{ "name": "owl", "prompt": "An owl" }"#)
        for name in ["fox", "owl"] { try package.draw(name, 1) }
        try package.repository.commit()
        try package.draw("owl", 2)
        let comparison = try await package.compare()
        let changes = comparison.survey.products.map(comparison.change)
        let bytes = try ComparedPackage.png(1)
        #expect(changes.map { $0?.before?.picture } == [nil, .bytes(bytes, SHA256Digest(of: bytes))])
    }

    @Test("pictures of the commit are put into the gallery before too many bytes are held", arguments: [1, 1 << 20])
    func batches(_ bytesAtOnce: Int) async throws {
        let testing = try PictureTesting()
        var shown: [Int] = []
        let removed = try (0..<3).map { number throws -> (() -> RemovedImage?) in
            let bytes = try ComparedPackage.png(UInt8(number))
            let image = RemovedImage(
                try ImageName("a\(number)"), at: try PackagePath("a.png"),
                before: GalleryBefore(picture: .bytes(bytes, SHA256Digest(of: bytes)), prompt: ""))
            return {
                shown.append(testing.names("pictures").count)
                return image
            }
        }
        var gallery = Gallery(title: "A", manifest: testing.workspace.manifest)
        await gallery.compare(
            [], with: ComparedRevision(GalleryComparison(), removed: removed), showing: true, testing.shelf(),
            bytesAtOnce: bytesAtOnce)
        #expect(shown == (bytesAtOnce == 1 ? [0, 1, 2] : [0, 0, 0]))
        #expect(gallery.removed.count == 3)
    }

    @Test("an asset kept by Git LFS is the same by its pointer, and is read where it differs")
    func largeFiles() async throws {
        let package = try ComparedPackage()
        try package.manifest(fox)
        try package.draw("fox", 1)
        try await package.record()
        let bytes = try ComparedPackage.png(1)
        let (hex, place) = (SHA256Digest(of: bytes).hex, package.repository.package.path + "/Images/fox.png")
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:\(hex)\nsize \(bytes.count)\n"
        try package.repository.write(pointer, to: place)
        try package.repository.commit()
        // As a checkout without LFS has it, then with it.
        #expect(try await package.change(of: "fox") == nil)
        try package.draw("fox", 1)
        #expect(try await package.change(of: "fox") == nil)
        try package.draw("fox", 2)
        let lacking = try #require(try await package.change(of: "fox"))
        #expect(lacking.before?.picture == nil)
        #expect(lacking.before?.problem?.contains("git lfs fetch origin ") == true)
        let object = ".git/lfs/objects/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)"
        let url = URL(fileURLWithPath: package.repository.path + "/" + object)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
        #expect(try await package.change(of: "fox")?.before?.picture == .bytes(bytes, SHA256Digest(of: bytes)))
    }

    @Test("a picture that was never committed is shown from the store, or said to be lacking")
    func uncommitted() async throws {
        let package = try ComparedPackage()
        try package.repository.write("Images/\n", to: ".gitignore")
        try package.manifest(fox)
        try package.draw("fox", 1)
        try await package.record()
        try package.repository.commit()
        #expect(try await package.change(of: "fox") == nil)
        try package.draw("fox", 2)
        let lacking = try #require(try await package.change(of: "fox"))
        #expect(lacking.before?.problem == "Images/fox.png is not in the commit")
        let bytes = try ComparedPackage.png(1)
        try package.workspace.store.keep(bytes, writer: AtomicFile(temporaryFolder: nil, runID: UniqueID()))
        #expect(try await package.change(of: "fox")?.before?.picture == .object(SHA256Digest(of: bytes)))
    }

    @Test("bytes that differ by little are told to the byte")
    func littleBytes() async throws {
        let package = try ComparedPackage()
        try package.manifest(fox)
        var (old, new) = (try ComparedPackage.png(1), try ComparedPackage.png(1))
        old += Data(count: 100_000)
        new += Data(count: 100_001)
        try package.repository.package.write(old, to: "Images/fox.png")
        try package.repository.commit()
        try package.repository.package.write(new, to: "Images/fox.png")
        let facts = try await package.change(of: "fox")?.facts
        #expect(facts == [.init("bytes", "\(old.count) B", "\(new.count) B")])
    }

    @Test("without a repository there is no complaint, but where one was asked for")
    func withoutRepository() async throws {
        let folder = try TemporaryPackage()
        try folder.write(#"{ "version": 1, "images": [ { "name": "a", "prompt": "A" } ] }"#, to: "images.json")
        let workspace = Workspace(
            folder: try PackageFolder(folder.path), manifest: try PackagePath("images.json"))
        let survey = try await Survey(of: workspace, limits: .default) { _ in }
        #expect(ComparedRevision.comparing(with: nil)(survey).comparison == GalleryComparison())
        let asked = ComparedRevision.comparing(with: "main")(survey).comparison
        #expect(asked.revision == "main")
        #expect(asked.fault?.hasPrefix("nothing is compared: the package is in no Git repository") == true)
        let package = try ComparedPackage()
        try package.manifest(fox)
        let unborn = ComparedRevision.comparing(with: nil)(try await package.survey()).comparison
        #expect(unborn.fault?.contains("has no commit yet") == true)
        let commit = try package.repository.commit()
        let whole = ComparedRevision.comparing(with: nil)(try await package.survey())
        #expect(whole.comparison == GalleryComparison(revision: "HEAD", commit: commit))
    }
}
