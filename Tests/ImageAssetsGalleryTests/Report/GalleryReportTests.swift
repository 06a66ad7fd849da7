import Foundation
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsGallery

@Suite("What a gallery says")
struct GalleryReportTests {
    private func report() throws -> GalleryReport { GalleryReport(try SampleGallery.gallery(), page: "/a/index.html") }

    @Test("the page's data has every member of every kind")
    func data() throws {
        try expectGolden(String(decoding: report().data, as: UTF8.self), at: "gallery/data.js")
    }

    @Test("no text in the data ends the script, is obeyed, or is hidden, and each arrives as it is")
    func hostile() throws {
        let text = String(decoding: try report().data, as: UTF8.self)
        #expect(text.hasPrefix("window.gallery = {") && text.hasSuffix("}\n;\n"))
        #expect(!text.contains("<"))
        for scalar in text.unicodeScalars where scalar != "\n" {
            let kind = scalar.properties.generalCategory
            #expect(![.control, .format, .lineSeparator, .paragraphSeparator].contains(kind), "U+\(scalar.value)")
        }
        #expect(!text.contains("##["))
        let json = String(text.dropFirst("window.gallery = ".count).dropLast(2))
        let document = try JSONValue(parsing: SourceText(Data(json.utf8)))
        #expect(try document == JSONValue(parsing: SourceText(Data(Printable(report().json).text.utf8))))
        guard case .array(let images)? = document["images"] else { return #expect(Bool(false)) }
        let hostile = try #require(images.last)
        for member in ["prompt", "alt", "problem"] {
            #expect(hostile[member]?.string?.utf8.elementsEqual(SampleGallery.text.utf8) == true, "\(member)")
        }
    }

    @Test("the table for a job on GitHub obeys nothing, and has a row for all that changed or is not up to date")
    func summary() throws {
        var gallery = try SampleGallery.gallery()
        try expectGolden(GalleryReport(gallery).summary, at: "gallery/summary.md")
        let changed = try #require(gallery.images.first { $0.change?.before != nil })
        gallery.images = Array(repeating: changed, count: 10_000)
        let summary = GalleryReport(gallery).summary
        #expect(summary.utf8.count < 200_000)
        #expect(summary.hasSuffix("9801 more; see the page\n"))
    }

    @Test("words go to standard error, and the path alone to standard output, as the last")
    func lines() throws {
        let lines = try report().lines(output: .plain, errors: .plain)
        #expect(
            lines == [
                .error(
                    "note: the lockfile of HEAD cannot be read, so only pictures are compared: "
                        + "art/images.lock.json: it was committed with merge conflicts"),
                .error(
                    "10 images: 2 up to date, 1 broken, 1 missing, 1 changed, 1 placeholder, 1 modified, 1 new, "
                        + "1 renamed, 1 frozen. Against HEAD (1a2b1a2b): 1 changed, 1 added, 1 renamed, 1 "
                        + "removed."),
                .output("/a/index.html"),
            ])
        #expect(try report().lastLine == nil)
        #expect(try GalleryReport(SampleGallery.gallery(), page: "/a", isDocumentAlone: true).lastLine == "/a")
        let empty = GalleryReport(Gallery(title: "A", manifest: try PackagePath("images.json")), page: "/a")
        #expect(empty.lines(output: .plain, errors: .plain) == [.error("0 images."), .output("/a")])
    }

    @Test("the id is the manifest's, and tells nothing of the machine")
    func id() throws {
        let manifests = try ["images.json", "art/images.json"].map { try PackagePath($0) }
        let ids = manifests.flatMap { path in ["A", "B"].map { Gallery(title: $0, manifest: path).id } }
        #expect(Set(ids).count == 4)
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{16}/) != nil })
    }
}
