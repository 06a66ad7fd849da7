import Foundation
import ImageAssetsModel
import Testing

@Suite("Cutting out")
struct CutoutTests {
    private static let cutout = form { $0.cutout = RenditionForm.Cutout() }

    /// The mean difference of alpha, of 255.
    private func error(_ name: String) throws -> Double {
        let made = try Pixels(png: render(fixture("cutout/\(name).image.png"), Self.cutout).bytes)
        let truth = try Pixels(png: fixture("cutout/\(name).truth.png"))
        let places = stride(from: 3, to: truth.samples.count, by: 4)
        let sum = places.reduce(0) { $0 + abs(Int(made.samples[$1]) - Int(truth.samples[$1])) }
        return Double(sum) / Double(truth.width * truth.height)
    }

    @Test(
        "a plain background becomes transparent, and the subject stays", arguments: ["hard", "hair", "soft", "noise"])
    func truth(_ name: String) throws { #expect(try error(name) < 2) }

    @Test("the border is trimmed after the cut-out and before resizing")
    func order() throws {
        let source = try draw(90, 60) { x, y in
            (30..<70).contains(x) && (20..<40).contains(y) ? [200, 30, 40, 255] : [0, 200, 0, 255]
        }
        let made = try render(
            source,
            form(.png, 20) {
                $0.cutout = RenditionForm.Cutout()
                $0.trim = 0
            })
        #expect((made.facts.width, made.facts.height) == (20, 10))
        #expect(try Pixels(png: made.bytes)[10, 5] == [200, 30, 40, 255])
        let margin = try render(
            source,
            form(.png) {
                $0.cutout = RenditionForm.Cutout()
                $0.trim = 5
            })
        #expect((margin.facts.width, margin.facts.height) == (50, 30))
    }

    @Test("what is cut out lies on the background where there is one")
    func background() throws {
        let source = try draw(60, 60) { x, y in
            (20..<40).contains(x) && (20..<40).contains(y) ? [200, 30, 40, 255] : [0, 200, 0, 255]
        }
        let made = try render(
            source,
            form(.png) {
                $0.cutout = RenditionForm.Cutout()
                $0.background = RGBAColor(1, 2, 3)
            })
        let pixels = try Pixels(png: made.bytes)
        #expect(pixels[0, 0] == [1, 2, 3, 255])
        #expect(pixels[30, 30] == [200, 30, 40, 255])
        #expect(made.facts.colorType != .rgba)
    }

    @Test("a picture that is cut out already stays as it is")
    func already() throws {
        let source = try draw(40, 40) { x, y in
            (10..<30).contains(x) && (10..<30).contains(y) ? [0, 200, 0, 255] : [9, 9, 9, 0]
        }
        let made = try render(source, Self.cutout)
        #expect(try Pixels(png: made.bytes).distance(to: Pixels(png: source)) == 0)
        #expect(made.remarks == [])
    }

    @Test("a subject whose colours lie near the background's is told, and no other is")
    func near() throws {
        func remarks(_ name: String) throws -> [RenditionRemark] {
            try render(fixture("cutout/\(name).image.png"), Self.cutout).remarks
        }
        #expect(try remarks("hard") == [])
        guard case .nearKey(let pixels, let all)? = try remarks("glass").first else {
            Issue.record("glass is not told")
            return
        }
        #expect(pixels > all / 1000 && pixels < all)
    }

    @Test("a border that is not plain is an error that says how far it is from being so")
    func notPlain() throws {
        guard case .notPlain(_, let share, let distance)? = try cause(fixture("resize/rgb.png"), Self.cutout) else {
            Issue.record("it was cut out")
            return
        }
        #expect(share < 0.5)
        #expect(distance > 0)
    }

    @Test("a border of which a good part is something else is told: it may be a second background")
    func partOfBorder() throws {
        let source = try draw(60, 60) { x, y in
            (20..<40).contains(x) && (20..<40).contains(y)
                ? [200, 40, 40, 255] : y < 38 ? [0, 220, 0, 255] : [0, 0, 220, 255]
        }
        guard case .partOfBorder(let share)? = try render(source, Self.cutout).remarks.first else {
            Issue.record("it is not told")
            return
        }
        #expect((0.5..<0.75).contains(share))
    }

    @Test("a painted checkerboard is named as that")
    func checkerboard() throws {
        #expect(try cause(fixture("cutout/checkerboard.image.png"), Self.cutout) == .checkerboard)
    }

    @Test("a background of another colour than the recipe names is told with both")
    func otherColor() throws {
        let magenta = RGBAColor(255, 0, 255)
        let found = try cause(flat(40, 40, [0, 200, 0, 255]), form { $0.cutout = .init(color: magenta) })
        #expect(found == .otherColor(asked: magenta, found: RGBAColor(0, 200, 0)))
    }

    @Test("nothing but background is an error")
    func nothing() throws {
        #expect(try cause(flat(40, 40, [0, 200, 0, 255]), Self.cutout) == .nothingLeft(after: .init()))
        #expect(try cause(flat(40, 40, [0, 200, 0, 0]), form { $0.trim = 0 }) == .nothingLeft(after: nil))
    }
}
