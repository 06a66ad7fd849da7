import Foundation
import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsText
import Testing

@testable import ImageAssetsRenditions

@Suite("Pictures of a catalog")
struct CatalogSamplesTests {
    /// The pictures of a set of one image, by their names without the set's and the ending.
    private func made(
        _ bytes: Data, _ form: RenditionForm, _ kind: CatalogContents.Kind = .image(scales: [1, 2, 3]),
        dark: Data? = nil, label: RenditionLabel? = nil
    ) throws -> [String: Rendered] {
        let set = CatalogSet(
            try PackagePath("A.xcassets/a.set"), kind, dark: dark == nil ? nil : try ImageName("night"))
        let asset = try DecodedAsset(bytes, digest: SHA256Digest(of: bytes), limits: .default)
        let other = try dark.map { try DecodedAsset($0, digest: SHA256Digest(of: $0), limits: .default) }
        var made: [String: Rendered] = [:]
        for file in set.files(form) {
            guard case .picture(let form, let source) = file.content else { continue }
            let asset = source == nil ? asset : try #require(other)
            made[String(file.name.dropFirst().dropLast(4))] = try asset.render(
                PictureRecipe(asset: asset.digest, form, label: label))
        }
        return made
    }

    private func types(_ made: [String: Rendered]) -> Set<PNGColorType> { Set(made.values.map(\.facts.colorType)) }

    /// Whether one can see through a pixel of it, not whether there could be such a pixel.
    private func isTransparent(_ rendered: Rendered) throws -> Bool {
        let pixels = try Pixels(png: rendered.bytes)
        return stride(from: 3, to: pixels.samples.count, by: 4).contains { pixels.samples[$0] < 255 }
    }

    private func samples(_ samples: RenditionForm.Samples, _ width: Int? = nil) -> RenditionForm {
        form(.png, width) { $0.samples = samples }
    }

    @Test("grey and few colours are red, green and blue all the same, in each scale")
    func neverGrey() throws {
        for source in [
            try flat(30, 30, [80, 80, 80, 255]), try draw(30, 30) { x, _ in [UInt8(x / 15 * 255), 7, 9, 255] },
        ] {
            let made = try made(source, form(.png, 10))
            #expect(made.mapValues(\.facts.width) == ["": 10, "@2x": 20, "@3x": 30])
            #expect(types(made) == [.rgb])
            #expect(try Pixels(png: #require(made["@3x"]).bytes) == Pixels(png: source))
        }
        // What stands alone still is as small as it can be.
        #expect(try render(flat(30, 30, [80, 80, 80, 255]), form(.png, 10)).facts.colorType == .palette)
    }

    @Test("one transparent pixel of the asset gives all scales an alpha channel, be it seen in them or not")
    func alphaOfTheAsset() throws {
        // Nearly opaque: it is rounded away in the smaller ones.
        let source = try draw(60, 60) { x, y in [9, 8, UInt8(x), (x, y) == (30, 30) ? 250 : 255] }
        let made = try made(source, form(.png, 20))
        #expect(types(made) == [.rgba])
        #expect(try isTransparent(#require(made["@3x"])))
        #expect(try !isTransparent(#require(made[""])))
    }

    @Test("padding gives all scales an alpha channel, though rounding pads some and not others")
    func alphaOfPadding() throws {
        let source = try flat(100, 103)
        let padded = try made(source, form(.png, 10, 10) { $0.fit = .contain })
        #expect(types(padded) == [.rgba])
        #expect(try padded.mapValues(isTransparent) == ["": false, "@2x": true, "@3x": true])
        #expect(types(try made(source, form(.png, 10, 10) { $0.fit = .cover })) == [.rgb])
        #expect(types(try made(flat(100, 100), form(.png, 10, 10) { $0.fit = .contain })) == [.rgb])
        let below = try made(
            source,
            form(.png, 10, 10) {
                $0.fit = .contain
                $0.background = RGBAColor(1, 2, 3)
            })
        #expect(types(below) == [.rgb])
    }

    @Test("what the trim cuts away needs no alpha, and a background that is not opaque keeps it")
    func alphaOfTrimAndBackground() throws {
        let source = try draw(40, 40) { x, y in [5, 6, 7, (10..<30).contains(x) && (10..<30).contains(y) ? 255 : 0] }
        #expect(types(try made(source, form(.png) { $0.trim = 0 })) == [.rgb])
        #expect(types(try made(source, form(.png) { $0.trim = 1 })) == [.rgba])
        #expect(types(try made(source, form(.png) { $0.background = RGBAColor(1, 2, 3) })) == [.rgb])
        #expect(types(try made(source, form(.png) { $0.background = RGBAColor(1, 2, 3, alpha: 9) })) == [.rgba])
    }

