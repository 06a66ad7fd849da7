import Foundation
import ImageAssetsPNG
import Testing

@Suite("app icons, from manifest to file")
struct AppIconTests: RenditionTesting {
    @Test("an app icon is opaque; where it is not, the way out is named, and the others are made")
    func icon() async throws {
        let package = try TestPackage()
        let icon = #"{ "appiconset": "A.xcassets/AppIcon.appiconset", "enlarge": true, "platforms": ["ios", "macos"] }"#
        let transparent = try PNGWriter.encode(width: 64, height: 64, colorType: .rgba) { y, row in
            for x in 0..<64 {
                row.baseAddress?.advanced(by: 4 * x).copyMemory(
                    from: [UInt8(x), UInt8(y), 9, x < 8 ? 0 : 255], byteCount: 4)
            }
        }
        try package.write(transparent, to: "Images/a.png")
        let small = icon.replacingOccurrences(of: #""enlarge": true, "#, with: "")
        try package.writeManifest([manifest("a", "A", "", small)])
        #expect(try await package.run("accept", "a").status == 0)
        let tooSmall = try await package.run("--offline")
        let words = "an app icon needs 1024x1024 pixels here, and there are 64x64: write `\"enlarge\""
        #expect(tooSmall.errors.contains(words), "\(tooSmall.errors)")
        #expect(!tooSmall.errors.contains("ask for fewer"), "\(tooSmall.errors)")
        try package.writeManifest([manifest("a", "A", "", icon)])
        let ended = try await package.run("--offline")
        #expect(ended.status == 1)
        #expect(ended.errors.contains("\"background\""), "\(ended.errors)")
        #expect(!package.exists("A.xcassets/AppIcon.appiconset/AppIcon.png"))
        #expect(package.exists("A.xcassets/AppIcon.appiconset/AppIcon-mac-512@2x.png"))
        // It would name a picture that is not there.
        #expect(!package.exists("A.xcassets/AppIcon.appiconset/Contents.json"))
        let opaque = icon.replacingOccurrences(of: ##""enlarge""##, with: ##""background": "#ffffff", "enlarge""##)
        try package.writeManifest([manifest("a", "A", "", opaque)])
        #expect(try await package.run("--offline").status == 0)
        let info = try PNGInfo(decoding: try package.read("A.xcassets/AppIcon.appiconset/AppIcon.png"))
        #expect((info.width, info.height, info.colorType) == (1024, 1024, .rgb))
    }
}
