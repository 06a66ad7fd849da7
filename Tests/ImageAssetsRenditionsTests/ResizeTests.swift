import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import Testing

@Suite("Resizing")
struct ResizeTests {
    /// Name, and sides: `rgb16.12x40.png` is what `rgb16.png` is to become, by a reference in double precision.
    static let truths: [(source: String, truth: String, size: PixelSize)] = {
        let folder = fixtures.appendingPathComponent("Pixels/resize").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().compactMap { name in
            let parts = name.split(separator: ".").map(String.init)
            guard parts.count == 3, let size = PixelSize(parts[1]) else { return nil }
            return (parts[0] + ".png", name, size)
        }
    }()

    @Test("every kind of picture becomes what the reference says, to one of 255", arguments: truths.map(\.truth))
    func truth(_ name: String) throws {
        let (source, truth, size) = try #require(Self.truths.first { $0.truth == name })
        let made = try render(
            fixture("resize/\(source)"),
            form(.png, size.width, size.height) {
                $0.fit = .fill
                $0.enlarges = true
            })
        #expect(try Pixels(png: made.bytes).distance(to: Pixels(png: fixture("resize/\(truth)"))) <= 1)
        #expect((made.facts.width, made.facts.height) == (size.width, size.height))
    }

    @Test("there are truths to compare with")
    func exist() { #expect(Self.truths.count >= 20) }

    @Test("what keeps its size keeps its pixels to the bit, but for colours that nobody can see")
    func identity() throws {
        let source = try draw(40, 30) { x, y in [UInt8(x * 6), UInt8(y * 8), 77, UInt8((x * y) % 256)] }
        let (made, wanted) = (try Pixels(png: render(source, form()).bytes), try Pixels(png: source))
        #expect(made.distance(to: wanted) == 0)
        #expect(made[0, 5] == [0, 0, 0, 0])
    }

    @Test("16 bits are rounded to 8, not cut off")
    func rounded() throws {
        let made = try Pixels(png: render(fixture("resize/rgb16.png"), form()).bytes)
        #expect(try made.distance(to: Pixels(png: fixture("resize/rgb16.31x29.png"))) <= 1)
        #expect(try made != Pixels(png: fixture("resize/rgb16.png")))
    }

    @Test(
        "sides are met as the words of the recipe say",
        arguments: [
            (RenditionForm.Fit.inside, 100, 100, "100x50"), (.outside, 100, 100, "200x100"),
            (.cover, 100, 100, "100x100"),
            (.contain, 100, 100, "100x100"), (.fill, 100, 100, "100x100"),
        ])
    func fits(_ fit: RenditionForm.Fit, _ width: Int, _ height: Int, _ size: String) throws {
        let made = try render(photograph(300, 150), form(.png, width, height) { $0.fit = fit })
        #expect("\(made.facts.width)x\(made.facts.height)" == size)
    }

    @Test("one side keeps the ratio, rounded half up and at least 1")
    func ratio() throws {
        #expect(try render(photograph(300, 151), form(.png, 100)).facts.height == 50)
        #expect(try render(photograph(301, 150), form(.png, nil, 75)).facts.width == 151)
        #expect(try render(photograph(400, 3), form(.png, 10)).facts.height == 1)
    }

    @Test("what is covered keeps the side that is named")
    func position() throws {
        let source = try draw(60, 60) { _, y in y < 30 ? [255, 0, 0, 255] : [0, 0, 255, 255] }
        func middle(_ position: RenditionForm.Position) throws -> [UInt8] {
            let made = try render(
                source,
                form(.png, 60, 20) {
                    $0.fit = .cover
                    $0.position = position
                })
            return try Pixels(png: made.bytes)[30, 10]
        }
        #expect(try middle(.top) == [255, 0, 0, 255])
        #expect(try middle(.rightBottom) == [0, 0, 255, 255])
    }

    @Test("what is contained is padded transparent, or with the background")
    func contained() throws {
        let source = try flat(40, 20, [200, 100, 50, 255])
        func corner(_ background: String?) throws -> [UInt8] {
            let made = try render(
                source,
                form(.png, 20, 20) {
                    $0.fit = .contain
                    $0.position = .rightBottom
                    $0.background = background.flatMap(RGBAColor.init)
                })
            let pixels = try Pixels(png: made.bytes)
            #expect(pixels[19, 19] == [200, 100, 50, 255])
            return pixels[0, 0]
        }
        #expect(try corner(nil) == [0, 0, 0, 0])
        #expect(try corner("#0a0b0c") == [10, 11, 12, 255])
        #expect(try corner("#0a0b0c80") == [10, 11, 12, 128])
    }
}
