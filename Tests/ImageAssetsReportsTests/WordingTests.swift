import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@Suite("Wording")
struct WordingTests {
    @Test("of an output or a parameter that looks the same it is said that only its Unicode form changed")
    func unicodeForm() throws {
        let old = try image("cafe", output: "caf\u{E9}.png", parameters: ["style": .string("\u{E9}")])
        let new = try image("cafe", output: "cafe\u{301}.png", parameters: ["style": .string("e\u{301}")])
        let plan = try Observation().plan([new], lock: ["cafe": entry(for: old, content: "c")])
        #expect(
            plan.steps[0].reasons.map(\.sentence) == [
                "parameter style: e\u{301}, only the Unicode form of its characters changed",
                "output: cafe\u{301}.png, only the Unicode form of its characters changed", "the file is missing",
            ])
    }

    @Test("what cannot be accepted is told after the name of its file, which is said once")
    func refusals() throws {
        let output = try PackagePath("Images/owl.png")
        for (fault, end) in [
            (Acceptance.Fault.obstacle(.forbidden), "cannot be opened: permission denied"),
            (.unkept("the disk is full"), "could not be kept in .image-assets: the disk is full"),
            (.expectation([.isBlank]), "is blank, and `expect` does not say `\"blank\": true`"),
        ] {
            let refused = Acceptance(try ImageName("owl"), output, .failure(fault))
            #expect(
                AcceptReport(Acceptances([refused])).lines(output: .plain, errors: .plain)
                    == [.error("error: owl: Images/owl.png \(end)")])
        }
    }

    @Test("all that an image breaks of what is expected is one sentence, with what it is and what was wanted")
    func violations() throws {
        let broken: [Violation] = [
            .width(1254, wanted: 1024), .height(705, wanted: 1024), .minWidth(1254, wanted: 2000),
            .minHeight(705, wanted: 706),
            .aspectRatio(width: 1254, height: 705, wanted: try #require(AspectRatio("1:1"))),
            .isOpaque, .isTransparent, .isBlank, .maxBytes(10, wanted: 9), .isUnchanged(try PackagePath("Art/b.png")),
        ]
        #expect(
            broken.predicate == "is 1254 pixels wide, expected 1024; it is 705 pixels high, expected 1024; "
                + "it is 1254 pixels wide, expected at least 2000; it is 705 pixels high, expected at least 706; "
                + "it is 1254x705, expected the ratio 1:1 within 1 %; it has no transparent pixel, expected some; "
                + "it has transparent pixels, expected none; it is blank, and `expect` does not say `\"blank\": true`; "
                + "it has 10 bytes, expected at most 9; "
                + "it is the reference Art/b.png byte for byte, and `expect` does not say `\"unchanged\": true`")
    }
}
