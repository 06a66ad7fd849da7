import Foundation
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@testable import ImageAssetsGallery
@testable import ImageAssetsStore

@Suite("Pictures of before", .enabled(if: TemporaryRepository.isPossible))
struct PictureBeforeTests {
    private let fox = #"{ "name": "fox", "prompt": "A red fox" }"#

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
            change.before?.references.map(\.problem?.sentence) == [
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
        #expect(befores[2].problem?.sentence.hasPrefix("Images/owl.png of the commit ") == true)
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
        #expect(lacking.before?.problem?.sentence.contains("git lfs fetch origin ") == true)
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
        #expect(lacking.before?.problem?.sentence == "Images/fox.png is not in the commit")
        let bytes = try ComparedPackage.png(1)
        try package.workspace.store.keep(bytes, writer: AtomicFile(temporaryFolder: nil, runID: UniqueID()))
        #expect(try await package.change(of: "fox")?.before?.picture == .object(SHA256Digest(of: bytes)))
    }
}
