import Foundation
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@testable import ImageAssetsGallery
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
        try await package.record(revised: "Then", kind: .placeholder)
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
        #expect(elk.before?.problem == .notMadeThen)
        // What the lockfile alone still had was no image of the revision.
        try package.repository.commit()
        try package.manifest(fox)
        #expect(try await package.compare().removed == [])
    }

    @Test("the same picture under another name is a rename, with whatever else differs")
    func renamed() async throws {
        let package = try ComparedPackage()
        try package.manifest(fox, #"{ "name": "owl", "prompt": "An owl" }"#, #"{ "name": "elk", "prompt": "An elk" }"#)
        for (name, ink) in [("fox", 1), ("owl", 2), ("elk", 2)] as [(String, UInt8)] { try package.draw(name, ink) }
        try await package.record()
        try package.repository.commit()
        // One of two that look alike keeps its path, so it is that one.
        try package.manifest(
            #"{ "name": "vixen", "prompt": "A red fox" }"#,
            #"{ "name": "bird", "prompt": "A white owl", "output": "Images/owl.png" }"#,
            #"{ "name": "new", "prompt": "New" }"#)
        try package.draw("vixen", 1)
        try package.draw("new", 3)
        try await package.record()
        let comparison = try await package.compare()
        let changes = comparison.survey.products.map(comparison.change)
        #expect(changes.map(\.?.kind) == [.renamed, .renamed, .added])
        #expect(changes.map { $0?.former?.text } == ["fox", "owl", nil])
        #expect(changes.map(\.?.parts) == [[], [.prompt], []])
        #expect(changes[1]?.words != nil && changes[1]?.before?.prompt == "An owl")
        #expect(comparison.removed.map(\.text) == ["elk"])
        // A copy beside the picture is an image that came.
        try package.manifest(fox, #"{ "name": "vixen", "prompt": "A red fox" }"#)
        let copied = try await package.compare()
        #expect(copied.survey.products.map(copied.change).map(\.?.kind) == [nil, .added])
        #expect(copied.removed.map(\.text) == ["elk", "owl"])
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
        let fault = try #require(comparison.fault?.sentence)
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
        let why = "images.lock.json of the commit is a symbolic link, not a file"
        #expect(compared.comparison == GalleryComparison(revision: "HEAD", fault: .revision(why)))
        #expect(compared.removed.isEmpty)
        var gallery = Gallery(title: "A", manifest: package.workspace.manifest)
        gallery.comparison = compared.comparison
        #expect(gallery.comparison.sentence(gallery.changes) == nil)
        #expect(GalleryReport(gallery).summary.contains("nothing is compared"))
        // Its pictures alone were.
        gallery.comparison = GalleryComparison(revision: "HEAD", commit: "1a2b3c4d5e", fault: .revision("a part"))
        let parts = gallery.comparison.sentence(gallery.changes)
        #expect(parts == "Against HEAD (1a2b3c4d): no picture is known to differ.")
        gallery.comparison.fault = nil
        #expect(gallery.comparison.sentence(gallery.changes) == "Against HEAD (1a2b3c4d): nothing differs.")
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
        #expect(asked.fault?.sentence.hasPrefix("nothing is compared: the package is in no Git repository") == true)
        let package = try ComparedPackage()
        try package.manifest(fox)
        let unborn = ComparedRevision.comparing(with: nil)(try await package.survey()).comparison
        #expect(unborn.fault?.sentence.contains("has no commit yet") == true)
        let commit = try package.repository.commit()
        let whole = ComparedRevision.comparing(with: nil)(try await package.survey())
        #expect(whole.comparison == GalleryComparison(revision: "HEAD", commit: commit))
    }
}
