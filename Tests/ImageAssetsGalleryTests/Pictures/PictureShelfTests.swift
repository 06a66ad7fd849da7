import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsStore
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsGallery

@Suite("The pictures of a gallery") struct PictureShelfTests {
    @Test("a picture is copied byte for byte, and is no second name of the asset")
    func copy() async throws {
        let gallery = try PictureTesting()
        let bytes = try draw(30, 20)
        try gallery.package.write(bytes, to: "Images/fox.png")
        let picture = try await gallery.picture("Images/fox.png")
        let digest = SHA256Digest(of: bytes)
        #expect(picture.digest == digest)
        #expect((picture.file, picture.thumbnail) == ("pictures/\(digest).png", "pictures/\(digest).png"))
        #expect((picture.type, picture.size.width, picture.size.height) == (.png, 30, 20))
        #expect((picture.byteCount, picture.isTransparent) == (bytes.count, false))
        #expect(try gallery.bytes(picture.file) == bytes)
        for path in [gallery.path(picture.file), gallery.package.path + "/Images/fox.png"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.referenceCount] as? Int == 1)
        }
        #expect(gallery.names("pictures") == ["\(digest).png"])
    }

    @Test("a thumbnail fits in 480 x 960 pixels, however wide or tall its picture is")
    func thumbnails() async throws {
        let gallery = try PictureTesting()
        for (sides, wanted) in [
            ((960, 54), (480, 27)), ((4000, 1), (480, 1)), ((10, 3000), (3, 960)), ((481, 960), (480, 958)),
        ] {
            try gallery.package.write(try draw(sides.0, sides.1), to: "a.png")
            let picture = try await gallery.picture("a.png")
            #expect(picture.thumbnail == "thumbnails/\(picture.digest).png")
            let info = try PNGInfo(decoding: try gallery.bytes(picture.thumbnail))
            #expect((info.width, info.height) == wanted)
        }
        try gallery.package.write(try draw(480, 960), to: "a.png")
        let small = try await gallery.picture("a.png")
        #expect(small.thumbnail == small.file)
    }

    @Test("a picture with one pixel that is not opaque is transparent, and so is its thumbnail")
    func transparency() async throws {
        let gallery = try PictureTesting()
        let bytes = try draw(1000, 10) { x, y in x < 100 ? [0, 0, 0, 0] : nil }
        try gallery.package.write(bytes, to: "a.png")
        let picture = try await gallery.picture("a.png")
        #expect(picture.isTransparent)
        #expect(try PNGInfo(decoding: try gallery.bytes(picture.thumbnail)).hasTransparency)
    }

    @Test("the same bytes are in the gallery once, wherever they come from")
    func once() async throws {
        let gallery = try PictureTesting()
        let bytes = try draw(700, 8)
        try gallery.package.write(bytes, to: "a.png")
        try gallery.package.write(bytes, to: "b.png")
        let run = try RunFolder(in: gallery.workspace.store)
        let digest = try gallery.workspace.store.keep(bytes, writer: run.writer)
        let pictures = await gallery.show(
            .file(try PackagePath("b.png")), .object(digest), .bytes(bytes, digest), .file(try PackagePath("a.png")),
            .file(try PackagePath("b.png")))
        #expect(pictures.count == 5)
        #expect(Set(pictures) == [.success(try await gallery.picture("a.png"))])
        #expect(gallery.names("pictures") == ["\(digest).png"])
        #expect(gallery.names("thumbnails") == ["\(digest).png"])
    }

    @Test("JPEG and WebP are their own thumbnails", arguments: ["a.jpg", "a.webp"])
    func otherFormats(name: String) async throws {
        let gallery = try PictureTesting()
        let fixture = "References/\(name == "a.jpg" ? "baseline.jpg" : "lossy.webp")"
        let bytes = try Data(contentsOf: fixtures.appendingPathComponent(fixture))
        try gallery.package.write(bytes, to: name)
        let picture = try await gallery.picture(name)
        #expect(picture.file == "pictures/\(SHA256Digest(of: bytes))\(name.dropFirst())")
        #expect(picture.thumbnail == picture.file)
        #expect((picture.size.width, picture.size.height) == (16, 12))
        try gallery.package.write(bytes.dropLast(8), to: "cut" + name)
        #expect(try await gallery.fault("cut" + name) != nil)
    }

    @Test("what is no whole picture is told in a sentence, and is not in the gallery")
    func faults() async throws {
        let gallery = try PictureTesting()
        let bytes = try draw(30, 20)
        try gallery.package.write(bytes.dropLast(20), to: "cut.png")
        try gallery.package.write(Data(), to: "empty.png")
        try gallery.package.write("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", to: "lfs.png")
        try gallery.package.writeBeside(bytes, to: "outside.png")
        try gallery.package.link("out.png", to: "../outside.png")
        try gallery.package.makeFolder("folder.png")
        let digest = SHA256Digest(of: bytes)
        #expect(try await gallery.fault("cut.png")?.hasPrefix("it does not decode: IDAT at byte ") == true)
        #expect(try await gallery.fault("empty.png") == "it is empty, not a PNG, JPEG or WebP")
        #expect(try await gallery.fault("lfs.png") == "it is a Git LFS pointer, not a PNG, JPEG or WebP")
        #expect(
            try await gallery.fault("out.png")
                == "it leads, by a symbolic link, out of the package or to something hidden in it")
        #expect(try await gallery.fault("folder.png") == "it is a folder, not a file")
        #expect(try await gallery.fault("none.png") == "it does not exist")
        #expect(
            await gallery.show(.object(digest))
                == [.failure(.notStored)])
        #expect(gallery.names("pictures") == [])
    }

    @Test("a picture of more pixels than are allowed is not decoded")
    func limits() async throws {
        let gallery = try PictureTesting()
        try gallery.package.write(try draw(600, 40), to: "a.png")
        _ = try await gallery.picture("a.png")
        // Although an earlier gallery kept what it is.
        let results = await gallery.show(.file(try PackagePath("a.png")), limits: PNGLimits(pixels: 1000))
        #expect(throws: PictureFault.self) { try results[0].get() }
    }

    @Test("what an older gallery left is used where it is right, and replaced where it is not")
    func older() async throws {
        let gallery = try PictureTesting()
        let bytes = try draw(900, 30)
        try gallery.package.write(bytes, to: "a.png")
        let picture = try await gallery.picture("a.png")
        let before = [try gallery.inode(picture.file), try gallery.inode(picture.thumbnail)]
        let thumbnail = try gallery.bytes(picture.thumbnail)
        _ = try await gallery.picture("a.png")
        #expect([try gallery.inode(picture.file), try gallery.inode(picture.thumbnail)] == before)

        var damaged = bytes
        damaged[bytes.count / 2] ^= 1
        try damaged.write(to: URL(fileURLWithPath: gallery.path(picture.file)))
        try Data("<script>".utf8).write(to: URL(fileURLWithPath: gallery.path(picture.thumbnail)))
        _ = try await gallery.picture("a.png")
        #expect(try gallery.bytes(picture.file) == bytes)
        #expect(try gallery.bytes(picture.thumbnail) == thumbnail)
    }

    @Test("a link in the gallery's folder is replaced, and not what it leads to; a folder that is one is refused")
    func links() async throws {
        let gallery = try PictureTesting()
        let bytes = try draw(30, 20)
        try gallery.package.write(bytes, to: "a.png")
        try gallery.package.write(bytes, to: "kept.png")
        let name = "pictures/\(SHA256Digest(of: bytes)).png"
        try gallery.package.link("Gallery/" + name, to: "../../kept.png")
        _ = try await gallery.picture("a.png")
        let attributes = try FileManager.default.attributesOfItem(atPath: gallery.path(name))
        #expect(attributes[.type] as? FileAttributeType == .typeRegular)

        let other = try PictureTesting()
        try other.package.write(bytes, to: "a.png")
        try other.package.makeFolder("Elsewhere")
        try other.package.link("Gallery/pictures", to: "../Elsewhere")
        #expect(
            try await other.fault("a.png")
                == "cannot open Gallery/pictures: it is a symbolic link, and none is followed there")
        #expect(try FileManager.default.contentsOfDirectory(atPath: other.package.path + "/Elsewhere") == [])
    }
}
