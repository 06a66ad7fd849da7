import Foundation
import ImageAssetsModel
import Testing

@testable import ImageAssetsRenditions

@Suite("What cannot be made")
struct FailureTests {
    private func size(_ width: Int, _ height: Int) throws -> PixelSize {
        try #require(PixelSize(width: width, height: height))
    }

    @Test("more pixels than the asset has are an error with both sizes, unless the recipe wants them")
    func tooSmall() throws {
        let source = try flat(30, 20)
        #expect(try cause(source, form(.png, 60)) == .tooSmall(has: try size(30, 20), wanted: try size(60, 40)))
        #expect(
            try cause(source, form(.png, 20, 21) { $0.fit = .cover })
                == .tooSmall(has: try size(30, 20), wanted: try size(20, 21)))
        #expect(try render(source, form(.png, 60) { $0.enlarges = true }).facts.height == 40)
        #expect(try render(source, form(.png, 200, 20) { $0.fit = .contain }).facts.width == 200)
    }

    @Test("enlarging is measured by what is left after the trim")
    func tooSmallAfterTrim() throws {
        let source = try draw(30, 20) { x, _ in x < 10 ? [1, 2, 3, 255] : [0, 0, 0, 0] }
        #expect(
            try cause(source, form(.png, 20) { $0.trim = 0 })
                == .tooSmall(has: try size(10, 20), wanted: try size(20, 40), isTrimmed: true))
    }

    @Test(
        "sides that a format does not hold are told before anything is made",
        arguments: [(RenditionFormat.jpeg, 65_501, 65_500), (.webp, 16_384, 16_383), (.png, 16_385, 16_384)])
    func tooLarge(_ format: RenditionFormat, _ side: Int, _ limit: Int) throws {
        let wanted = form(format, side, 1) {
            $0.fit = .fill
            $0.enlarges = true
        }
        #expect(try cause(flat(2, 2), wanted) == .tooLarge(format, try size(side, 1), limit: limit))
        #expect(try cause(flat(2, 2), form(format, 1, side) { $0.fit = .fill }) != nil)
    }

    @Test("more pixels than are held in memory are told by our limit, whatever sides the format has")
    func tooManyPixels() throws {
        for (format, width, height) in [(RenditionFormat.png, 16_000, 16_000), (.jpeg, 60_000, 48_000)] {
            let wanted = form(format, width, height) {
                $0.enlarges = true
                $0.fit = .fill
            }
            let cause = try cause(flat(2, 2), wanted)
            #expect(cause == .tooManyPixels(try size(width, height), limit: 100_000_000))
        }
    }

    @Test("a side that no picture has is told too")
    func endless() throws {
        guard case .tooLarge(.png, _, _)? = try cause(flat(300, 1), form(.png, nil, 1 << 20) { $0.enlarges = true })
        else {
            Issue.record("it is not too large")
            return
        }
    }

    @Test("a JPEG of transparent pixels needs a background")
    func transparent() throws {
        let source = try draw(8, 8) { x, _ in [1, 2, 3, x == 7 ? 254 : 255] }
        #expect(try cause(source, form(.jpeg)) == .transparent)
        #expect(try cause(flat(8, 8), form(.jpeg, 8, 9) { $0.fit = .contain }) == .transparent)
    }

    @Test("what does not decode is told in the decoder's words")
    func undecodable() throws {
        guard case .undecodable(let words)? = try cause(Data("no picture".utf8)) else {
            Issue.record("it decoded")
            return
        }
        #expect(!words.isEmpty)
    }

    @Test("each failure has the word of the contract", arguments: [RenditionFormat.png])
    func codes(_ format: RenditionFormat) throws {
        #expect(RenditionFailure(.tooLarge(format, try size(1, 1), limit: 1)).code == .encoding)
        #expect(RenditionFailure(.tooSmall(has: try size(1, 1), wanted: try size(2, 2))).code == .tooSmall)
        #expect(RenditionFailure(.transparent).code == .background)
    }

    @Test("a format without its trait is an error and no crash", arguments: RenditionFormat.allCases)
    func trait(_ format: RenditionFormat) throws {
        let found = try cause(flat(8, 8), form(format))
        guard !Encoders.formats.contains(format) else {
            #expect(found == nil)
            return
        }
        #expect(found == .encoder(format, "this tool was built without the trait \(format.name)"))
    }
}
