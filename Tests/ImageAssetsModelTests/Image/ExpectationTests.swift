import ImageAssetsModel
import ImageAssetsTestSupport
import Testing

@Suite("expect")
struct ExpectationTests {
    private let facts = AssetFacts(width: 1254, height: 705, bitDepth: 8, colorType: .rgb)

    @Test("what nobody asked for is no fault, but a blank picture is one until it is allowed")
    func blank() {
        #expect(Expectation().violations(facts: facts, byteCount: 1).isEmpty)
        var blank = facts
        blank.isBlank = true
        #expect(Expectation().violations(facts: blank, byteCount: 1) == [.isBlank])
        #expect(Expectation(allowsBlank: true).violations(facts: blank, byteCount: 1).isEmpty)
    }

    @Test("an edit that gives its reference back is a fault until it is allowed")
    func unchanged() throws {
        let references = [try reference("Art/a.png", "a"), try reference("Art/b.png", "b")]
        let edit = try image(references: references)
        #expect(
            edit.violations(ofResult: digest("b"), facts: facts, byteCount: 1) == [.isUnchanged(references[1].path)])
        #expect(edit.violations(ofResult: digest("c"), facts: facts, byteCount: 1).isEmpty)
        let allowed = try image(references: references, expect: Expectation(allowsUnchanged: true))
        #expect(allowed.violations(ofResult: digest("b"), facts: facts, byteCount: 1).isEmpty)
        #expect(allowed.entry.expect.value != edit.entry.expect.value)
    }

    @Test("everything that is broken is named at once")
    func all() throws {
        let ratio = try #require(AspectRatio("1:1"))
        let expect = Expectation(
            width: 1024, height: 1024, minWidth: 2000, minHeight: 706, aspectRatio: ratio,
            alpha: .required, maxBytes: 9
        )
        #expect(
            expect.violations(facts: facts, byteCount: 10) == [
                .width(1254, wanted: 1024), .height(705, wanted: 1024), .minWidth(1254, wanted: 2000),
                .minHeight(705, wanted: 706), .aspectRatio(width: 1254, height: 705, wanted: ratio), .isOpaque,
                .maxBytes(10, wanted: 9),
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
        #expect(Expectation(alpha: .forbidden).violations(facts: clear, byteCount: 1) == [.isTransparent])
    }

    @Test("a label is missed where the file has none, and where nobody looked the file has to be asked")
    func labels() {
        let expect = Expectation(requiresLabel: true)
        var (none, some) = (facts, facts)
        none.labels = []
        some.labels = [.c2pa]
        #expect(expect.violations(facts: facts, byteCount: 1).isEmpty && expect.isInDoubt(facts, byteCount: 1))
        #expect(expect.violations(facts: none, byteCount: 1) == [.isUnlabelled])
        #expect(expect.isInDoubt(none, byteCount: 1))
        #expect(expect.violations(facts: some, byteCount: 1).isEmpty && !expect.isInDoubt(some, byteCount: 1))
        #expect(!Expectation().isInDoubt(facts, byteCount: 1))
        #expect(Expectation(width: 1).isInDoubt(facts, byteCount: 1))
    }

    @Test("facts agree where labels are unknown to one of them, and not where they differ in anything else")
    func agreement() {
        var (none, some, wider) = (facts, facts, facts)
        none.labels = []
        some.labels = [.iptc]
        wider.width += 1
        wider.labels = [.iptc]
        #expect(facts.agree(with: some) && some.agree(with: facts) && some.agree(with: some))
        #expect(!none.agree(with: some))
        #expect(!facts.agree(with: wider) && !wider.agree(with: facts))
    }
}
