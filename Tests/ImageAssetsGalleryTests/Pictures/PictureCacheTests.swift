import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsGallery
@testable import ImageAssetsStore

@Suite("Thumbnails that are kept") struct PictureCacheTests {
    private let gallery: PictureTesting
    private let bytes: Data
    private let folder: String

    init() throws {
        gallery = try PictureTesting()
        bytes = try draw(900, 30)
        folder = gallery.package.path + "/.image-assets/cache/pictures"
        try gallery.package.write(bytes, to: "a.png")
    }

    private var cache: PictureCache { gallery.shelf().cache }

    private func thumbnail() async throws -> Data {
        try gallery.bytes(try await gallery.picture("a.png").thumbnail)
    }

    private func url(_ name: String) -> URL { URL(fileURLWithPath: folder + "/" + name) }

    @Test("a second gallery takes what the first one made")
    func hit() async throws {
        let first = try await thumbnail()
        let name = SHA256Digest(of: bytes).hex
        // What it is given tells that it did not make it.
        let kept = try #require(cache.content(named: name, upTo: 1 << 20))
        let other = try draw(480, 16, [200, 0, 0, 255])
        cache.keep(kept.prefix(24) + other, named: name)
        #expect(try await thumbnail() == other)
        try FileManager.default.removeItem(at: url(name))
        #expect(try await thumbnail() == first)
    }

    @Test("what a stranger put there is not taken: another picture's, an altered one, one of another tool")
    func hostile() async throws {
        let right = try await thumbnail()
        let name = SHA256Digest(of: bytes).hex
        let mine = try Data(contentsOf: url(name))
        let others = try draw(1000, 30, [1, 2, 3, 255])
        try gallery.package.write(others, to: "b.png")
        _ = try await gallery.picture("b.png")
        let otherFile = try Data(contentsOf: url(SHA256Digest(of: others).hex))
        var altered = mine
        altered[mine.count - 30] ^= 1
        for hostile in [otherFile, altered, mine.prefix(40), Data(), Data("image-assets picture 1\n".utf8)] {
            try Data(hostile).write(to: url(name))
            #expect(cache.content(named: name, upTo: 1 << 20) == nil)
            #expect(try await thumbnail() == right)
            // It was made anew, and kept.
            #expect(try Data(contentsOf: url(name)) == mine)
        }
        let another = PictureCache(in: gallery.workspace.store, version: "another")
        #expect(another.content(named: name, upTo: 1 << 20) == nil)
        #expect(cache.content(named: name, upTo: 1 << 20) != nil)
    }

    @Test("a link there leads nowhere, and is replaced")
    func link() async throws {
        let right = try await thumbnail()
        let name = SHA256Digest(of: bytes).hex
        let mine = try Data(contentsOf: url(name))
        try gallery.package.write(mine, to: "elsewhere")
        try FileManager.default.removeItem(at: url(name))
        try FileManager.default.createSymbolicLink(
            atPath: url(name).path, withDestinationPath: gallery.package.path + "/elsewhere")
        #expect(cache.content(named: name, upTo: 1 << 20) == nil)
        #expect(try await thumbnail() == right)
        #expect(try Data(contentsOf: URL(fileURLWithPath: gallery.package.path + "/elsewhere")) == mine)
    }

    @Test("where the tool does not know which one it is there is no cache: its key would be no secret")
    func unknownBuild() async throws {
        #expect(ToolVersion.build(of: gallery.package.path + "/none") == nil)
        #expect(ToolVersion.build(of: gallery.package.path + "/a.png") != nil)
        let store = gallery.workspace.store
        PictureCache(in: store, version: "1", build: nil).keep(Data([1]), named: "a")
        #expect(!FileManager.default.fileExists(atPath: url("a").path))
        let forged = PictureCache(in: store, version: "1", build: ToolVersion.current)
        forged.keep(Data([1]), named: "a")
        #expect(forged.content(named: "a", upTo: 1) == Data([1]))
        #expect(PictureCache(in: store, version: "1", build: nil).content(named: "a", upTo: 1) == nil)
    }

    @Test("what is larger than anything that is kept is not read")
    func large() throws {
        cache.keep(Data([1, 2]), named: "a")
        #expect(cache.content(named: "a", upTo: 2) == Data([1, 2]))
        #expect(cache.content(named: "a", upTo: 1) == nil)
    }

    @Test("nothing is kept where there is no store, and none is made")
    func noStore() async throws {
        let other = try PictureTesting(hasStore: false)
        try other.package.write(bytes, to: "a.png")
        _ = try await other.picture("a.png")
        #expect(!FileManager.default.fileExists(atPath: other.package.path + "/.image-assets"))
    }

    @Test("those that nothing has use for go, and other files stay")
    func forget() async throws {
        let others = try draw(1000, 30, [1, 2, 3, 255])
        try gallery.package.write(others, to: "b.png")
        _ = await gallery.show(.file(try PackagePath("a.png")), .file(try PackagePath("b.png")))
        let (mine, other) = (SHA256Digest(of: bytes), SHA256Digest(of: others))
        cache.keep(Data([1]), named: "\(other)-\(mine)")
        cache.keep(Data([1]), named: "\(mine)-\(other)")
        gallery.workspace.store.forgetPictures { $0 == mine }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(left == ["\(mine)", "\(other)-\(mine)"].sorted())
    }
}
