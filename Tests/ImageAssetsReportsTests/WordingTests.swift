import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsPlanning
@testable import ImageAssetsReports

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
}
