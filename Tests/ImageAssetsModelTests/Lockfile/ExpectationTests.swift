import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsModel

@Suite("expect")
struct ExpectationTests {
    private let facts = AssetFacts(width: 1254, height: 705, bitDepth: 8, colorType: .rgb)

    @Test("what nobody asked for is no fault, but a blank picture is one until it is allowed")
    func blank() {
        #expect(Expectation().violations(facts: facts, byteCount: 1).isEmpty)
        var blank = facts
        blank.isBlank = true
        #expect(
            Expectation().violations(facts: blank, byteCount: 1) == [
                "is blank, and `expect` does not say `\"blank\": true`"
            ]
        )
        #expect(Expectation(allowsBlank: true).violations(facts: blank, byteCount: 1).isEmpty)
    }

    @Test("an edit that gives its reference back is a fault until it is allowed")
    func unchanged() throws {
        let references = [try reference("Art/a.png", "a"), try reference("Art/b.png", "b")]
        let edit = try image(references: references)
        #expect(
            edit.violations(ofResult: digest("b"), facts: facts, byteCount: 1) == [
                "is the reference Art/b.png byte for byte, and `expect` does not say `\"unchanged\": true`"
            ]
        )
        #expect(edit.violations(ofResult: digest("c"), facts: facts, byteCount: 1).isEmpty)
        let allowed = try image(references: references, expect: Expectation(allowsUnchanged: true))
        #expect(allowed.violations(ofResult: digest("b"), facts: facts, byteCount: 1).isEmpty)
        #expect(allowed.entry.expect.value != edit.entry.expect.value)
    }

    @Test("everything that is broken is named at once")
    func all() {
        let expect = Expectation(
            width: 1024, height: 1024, minWidth: 2000, minHeight: 706, aspectRatio: AspectRatio("1:1"),
            alpha: .required, maxBytes: 9
        )
        #expect(
            expect.violations(facts: facts, byteCount: 10) == [
                "is 1254 pixels wide, expected 1024", "is 705 pixels high, expected 1024",
                "is 1254 pixels wide, expected at least 2000", "is 705 pixels high, expected at least 706",
                "is 1254x705, expected the ratio 1:1 within 1 %", "has no transparent pixel, expected some",
                "has 10 bytes, expected at most 9",
            ]
        )
    }

    @Test("a ratio holds within one per cent, and an opaque alpha channel is no transparency")
    func tolerance() {
        #expect(Expectation(aspectRatio: AspectRatio("16:9")).violations(facts: facts, byteCount: 1).isEmpty)
        let opaque = AssetFacts(width: 9, height: 9, bitDepth: 8, colorType: .rgba)
        #expect(Expectation(alpha: .forbidden).violations(facts: opaque, byteCount: 1).isEmpty)
        var clear = opaque
        clear.isTransparent = true
        #expect(
            Expectation(alpha: .forbidden).violations(facts: clear, byteCount: 1) == [
                "has transparent pixels, expected none"
            ]
        )
    }
}
