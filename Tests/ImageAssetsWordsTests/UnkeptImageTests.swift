import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsWords

@Suite("Images that a full disk did not take")
struct UnkeptImageTests {
    private func image(_ name: String, refuge: String?, isPublished: Bool = false) throws -> UnkeptImage {
        UnkeptImage(
            name: try ImageName(name), output: try PackagePath("Images/\(name).png"), refuge: refuge,
            isPublished: isPublished)
    }

    private func wayOut(_ images: [UnkeptImage]) -> String { images.wayOut(CommandForm()) }

    @Test("are named with their places and the commands that bring them in, and nothing that pays is called free")
    func wayOut() throws {
        #expect(
            wayOut([])
                == "Every image that arrived is in .image-assets; run `image-assets generate` again, it costs nothing.")
        let rest =
            " Every other image that arrived is in .image-assets: `image-assets generate` publishes it at no cost."
        #expect(
            wayOut([try image("a", refuge: "/tmp/1.png"), try image("b", refuge: "/tmp/2.png", isPublished: true)])
                == "Make room, then bring in what .image-assets could not take: copy /tmp/1.png to Images/a.png; "
                + "Images/b.png is in place; then `image-assets accept a b`. Without that, `image-assets generate` pays for a and b again."
                + rest)
        #expect(
            wayOut([try image("c", refuge: nil)])
                == "c could not be saved anywhere: `image-assets generate` pays for that again." + rest)
    }
}
