import Foundation
import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite struct ManifestReaderTests {
    private let temporary: TemporaryPackage
    private let folder: PackageFolder
    private static let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0])
    private static let jpeg = Data([0xFF, 0xD8, 0xFF, 0xE0])

    init() throws {
        temporary = try TemporaryPackage()
        folder = try PackageFolder(temporary.path)
    }

    private func write(images: String...) throws {
        try temporary.write(
            "{\"version\": 1, \"images\": [\n\(images.joined(separator: ",\n"))\n]}\n", to: "images.json")
    }

    private func resolve(
        _ files: SeenFiles? = nil, lockedTypes: [SHA256Digest: ReferenceType] = [:]
    ) async throws -> ComposedManifest {
        try await ComposedManifest.read(
            PackagePath("images.json"), in: files ?? SeenFiles(folder: folder), lockedTypes: lockedTypes)
    }

    private func faults() async -> [String] {
        do {
            _ = try await resolve()
            return []
        } catch {
            return (error as? Diagnostics)?.all.map(\.description) ?? ["\(error)"]
        }
    }

    @Test(
        "of a prompt file the byte order mark and one final line end are dropped, and all line ends are line feeds",
        arguments: [
            ("A poster", "A poster"), ("A poster\n", "A poster"), ("A poster\r\n", "A poster"),
            ("A poster\r", "A poster"), ("A poster\n\n", "A poster\n"),
            ("\u{FEFF}One\r\nTwo\rThree\n", "One\nTwo\nThree"),
            ("\r\n\r\rOne", "\n\n\nOne"), ("\nOne \t\r\n", "\nOne \t"),
            ("e\u{301}\u{FEFF}汉\n", "e\u{301}\u{FEFF}汉"),
        ])
    func promptFile(bytes: String, prompt: String) async throws {
        try temporary.write(bytes, to: "Prompts/a.txt")
        try write(images: #"{"name": "a", "promptFile": "Prompts/a.txt"}"#)
        let image = try #require(try await resolve().products.first)
        #expect(Array(image.recipe.prompt.unicodeScalars) == Array(prompt.unicodeScalars))
        #expect(image.recipe.operation == .generations)
    }

    @Test("references keep their order and are known by their bytes, whatever their names say")
    func references() async throws {
        try temporary.write(Self.jpeg, to: "Art/a.png")
        try temporary.write(Self.png, to: "Art/b")
        try write(images: #"{"name": "a", "prompt": "A poster", "references": ["Art/b", "Art/a.png"]}"#)
        let image = try #require(try await resolve().products.first)
        #expect(image.recipe.operation == .edits)
        #expect(image.references.map(\.type) == [.png, .jpeg])
        #expect(image.references.map(\.path.text) == ["Art/b", "Art/a.png"])
        #expect(
            image.references.compactMap(\.input.sha256) == [SHA256Digest(of: Self.png), SHA256Digest(of: Self.jpeg)])
        #expect(image.references.map(\.byteCount) == [12, 4])
        #expect(image.references.first?.location == SourceLocation(line: 2, column: 52))
        #expect(image.references.allSatisfy { !$0.isPointer })
    }

    @Test("a file that is named as prompt and as reference is told of for both, and for each once")
    func namedForBoth() async throws {
        let image = { (name: String) in #"{"name": "\#(name)", "promptFile": "gone", "references": ["gone"]}"# }
        try write(images: image("a"), image("b"))
        #expect(
            await faults() == [
                "images.json:2:29: error: gone does not exist", "images.json:2:52: error: gone does not exist",
            ])
    }

    @Test("a file that many images share is hashed once")
    func sharedReference() async throws {
        try temporary.write(Self.png, to: "Art/a.png")
        try write(
            images: #"{"name": "a", "prompt": "A poster", "references": ["Art/a.png"]}"#,
            #"{"name": "b", "prompt": "A card", "references": ["Art/a.png", "Art/a.png"]}"#)
        let files = SeenFiles(folder: folder)
        let manifest = try await resolve(files)
        try temporary.write(Self.jpeg, to: "Art/a.png")
        #expect(try files.knownDigest(of: PackagePath("Art/a.png")) == SHA256Digest(of: Self.png))
        #expect(manifest.products.map(\.references.count) == [1, 2])
        #expect(
            manifest.warnings.map(\.description) == [
                "images.json:3:63: warning: Art/a.png is sent twice with this image"
            ])
    }

    @Test("a reference's Git LFS pointer counts by its object, and by the type that the lockfile knows")
    func pointer() async throws {
        let oid = String(repeating: "0a", count: 32)
        try temporary.write(
            "version https://git-lfs.github.com/spec/v1\noid sha256:\(oid)\nsize 4711\n", to: "Art/a.png")
        try write(images: #"{"name": "a", "prompt": "A poster", "references": ["Art/a.png"]}"#)
        let digest = try #require(SHA256Digest(hex: oid))
        let known = try #require(
            try await resolve(lockedTypes: [digest: .webp]).products.first?.references.first)
        #expect(known.input.sha256?.hex == oid)
        #expect(known.type == .webp)
        #expect(known.byteCount == 4711)
        #expect(known.isPointer)
        let unknown = try #require(try await resolve().products.first?.references.first)
        #expect(unknown.type == .png)
    }

    @Test("a reference of 50 MB is one byte too long, and is not read to find out")
    func largeReference() async throws {
        try temporary.write(Self.png, to: "Art/a.png")
        try temporary.write(Self.png, to: "Art/b.png")
        for (name, size) in [("Art/a.png", off_t(50_000_000)), ("Art/b.png", 49_999_999)] {
            #expect(truncate(temporary.path + "/" + name, size) == 0)
        }
        try write(images: #"{"name": "a", "prompt": "A poster", "references": ["Art/a.png", "Art/b.png"]}"#)
        #expect(
            await faults() == [
                "images.json:2:52: error: Art/a.png has 50000000 bytes; bettertoken takes references of less than 50000000"
            ])
    }

    @Test("a missing manifest says how to get one")
    func missingManifest() async {
        #expect(
            await faults() == [
                """
                images.json: error: the manifest does not exist
                    hint: A first one is written by: image-assets init
                """
            ])
    }

    @Test("faults of the text and of the files come in the order of the manifest")
    func order() async throws {
        try write(
            images: #"{"name": "a", "promptFile": "a.txt", "siez": "auto"}"#,
            #"{"name": "b", "prompt": "A card", "references": ["b.png"], "output": 1}"#)
        let places = await faults().map { $0.prefix(15) }
        #expect(places == ["images.json:2:2", "images.json:2:3", "images.json:3:5", "images.json:3:7"])
    }

    @Test("two outputs are one also when a folder of one is a link to the other's, and when that folder is new")
    func linkedFolders() async throws {
        try temporary.makeFolder("Art")
        try temporary.link("Linked", to: "Art")
        try write(
            images: #"{"name": "a", "prompt": "A poster", "output": "Art/New/a.png"}"#,
            #"{"name": "b", "prompt": "A card", "output": "Linked/New/A.png"}"#)
        #expect(
            await faults() == [
                "images.json:3:45: error: the output Linked/New/A.png leads, by a symbolic link, to Art/New/a.png, "
                    + "which is the output of the image \"a\" at 2:47"
            ])
    }

    @Test("a manifest in a folder has its lockfile beside it, and Package.swift is still the package's")
    func folderOfManifest() async throws {
        try temporary.write(
            """
            {"version": 1, "images": [
            {"name": "a", "prompt": "A poster", "output": "icons.lock.json/a.png"},
            {"name": "b", "prompt": "A card", "references": ["Sources/b.png"]}]}
            """, to: "art/icons.json")
        try temporary.write(Self.png, to: "art/Sorces/b.png")
        try temporary.write(Self.png, to: "art/Sources/a.png")
        let path = try PackagePath("art/icons.json")
        #expect(path.lockfile.text == "art/icons.lock.json")
        let diagnostics = await #expect(throws: Diagnostics.self) {
            try await ComposedManifest.read(path, in: SeenFiles(folder: folder))
        }
        #expect(
            diagnostics?.all.map(\.description) == [
                "art/icons.json:2:47: error: the output art/icons.lock.json/a.png lies below art/icons.lock.json, "
                    + "which is the lockfile",
                "art/icons.json:3:50: error: art/Sources/b.png does not exist\n    hint: Did you mean \"Sources/a.png\"?",
            ])
    }
}