    @Test("without sides the largest scale is the picture's size, and the others are their part of it")
    func parts() throws {
        let source = try photograph(100, 50)
        func sides(_ scales: [Int]) throws -> [String: [Int]] {
            try made(source, form(.png), .image(scales: scales)).mapValues { [$0.facts.width, $0.facts.height] }
        }
        // 33.3 and 16.7; 66.7 and 33.3.
        #expect(try sides([1, 2, 3]) == ["": [33, 17], "@2x": [67, 33], "@3x": [100, 50]])
        #expect(try sides([2, 3]) == ["@2x": [67, 33], "@3x": [100, 50]])
        #expect(try sides([1, 2]) == ["": [50, 25], "@2x": [100, 50]])
        #expect(try sides([2]) == ["@2x": [100, 50]])
        #expect(try made(flat(1, 2), form(.png)).mapValues(\.facts.width) == ["": 1, "@2x": 1, "@3x": 1])
    }

    @Test("the part is of what the trim leaves")
    func partOfTrim() throws {
        let source = try draw(90, 90) { x, _ in [5, 6, UInt8(x), x < 30 ? 255 : 0] }
        let made = try made(source, form(.png) { $0.trim = 0 })
        #expect(made.mapValues(\.facts.width) == ["": 10, "@2x": 20, "@3x": 30])
        #expect(made.mapValues(\.facts.height) == ["": 30, "@2x": 60, "@3x": 90])
    }

    @Test("a placeholder has its part and its samples, and no trim")
    func placeholder() throws {
        var asked = samples(.color)
        (asked.part, asked.trim) = (RenditionForm.Part(2, of: 3), 0)
        #expect(asked.ofPlaceholder.part == RenditionForm.Part(2, of: 3))
        #expect(asked.ofPlaceholder.samples == .color)
        #expect(asked.ofPlaceholder.trim == nil)
    }

    @Test("points of which the scale asks for more pixels than there are are told with both sizes")
    func tooSmall() throws {
        let source = try flat(100, 50)
        let set = CatalogSet(try PackagePath("A.xcassets/a.imageset"), .image(scales: [1, 2, 3]))
        var causes: [RenditionFailure.Cause?] = []
        for file in set.files(form(.png, 40)) {
            guard case .picture(let form, _) = file.content else { continue }
            causes.append(try cause(source, form))
        }
        let has = try #require(PixelSize(width: 100, height: 50))
        let wanted = try #require(PixelSize(width: 120, height: 60))
        #expect(causes == [nil, nil, .tooSmall(has: has, wanted: wanted)])
    }

