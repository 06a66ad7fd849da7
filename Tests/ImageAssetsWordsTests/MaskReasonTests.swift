import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsWords
import Testing

@Suite("what is said of a mask that changed")
struct MaskReasonTests {
    private func sentences(from old: Reference?, to new: Reference?) throws -> [String] {
        let base = try reference("Art/a.png", "a")
        return Reason.changes(
            from: try image(references: [base], mask: old).recipe, to: try image(references: [base], mask: new).recipe
        ).map(\.sentence)
    }

    @Test("it is told by what was and what is, also where it is what another image will be")
    func sentences() throws {
        let (x, y) = (digest("x").short, digest("y").short)
        let old = try reference("Art/m.png", "x")
        #expect(try sentences(from: old, to: old).isEmpty)
        #expect(try sentences(from: old, to: try reference("Art/moved.png", "x")).isEmpty)
        #expect(try sentences(from: old, to: try reference("Art/m.png", "y")) == ["mask Art/m.png: \(x) → \(y)"])
        #expect(try sentences(from: nil, to: old) == ["mask Art/m.png: added (\(x))"])
        #expect(try sentences(from: old, to: nil) == ["mask Art/m.png: removed (\(x))"])
        let holes = reference(to: try image("holes"))
        #expect(try sentences(from: old, to: holes) == ["mask image holes: \(x) → known once it is made"])
        #expect(try sentences(from: nil, to: holes) == ["mask image holes: added (known once it is made)"])
    }
}
