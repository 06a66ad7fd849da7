import Foundation
import ImageAssetsModel
import ImageAssetsRenditions
import Testing

/// Apple's Asset Catalog Format Reference (“App Icon Type”, “Image Set Type”, “Types Overview”), and of what is later than
/// it, Xcode 14's one size for a platform and Xcode 16's appearances of icons.
@Suite("The rules of Apple's Asset Catalog Format Reference")
struct CatalogRulesTests {
    private typealias Members = [String: Any]

    private func read(_ contents: CatalogContents) throws -> (file: Members, images: [Members]) {
        let bytes = CatalogDocument.contents(contents, ofSet: "Icon")
        let file = try #require(try JSONSerialization.jsonObject(with: bytes) as? Members)
        return (file, try #require(file["images"] as? [Members]))
    }

    private func strings(_ image: Members) -> [String: String] { image.compactMapValues { $0 as? String } }

    /// Of `appearances`, of which each here has one: nil where there is none, or a thing that it may not be.
    private func luminosity(_ image: Members) -> String? {
        guard let all = image["appearances"] as? [[String: String]], let first = all.first, all.count == 1,
            first.count == 2, first["appearance"] == "luminosity"
        else { return nil }
        return first["value"]
    }

    @Test("a file has its images and who wrote it, no other member", arguments: CatalogDocumentTests.sets)
    func top(_ contents: CatalogContents) throws {
        let (file, images) = try read(contents)
        #expect(Set(file.keys) == ["images", "info"])
        let info = try #require(file["info"] as? Members)
        #expect(Set(info.keys) == ["author", "version"])
        #expect(info["author"] as? String == "xcode")
        #expect(info["version"] as? Int == 1)
        #expect(!images.isEmpty)
    }

    @Test("each image fills a slot of its own", arguments: CatalogDocumentTests.sets)
    func slots(_ contents: CatalogContents) throws {
        let slots = try read(contents).images.map { image in
            strings(image).filter { $0.key != "filename" }.map { "\($0)=\($1)" }.sorted() + [luminosity(image) ?? ""]
        }
        #expect(Set(slots).count == slots.count)
    }

    @Test("an imageset is for any device, has three scales, and no size", arguments: CatalogDocumentTests.sets)
    func imagesets(_ contents: CatalogContents) throws {
        guard case .image(let scales) = contents.kind else { return }
        let images = try read(contents).images
        #expect(images.count == (contents.isDark ? 6 : 3))
        for image in images {
            #expect(Set(image.keys).isSubset(of: ["appearances", "filename", "idiom", "scale"]))
            #expect(image["idiom"] as? String == "universal")
            let scale = try #require(["1x": 1, "2x": 2, "3x": 3][image["scale"] as? String ?? ""])
            #expect((image["filename"] != nil) == scales.contains(scale))
            if image["appearances"] != nil { #expect(luminosity(image) == "dark") }
        }
        #expect(images.filter { $0["appearances"] != nil }.count == (contents.isDark ? 3 : 0))
    }

    /// “If the size is not valid, the image is ignored.”
    private static let macSizes: Set = ["16x16", "32x32", "128x128", "256x256", "512x512"]

    @Test(
        "an icon's size, scale, platform and appearance stand together as they may",
        arguments: CatalogDocumentTests.sets)
    func icons(_ contents: CatalogContents) throws {
        guard case .icon(let platforms) = contents.kind else { return }
        let images = try read(contents).images
        for image in images {
            #expect(Set(image.keys).isSubset(of: ["appearances", "filename", "idiom", "platform", "scale", "size"]))
            #expect(image["filename"] != nil)
            let members = strings(image)
            switch members["idiom"] {
            case "universal":
                // One size for all devices of a platform, which it has to name.
                #expect(["ios", "watchos"].contains(members["platform"]))
                #expect(members["size"] == "1024x1024")
                #expect(members["scale"] == nil)
                if image["appearances"] != nil {
                    #expect(members["platform"] == "ios")
                    #expect(["dark", "tinted"].contains(luminosity(image)))
                }
            case "mac":
                #expect(Self.macSizes.contains(members["size"] ?? ""))
                #expect(["1x", "2x"].contains(members["scale"]))
                #expect(members["platform"] == nil)
                #expect(image["appearances"] == nil)
            default: Issue.record("\(image)")
            }
        }
        func count(_ holds: (Members) -> Bool) -> Int { images.filter(holds).count }
        #expect(count { strings($0)["idiom"] == "mac" } == (platforms.contains(.macos) ? 10 : 0))
        #expect(count { strings($0)["platform"] == "watchos" } == (platforms.contains(.watchos) ? 1 : 0))
        let isPlain: (Members) -> Bool = { strings($0)["platform"] == "ios" && $0["appearances"] == nil }
        #expect(count(isPlain) == (platforms.contains(.ios) ? 1 : 0))
        #expect(count { luminosity($0) == "dark" } == (contents.isDark ? 1 : 0))
        #expect(count { luminosity($0) == "tinted" } == (contents.isTinted ? 1 : 0))
    }

    @Test("a picture has as many pixels as its slot", arguments: CatalogDocumentTests.sets)
    func sides(_ contents: CatalogContents) throws {
        guard case .icon = contents.kind else { return }
        for image in contents.images {
            let members = strings(try #require(try read(contents).images.first { image.isSaid(by: strings($0)) }))
            let points = try #require(Int((members["size"] ?? "").prefix { $0 != "x" }))
            let scale = Int((members["scale"] ?? "1x").prefix { $0 != "x" }) ?? 0
            #expect(image.side == points * scale)
        }
    }
}

extension CatalogImage {
    fileprivate func isSaid(by members: [String: String]) -> Bool { members["filename"] == fileName(in: "Icon") }
}
