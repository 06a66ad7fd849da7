import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite struct PackageFolderTests {
    private let temporary: TemporaryPackage
    private let folder: PackageFolder

    init() throws {
        temporary = try TemporaryPackage()
        folder = try PackageFolder(temporary.path)
    }

    @Test("small and large files are read to the last byte", arguments: [0, 1, 65_535, 65_536, 1_000_003])
    func read(count: Int) throws {
        let bytes = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try temporary.write(bytes, to: "Art/a.bin")
        #expect(try folder.read(PackagePath("Art/a.bin"), upTo: count) == bytes)
        #expect(try folder.stamp(of: PackagePath("Art/a.bin"))?.byteCount == Int64(count))
    }

    @Test("a file that was cut short since it was opened gives what is there")
    func cutShort() throws {
        try temporary.write(Data("short".utf8), to: "a.png")
        let descriptor = open(temporary.path + "/a.png", O_RDONLY)
        defer { close(descriptor) }
        #expect(FileBytes.read(descriptor, byteCount: 5 << 20, upTo: 5 << 20) == Data("short".utf8))
        #expect(lseek(descriptor, 0, SEEK_SET) == 0)
        let hashed = try #require(FileBytes.digest(descriptor, byteCount: 5 << 20, upTo: 5 << 20))
        #expect(hashed.digest == SHA256Digest(of: Data("short".utf8)))
        #expect(hashed.byteCount == 5)
    }

    @Test(
        "a file of the system that tells no size is read all the same",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/cpuinfo")))
    func sizeless() throws {
        let root = try PackageFolder("/proc")
        #expect(try root.read(PackagePath("cpuinfo"), upTo: 1 << 24).count > 0)
    }

    @Test("a link to a file of the package is followed")
    func linkInside() throws {
        try temporary.write(Data("x".utf8), to: "Shared/a.png")
        try temporary.link("Art/b.png", to: "../Shared/a.png")
        #expect(try folder.read(PackagePath("Art/b.png"), upTo: 100) == Data("x".utf8))
        #expect(try folder.isFile(PackagePath("Art/b.png")))
        #expect(try folder.realPath(forWriting: PackagePath("Art/b.png")) == "Shared/a.png")
    }

    @Test(
        "a link out of the package, or to something hidden in it, is refused for reading and writing",
        arguments: ["/etc/hostname", "../../outside.txt", "../.git/config", "../.env"])
    func linkOutside(target: String) throws {
        try temporary.write(Data("token".utf8), to: ".git/config")
        try temporary.write(Data("token".utf8), to: ".env")
        try temporary.writeBeside(Data("secret".utf8), to: "outside.txt")
        try temporary.link("Art/a.png", to: target)
        let path = try PackagePath("Art/a.png")
        let expected = PackageFolderError(path, .outside)
        #expect(throws: expected) { try folder.read(path, upTo: 100) }
        #expect(throws: expected) { try folder.place(forWriting: path) }
        #expect(!folder.isFile(path))
    }

    @Test("an asset is written through a link to a picture, and to no other kind of file")
    func otherKind() throws {
        try temporary.write("let a = 1", to: "Sources/m.swift")
        try temporary.link("Art/a.png", to: "../Sources/m.swift")
        let path = try PackagePath("Art/a.png")
        #expect(throws: PackageFolderError(path, .otherKind("Sources/m.swift"))) { try folder.place(forWriting: path) }
        #expect(throws: PackageFolderError(path, .otherKind("Sources/m.swift"))) {
            try folder.realPath(forWriting: path)
        }
    }

    @Test("a folder that becomes a link after it was looked at is not followed, for reading nor for writing")
    func swapped() throws {
        try temporary.writeBeside(Data("secret".utf8), to: "elsewhere/a.png")
        try temporary.write(Data("x".utf8), to: "Art/a.png")
        let path = try PackagePath("Art/a.png")
        let place = try folder.place(forWriting: path)
        let resolved = try folder.existing(path)
        try FileManager.default.moveItem(atPath: temporary.path + "/Art", toPath: temporary.path + "/Old")
        try temporary.link("Art", to: "../elsewhere")
        #expect(throws: PackageFolderError(path, .changed)) { try folder.openFolder(ofReal: resolved, of: path) }
        let store = AssetStore(package: folder)
        let run = try RunFolder(in: store)
        try run.writer.replace(place.name, in: place.folder, with: Data("new".utf8), shownAs: "Art/a.png")
        #expect(try Data(contentsOf: URL(fileURLWithPath: temporary.path + "/Old/a.png")) == Data("new".utf8))
        #expect(try Data(contentsOf: URL(fileURLWithPath: temporary.base + "/elsewhere/a.png")) == Data("secret".utf8))
    }

    @Test("a folder that is a link out of the package is refused, for files there and for new ones")
    func linkedFolder() throws {
        try temporary.writeBeside(Data("secret".utf8), to: "elsewhere/a.png")
        try temporary.link("Art", to: "../elsewhere")
        for name in ["Art/a.png", "Art/new.png", "Art/deeper/new.png"] {
            let path = try PackagePath(name)
            #expect(throws: PackageFolderError(path, .outside)) { try folder.place(forWriting: path) }
        }
        let path = try PackagePath("Art/a.png")
        #expect(throws: PackageFolderError(path, .outside)) { try folder.read(path, upTo: 100) }
    }

    @Test("a package that is itself reached by a link, or below a hidden folder, is no fault")
    func linkedRoot() throws {
        try temporary.write(Data("x".utf8), to: "a.png")
        let link = temporary.base + "/.link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: temporary.path)
        let linked = try PackageFolder(link + "/")
        #expect(linked.root == folder.root)
        #expect(try linked.read(PackagePath("a.png"), upTo: 100).count == 1)

        try temporary.writeBeside(Data("y".utf8), to: ".hidden/package/a.txt")
        let hidden = try PackageFolder(temporary.base + "/.hidden/package")
        #expect(try hidden.read(PackagePath("a.txt"), upTo: 100) == Data("y".utf8))
    }

    @Test("a folder whose name begins with the package's name is outside")
    func siblingWithPrefix() throws {
        try temporary.writeBeside(Data("y".utf8), to: "package-other/a.png")
        try temporary.link("a.png", to: "../package-other/a.png")
        let path = try PackagePath("a.png")
        #expect(throws: PackageFolderError(path, .outside)) { try folder.read(path, upTo: 100) }
    }

    @Test("what is not a regular file is refused, and a pipe does not make the reader wait")
    func notRegular() throws {
        try temporary.makeFolder("Art/folder.png")
        #expect(mkfifo(temporary.path + "/Art/pipe.png", 0o600) == 0)
        try temporary.link("Art/nowhere.png", to: "missing.png")
        let cases: [(String, PackageFolderError.Fault)] = [
            ("Art/folder.png", .isAFolder), ("Art/pipe.png", .notAFile), ("Art/nowhere.png", .linkToNothing),
        ]
        for (name, fault) in cases {
            let path = try PackagePath(name)
            #expect(throws: PackageFolderError(path, fault)) { try folder.read(path, upTo: 100) }
            #expect(throws: PackageFolderError(path, fault)) { try folder.place(forWriting: path) }
            #expect(!folder.isFile(path))
        }
    }

    @Test("a missing file says so, and can be written, with its folders missing too")
    func missing() throws {
        let path = try PackagePath("Art/New/a.png")
        #expect(throws: PackageFolderError(path, .absent)) { try folder.read(path, upTo: 100) }
        #expect(!folder.isFile(path))
        #expect(try folder.realPath(forWriting: path) == "Art/New/a.png")
    }

    @Test("a path below a file cannot be written, and says which file is in the way")
    func belowAFile() throws {
        try temporary.write(Data(), to: "Art")
        let path = try PackagePath("Art/deep/a.png")
        #expect(throws: PackageFolderError(path, .belowAFile(try PackagePath("Art")))) {
            try folder.place(forWriting: path)
        }
        #expect(!folder.isFile(path))
    }

    @Test("errors are sentences with paths of the package, never of the machine")
    func sentences() throws {
        try temporary.makeFolder("Art")
        let error = #expect(throws: PackageFolderError.self) { try folder.read(PackagePath("Art"), upTo: 100) }
        #expect(error?.description == "Art is a folder, not a file")
        let missing = #expect(throws: PackageFolderError.self) { try PackageFolder("no/such/folder") }
        #expect(missing?.description == "no/such/folder does not exist")
    }
}
