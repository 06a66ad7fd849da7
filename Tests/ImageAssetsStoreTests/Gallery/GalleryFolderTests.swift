import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("A gallery's folder")
struct GalleryFolderTests {
    private let package: TemporaryPackage
    private let workspace: Workspace

    init() throws {
        package = try TemporaryPackage()
        workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
    }

    private func named(_ name: String) throws(GalleryFolderError) -> GalleryPlace {
        try .named("\(package.path)/\(name)", besides: workspace)
    }

    private func files(_ folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: "\(package.path)/\(folder)")?.allObjects ?? []
        return names.compactMap { $0 as? String }.sorted()
    }

    private func write(_ place: GalleryPlace, _ pictures: [String], page: [String] = ["index.html", "a.js"]) throws {
        let folder = try place.make(forPageOf: page)
        for picture in pictures {
            let parts = picture.split(separator: "/").map(String.init)
            try folder.directory.makeDirectory(parts[0]).put(parts[1], Data(picture.utf8))
        }
        try folder.finish(page.map { ($0, Data($0.utf8)) }, showing: Set(pictures))
    }

    private static let digests = ["a", "b"].map { digest($0).hex }

    @Test("one that is new, with the folders above it, or empty takes a gallery")
    func new() throws {
        try package.makeFolder("empty")
        for name in ["new", "deep/er/new", "empty", "slashes///"] {
            let place = try named(name)
            #expect(!FileManager.default.fileExists(atPath: package.path + "/deep") || name != "deep/er/new")
            try write(place, ["pictures/\(Self.digests[0]).png"])
            #expect(place.path == workspace.folder.root + "/" + name.replacingOccurrences(of: "///", with: ""))
            #expect(
                files(name) == [
                    "a.js", "gallery.txt", "index.html", "pictures", "pictures/\(Self.digests[0]).png",
                ])
        }
    }

    @Test("an older gallery is replaced: what only that one had goes, and what somebody put there stays")
    func older() throws {
        let (first, second) = ("pictures/\(Self.digests[0]).png", "thumbnails/\(Self.digests[1]).png")
        try write(named("g"), [first], page: ["index.html", "a.js", "old.css"])
        let kept = ["a.js.tmp", "notes.txt.tmp", "index.html.tmp", ".x.tmp", "pictures/mine.tmp", "thumbnails/.tmp"]
        let strange = ["notes.txt", "b.js", "pictures/mine.png", "pictures/\(Self.digests[0])"] + kept
        for name in strange { try package.write("mine", to: "g/\(name)") }
        for name in ["", "pictures/"] { try package.write("torn", to: "g/\(name).\(UUID().uuidString).tmp") }
        try package.makeFolder("g/differences")
        try write(named("g"), [second])
        #expect(
            files("g")
                == ([
                    "a.js", "b.js", "gallery.txt", "index.html", "notes.txt", "pictures", "pictures/mine.png",
                    "thumbnails", second,
                ] + kept).sorted())
    }

    @Test("what a mark says of a page is believed of names that a page can have, and of no others")
    func mark() throws {
        try write(named("g"), [])
        for name in ["g/mine.txt", "g/Mine.css", "kept.css", "g/sub/kept.css"] { try package.write("mine", to: name) }
        try package.write(
            "image-assets gallery 1\n- mine.txt\n- Mine.css\n- ../kept.css\n- sub/kept.css\n- pictures\n- /etc/a.css\n",
            to: "g/gallery.txt")
        try write(named("g"), [])
        for name in ["g/mine.txt", "g/Mine.css", "kept.css", "g/sub/kept.css"] {
            #expect(FileManager.default.fileExists(atPath: "\(package.path)/\(name)"), "\(name)")
        }
    }

    @Test("a mark of any size is not read: it is somebody's file")
    func largeMark() throws {
        try package.write("image-assets gallery 1\n" + String(repeating: "\n", count: 1 << 16), to: "g/gallery.txt")
        #expect(throws: GalleryFolderError("\(package.path)/g", .otherContent)) { try named("g") }
    }

    @Test("anything else is refused, and nothing is touched")
    func refused() throws {
        try package.write("mine", to: "notes/a.txt")
        try package.write("mine", to: "page/index.html")
        try package.write("mine", to: "file")
        try package.write("image-assets gallery 1\n", to: "part/gallery.txt")
        try package.write("mine", to: "part/thumbnails")
        try package.write("mine", to: "elsewhere/gallery.txt")
        try package.makeFolder("target")
        try package.link("link", to: "target")
        try package.link("nowhere", to: "absent")
        try package.link("linked/gallery.txt", to: "../part/gallery.txt")
        try package.write("image-assets gallery 1\n", to: "linkedPart/gallery.txt")
        try package.link("linkedPart/pictures", to: "../target")
        let before = files("")
        for (name, fault) in [
            ("notes", .otherContent), ("page", .otherContent), ("elsewhere", .otherContent), ("file", .isNoFolder),
            ("file/in", .belowNoFolder), ("part", .strangePart("thumbnails")), ("link", .isALink),
            ("link/", .isALink), ("nowhere", .isALink), ("linked", .otherContent),
            ("linkedPart", .strangePart("pictures")), (".image-assets", .inStore), (".image-assets/objects", .inStore),
            (".image-assets/gallery/in", .inStore), (".Image-Assets/x", .inStore), ("absent/../x", nil),
        ] as [(String, GalleryFolderError.Fault?)] {
            let error = #expect(throws: GalleryFolderError.self) { try named(name) }
            if let fault { #expect(error?.fault == fault, "\(name)") }
        }
        #expect(throws: GalleryFolderError("", .empty)) { try GalleryPlace.named("", besides: workspace) }
        #expect(throws: GalleryFolderError("/", .otherContent)) { try GalleryPlace.named("/", besides: workspace) }
        #expect(files("") == before)
    }

    @Test("the usual one is in the store, hidden from Git, and never behind a link")
    func usual() throws {
        try write(.usual(in: workspace), [])
        #expect(try String(contentsOfFile: package.path + "/.image-assets/.gitignore", encoding: .utf8) == "*\n")
        #expect(files(".image-assets/gallery") == ["a.js", "gallery.txt", "index.html"])
        // By its path it is the same.
        #expect(try named(".image-assets/gallery").path == GalleryPlace.usual(in: workspace).path)
        let store = package.path + "/.image-assets"
        try FileManager.default.removeItem(atPath: store + "/gallery")
        try package.makeFolder("target")
        try package.link(".image-assets/gallery", to: "../target")
        #expect(throws: GalleryFolderError(".image-assets/gallery", .isALink)) { try GalleryPlace.usual(in: workspace) }
        try FileManager.default.removeItem(atPath: store)
        try package.link(".image-assets", to: "target")
        #expect(throws: GalleryFolderError(".image-assets/gallery", .isALink)) { try GalleryPlace.usual(in: workspace) }
        #expect(files("target").isEmpty)
    }

    @Test("a file of the page that is a link is replaced, and what it leads to stays")
    func linkedPage() throws {
        try package.write("mine", to: "mine.txt")
        try write(named("g"), [])
        for name in ["index.html", "a.js"] {
            try FileManager.default.removeItem(atPath: "\(package.path)/g/\(name)")
            try package.link("g/\(name)", to: "../mine.txt")
        }
        try write(named("g"), [])
        #expect(try String(contentsOfFile: package.path + "/mine.txt", encoding: .utf8) == "mine")
        #expect(try String(contentsOfFile: package.path + "/g/index.html", encoding: .utf8) == "index.html")
        #expect(files("g") == ["a.js", "gallery.txt", "index.html"])
    }

    @Test("while one is being written another one is refused, and touches nothing")
    func busy() throws {
        try write(named("g"), [], page: ["index.html", "old.css"])
        do {
            let held = try named("g").make(forPageOf: [])
            try package.write("torn", to: "g/.\(UUID().uuidString).tmp")
            let before = files("g")
            #expect(throws: GalleryFolderError("\(package.path)/g", .isBeingWritten)) { try write(named("g"), []) }
            #expect(files("g") == before)
            try held.finish([("index.html", Data())], showing: [])
        }
        try write(named("g"), [])
        #expect(files("g") == ["a.js", "gallery.txt", "index.html"])
    }

    @Test("what comes there between the look and the work is somebody's, too")
    func raced() throws {
        let place = try named("g")
        try package.write("mine", to: "g/index.html")
        #expect(throws: GalleryFolderError("\(package.path)/g", .otherContent)) { try place.make(forPageOf: []) }
        #expect(files("g") == ["index.html"])
    }
}
