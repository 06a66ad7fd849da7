import ImageAssetsModel
import ImageAssetsWords
import Testing

@Suite("What an image is expected to be, in words")
struct ExpectationWordsTests {
    @Test("each demand has its words, and what demands nothing has none")
    func sentences() {
        let all = Expectation(
            width: 1, height: 2, minWidth: 3, minHeight: 4, aspectRatio: AspectRatio("16:9"), alpha: .required,
            maxBytes: 5, allowsBlank: true, allowsUnchanged: true, requiresLabel: true)
        #expect(
            all.sentences == [
                "1 pixel wide", "2 pixels high", "at least 3 pixels wide", "at least 4 pixels high",
                "the ratio 16:9, within 1 %", "some transparent pixels", "at most 5 bytes", "it may be blank",
                "it may be its reference, unchanged", "a label that says, for machines, where it came from",
            ])
        #expect(Expectation(alpha: .forbidden).sentences == ["no transparent pixels"])
        #expect(Expectation.none.sentences.isEmpty)
    }
}
