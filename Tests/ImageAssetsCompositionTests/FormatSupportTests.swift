import ImageAssetsModel
import ImageAssetsTestSupport
import Testing

/// What a tool says that was built without an encoder.
@Suite struct FormatSupportTests {
    private static let manifest = #"""
        {"version": 1, "defaults": { "renditions": [{ "output": "Web/${name}.png" }] }, "images": [
        {"name": "a", "prompt": "A"},
        {"name": "b", "prompt": "B", "renditions": [{ "output": "b.png" }, { "output": "b.webp" }, { "output": "b2.webp" }]},
        {"name": "c", "prompt": "C", "renditions": [{ "output": "c.jpg" }, { "output": "c.jpeg" }]}]}
        """#

    @Test("each format that is not built in is told once, with what to install and the line to write")
    func missing() throws {
        #expect(
            try diagnostics(Self.manifest, formats: [.png]) == [
                """
                images.json:3:80: error: this tool was built without WebP, which is the format of this output
                    hint: Install libwebp (apt-get install libwebp-dev, or brew install webp), and name the trait in \
                Package.swift: .package(url: "https://github.com/swift-image-assets/swift-image-assets", from: "0.1.0", \
                traits: ["JPEG", "WebP"]). In a checkout of swift-image-assets: swift build --traits JPEG,WebP.
                """,
                """
                images.json:4:57: error: this tool was built without JPEG, which is the format of this output
                    hint: Install libjpeg-turbo (apt-get install libturbojpeg0-dev, or brew install jpeg-turbo), and name \
                the trait in Package.swift: .package(url: "https://github.com/swift-image-assets/swift-image-assets", \
                from: "0.1.0", traits: ["JPEG", "WebP"]). In a checkout of swift-image-assets: swift build --traits JPEG,WebP.
                """,
            ])
    }

    @Test("the line that is shown keeps what is built in")
    func keeps() throws {
        let text = #"""
            {"version": 1, "images": [{"name": "b", "prompt": "B", "renditions": [{ "output": "b.webp" }]}]}
            """#
        let said = try diagnostics(text, formats: [.png, .jpeg])
        #expect(said.count == 1)
        #expect(said.first?.contains(#"traits: ["JPEG", "WebP"]"#) == true)
    }

    @Test("a tool that has them says nothing, and nobody needs what no output names")
    func present() throws {
        #expect(try diagnostics(Self.manifest) == [])
        let text = #"{"version": 1, "images": [{"name": "b", "prompt": "B", "renditions": [{ "output": "b.png" }]}]}"#
        #expect(try diagnostics(text, formats: [.png]) == [])
    }
}
