import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import Testing

/// What becomes of an image when something happens to the one that it is made from.
@Suite("Planner: parents and children")
struct ParentTableTests {
    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let expected: [String]
        let requests: Int
        let scene: ParentScene

        init(_ what: String, _ expected: [String], requests: Int = 0, _ change: (inout ParentScene) -> Void) {
            testDescription = what
            self.expected = expected
            self.requests = requests
            var scene = ParentScene()
            change(&scene)
            self.scene = scene
        }
    }

    static let rows: [Row] = [
        Row("nothing happened", ["scene: upToDate nothing", "hero: upToDate nothing"]) { _ in },
        Row("it changed", ["scene: changed request after hero", "hero: changed request"], requests: 2) {
            $0.heroPrompt = "other"
        },
        Row("it is asked for anew", ["scene: changed request after hero", "hero: upToDate request"], requests: 2) {
            $0.isAskedAnew = true
        },
        Row("it is somebody's work", ["scene: changed request", "hero: modified protect work"], requests: 1) {
            $0.heroFile = .file(digest("work"), byteCount: 4)
        },
        Row("it is somebody's JPEG", ["scene: changed request", "hero: modified protect work"], requests: 1) {
            $0.heroFile = .file(digest("work"), byteCount: 4)
            $0.heroType = .jpeg
        },
        Row("it is no picture", ["scene: changed lacks hero noPicture", "hero: modified protect work"]) {
            $0.heroFile = .file(digest("work"), byteCount: 4)
            $0.heroType = nil
        },
        Row(
            "something else is in its place",
            ["scene: changed lacks hero noPicture", "hero: modified protect obstacle(isAFolder)"]
        ) { $0.heroFile = .obstacle(.isAFolder) },
        Row("it changed and is frozen", ["scene: upToDate nothing", "hero: frozen nothing"]) {
            $0.heroPrompt = "other"
            $0.heroIsFrozen = true
        },
        Row("it is frozen and gone", ["scene: upToDate nothing", "hero: frozen nothing"]) {
            $0.heroFile = nil
            $0.heroIsFrozen = true
        },
        Row(
            "it is frozen and gone, and the other changed",
            ["scene: changed lacks hero missing", "hero: frozen nothing"]
        ) {
            $0.heroFile = nil
            $0.heroIsFrozen = true
            $0.scenePrompt = "other"
        },
        Row("it changed, offline", ["scene: changed lacks hero held", "hero: changed hold offline"]) {
            $0.heroPrompt = "other"
            $0.options.means = .none
        },
        Row("it changed, and a cap is too low", ["scene: changed hold budget after hero", "hero: changed hold budget"])
        {
            $0.heroPrompt = "other"
            $0.options.budget = Budget(1)
        },
        Row("its answer is of no use", ["scene: changed lacks hero failed", "hero: changed fail"]) {
            $0.heroPrompt = "other"
            $0.heroExpect = Expectation(minWidth: 2000)
            $0.stored = [("small", "other")]
        },
        Row("it has another name", ["scene: upToDate nothing", "hero2: renamed move"]) { $0.heroName = "hero2" },
        Row("it is gone, and in the store", ["scene: upToDate nothing", "hero: missing publish"]) {
            $0.heroFile = nil
            $0.stored = [("hero bytes", "hero")]
        },
        Row(
            "it is gone, and in the store, and the other changed",
            ["scene: changed request after hero", "hero: missing publish"], requests: 1
        ) {
            $0.heroFile = nil
            $0.stored = [("hero bytes", "hero")]
            $0.scenePrompt = "other"
        },
        Row("it is gone for good", ["scene: changed request after hero", "hero: missing request"], requests: 2) {
            $0.heroFile = nil
        },
        Row(
            "it changed, and the store has another one",
            ["scene: changed request after hero", "hero: changed publish"], requests: 1
        ) {
            $0.heroPrompt = "other"
            $0.stored = [("other bytes", "other")]
        },
        Row("it is accepted", ["scene: upToDate nothing", "hero: upToDate nothing"]) { $0.heroKind = .accepted },
        Row("it is accepted, and changed", ["scene: upToDate nothing", "hero: changed protect accepted"]) {
            $0.heroKind = .accepted
            $0.heroPrompt = "other"
        },
        Row(
            "both are placeholders",
            ["scene: placeholder request after hero", "hero: placeholder request"], requests: 2
        ) {
            $0.heroKind = .placeholder
            $0.sceneKind = .placeholder
        },
        Row("both are placeholders that will do", ["scene: placeholder nothing", "hero: placeholder nothing"]) {
            $0.heroKind = .placeholder
            $0.sceneKind = .placeholder
            $0.options.allowsPlaceholders = true
        },
        Row(
            "it is a frozen placeholder, and the other changed",
            ["scene: changed lacks hero placeholder", "hero: frozen nothing"]
        ) {
            $0.heroKind = .placeholder
            $0.heroIsFrozen = true
            $0.scenePrompt = "other"
        },
        Row(
            "it changed, and placeholders are drawn",
            [
                "scene: placeholder draw after hero", "hero: placeholder draw",
            ]
        ) {
            $0.heroKind = .placeholder
            $0.sceneKind = .placeholder
            $0.heroPrompt = "other"
            $0.options.means = .placeholder
        },
        Row("it is real, and placeholders are drawn", ["scene: placeholder draw", "hero: upToDate nothing"]) {
            $0.sceneKind = .placeholder
            $0.scenePrompt = "other"
            $0.options.means = .placeholder
        },
        Row("it is a Git LFS pointer", ["scene: upToDate nothing", "hero: upToDate nothing"]) {
            $0.heroFile = .pointer(digest("hero bytes"), byteCount: 10)
        },
    ]

    @Test("an image is planned by what the one that it is made from will be", arguments: rows)
    func row(_ row: Row) throws {
        let plan = try row.scene.plan()
        #expect(plan.steps.map(\.line) == row.expected)
        #expect(plan.requests == row.requests)
    }
}