    @Test("an icon with one transparent pixel is a failure, and one over an opaque background is none")
    func opaque() throws {
        let source = try draw(20, 20) { x, y in [1, 2, 3, (x, y) == (19, 19) ? 254 : 255] }
        for samples in [RenditionForm.Samples.opaque, .grey] {
            #expect(try cause(source, self.samples(samples)) == .transparentIcon)
            #expect(
                try cause(
                    flat(20, 10),
                    form(.png, 10, 10) {
                        ($0.samples, $0.fit) = (samples, .contain)
                    }) == .transparentIcon)
            let made = try render(
                source,
                form(.png) { ($0.samples, $0.background) = (samples, RGBAColor(9, 9, 9)) })
            #expect(made.facts.colorType == .rgb)
            #expect(
                try cause(
                    source,
                    form(.png) {
                        ($0.samples, $0.background) = (samples, RGBAColor(9, 9, 9, alpha: 0))
                    }) == .transparentIcon)
        }
        #expect(RenditionFailure(.transparentIcon).code == .background)
        #expect(try render(flat(20, 20, [7, 7, 7, 255]), samples(.opaque)).facts.colorType == .rgb)
    }

    @Test("a tinted icon has the greys that are as bright, in the form of colours")
    func grey() throws {
        let colors: [[UInt8]] = [
            [255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [255, 255, 255, 255], [0, 0, 0, 255],
            [77, 77, 77, 255],
        ]
        let made = try render(draw(6, 1) { x, _ in colors[x] }, samples(.grey))
        #expect(made.facts.colorType == .rgb)
        let pixels = try Pixels(png: made.bytes)
        // Of 0.2126, 0.7152 and 0.0722 of the light there is.
        for (x, wanted) in [127, 220, 76, 255, 0, 77].enumerated() {
            #expect(pixels[x, 0] == [UInt8(wanted), UInt8(wanted), UInt8(wanted), 255], "\(x)")
        }
    }

    @Test("an icon's files have the sides and the form of their platforms")
    func icon() throws {
        let source = try draw(1024, 1024) { x, y in [UInt8(x / 4), UInt8(y / 4), 9, 255] }
        let night = try draw(1024, 1024) { x, y in [UInt8(x / 4), UInt8(y / 4), 9, x < 9 ? 0 : 255] }
        let made = try made(source, form(.png), .icon(platforms: [.ios, .macos, .watchos]), dark: night)
        #expect(made.count == 13)
        let sides: [String: Int] = [
            "": 1024, "-dark": 1024, "-watchos": 1024, "-mac-16": 16, "-mac-16@2x": 32, "-mac-32": 32, "-mac-32@2x": 64,
            "-mac-128": 128, "-mac-128@2x": 256, "-mac-256": 256, "-mac-256@2x": 512, "-mac-512": 512,
            "-mac-512@2x": 1024,
        ]
        #expect(made.mapValues(\.facts.width) == sides)
        #expect(made.mapValues(\.facts.height) == sides)
        #expect(made["-dark"]?.facts.colorType == .rgba)
        #expect(types(made.filter { $0.key != "-dark" }) == [.rgb])
    }

    @Test("16 bits, a profile, sRGB's chunk and the label are as in any PNG")
    func metadata() throws {
        let wide = try PNGWriter.encode(width: 30, height: 30, colorType: .rgb, bitDepth: 16) { y, row in
            for index in 0..<180 { row[index] = UInt8((index * 3 + y) % 256) }
        }
        let label = RenditionLabel(digitalSourceType: RenditionLabel.trained, alt: "A fox")
        for samples in [RenditionForm.Samples.color, .opaque, .grey] {
            let made = try render(wide, self.samples(samples, 10))
            #expect(made.facts.bitDepth == 8)
            #expect(made.facts.colorType == .rgb)
            #expect(PNGChunk.first(.sRGB, of: made.bytes)?.data == Data([0]))
            let profile = Profile()
            let kept = try render(flat(9, 9, chunks: [profile.chunk]), self.samples(samples))
            #expect(PNGChunk.first(.colorProfile, of: kept.bytes) == profile.chunk)
            #expect(kept.facts.colorType == .rgb)
        }
        for (name, rendered) in try made(wide, form(.png, 10), label: label) {
            #expect(rendered.facts.labels == [.iptc], "\(name)")
            #expect(FileLabels(of: rendered.bytes)?.kinds == [.iptc], "\(name)")
        }
    }

    @Test("one recipe stands for those of one file, and for no other's")
    func plainest() throws {
        let opaque = try photograph(40, 20)
        let transparent = try photograph(40, 20, alpha: true)
        let white = RGBAColor(255, 255, 255)
        func settles(_ bytes: Data, _ change: (inout RenditionForm) -> Void = { _ in }) throws -> Bool {
            let asset = try DecodedAsset(bytes, digest: SHA256Digest(of: bytes), limits: .default)
            let recipes = [RenditionForm.Samples.color, .opaque].map { samples in
                var form = form(.png, 16, 16, change)
                form.samples = samples
                return PictureRecipe(asset: asset.digest, form, label: nil)
            }
            guard asset.plainest(recipes[0]) == recipes[1] else { return false }
            #expect(asset.plainest(recipes[1]) == recipes[1])
            #expect(try asset.render(recipes[0]).bytes == asset.render(recipes[1]).bytes)
            return true
        }
        #expect(try settles(opaque))
        #expect(try settles(opaque) { $0.fit = .cover })
        #expect(try settles(transparent) { $0.background = white })
        #expect(try settles(opaque) { ($0.fit, $0.background) = (.contain, white) })
        #expect(try !settles(transparent))
        #expect(try !settles(opaque) { $0.fit = .contain })
        #expect(try !settles(opaque) { $0.cutout = RenditionForm.Cutout() })
    }
}
