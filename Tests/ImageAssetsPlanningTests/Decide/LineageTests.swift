import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsPlanning

/// What becomes of an image when something happens to the one that it is made from.
@Suite("Planner: images made from images")
struct LineageTests {
    /// `scene` is made from `hero`; both are as the lockfile says, until a row changes something.
    struct Scene {
        var heroName = "hero"
        var heroPrompt = "hero"
        var scenePrompt = "scene"
        var heroIsFrozen = false
        var heroExpect = Expectation()
        var heroFile: AssetFile? = .file(digest("hero bytes"), byteCount: 10)
        /// Nil: no picture.
        var heroType: ReferenceType? = .png
        var heroIsAccepted = false
        var heroIsPlaceholder = false
        var sceneIsPlaceholder = false
        var stored: [(content: String, prompt: String)] = []
        var isAskedAnew = false
        var options = PlanOptions()

        private func hero(_ name: String, _ prompt: String) throws -> Product {
            try image(name, prompt: prompt, expect: heroExpect, frozen: heroIsFrozen)
        }

        func plan() throws -> Plan {
            let hero = try hero(heroName, heroPrompt)
            let recorded = AssetBytes(digest("hero bytes"), byteCount: 10)
            let scene = try image("scene", prompt: scenePrompt, references: [reference(to: hero)])
            let old = try image("scene", prompt: "scene", references: [reference(to: try self.hero("hero", "hero"))])
                .made(from: [try ImageName("hero"): recorded])
            var seen = try Observation(lock: [
                "hero": entry(
                    for: try self.hero("hero", "hero"), content: "hero bytes", isPlaceholder: heroIsPlaceholder,
                    isAccepted: heroIsAccepted),
                "scene": entry(for: old, content: "scene bytes", isPlaceholder: sceneIsPlaceholder),
            ])
            seen.put("scene bytes", at: scene.output)
            if let heroFile { seen.files[try PackagePath("Images/hero.png")] = heroFile }
            if let heroType, let digest = seen.file(at: hero.output).digest {
                var isPointer = false
                if case .pointer = heroFile { isPointer = true }
                seen.assets[hero.name] = AssetBytes(digest, byteCount: 10, type: heroType, isPointer: isPointer)
            }
            for (content, prompt) in stored { seen.store(content, for: try self.hero(heroName, prompt)) }
            let known = seen.bytes(of: hero).map { [hero.name: $0] } ?? [:]
            var options = options
            if isAskedAnew { options.regenerate = [hero.name] }
            return seen.plan([scene, hero].made(from: known), options: options)
        }
    }

    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let expected: [String]
        let requests: Int
        let scene: Scene

        init(_ what: String, _ expected: [String], requests: Int = 0, _ change: (inout Scene) -> Void) {
            testDescription = what
            self.expected = expected
            self.requests = requests
            var scene = Scene()
            change(&scene)
            self.scene = scene
        }
    }

    private static func line(_ step: Step) -> String {
        let what =
            switch step.action {
            case .nothing: "nothing"
            case .publish(let source): source.isMove ? "move" : "publish"
            case .request: "request"
            case .draw: "draw"
            case .protect(let protection): "protect \(protection)"
            case .fail: "fail"
            case .hold(.lack(let lack)): "lacks \(lack.image) \(lack.why)"
            case .hold(.offline): "hold offline"
            case .hold(.budget): "hold budget"
            }
        let after = step.after.isEmpty ? "" : " after " + step.after.map(\.text).joined(separator: ", ")
        return "\(step.name): \(step.state) \(what)\(after)"
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
            [
                "scene: changed lacks hero noPicture", "hero: modified protect obstacle(\"is a folder\")",
            ]
        ) { $0.heroFile = .obstacle("is a folder") },
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
        Row("it is accepted", ["scene: upToDate nothing", "hero: upToDate nothing"]) { $0.heroIsAccepted = true },
        Row("it is accepted, and changed", ["scene: upToDate nothing", "hero: changed protect accepted"]) {
            $0.heroIsAccepted = true
            $0.heroPrompt = "other"
        },
        Row(
            "both are placeholders",
            ["scene: placeholder request after hero", "hero: placeholder request"], requests: 2
        ) {
            $0.heroIsPlaceholder = true
            $0.sceneIsPlaceholder = true
        },
        Row("both are placeholders that will do", ["scene: placeholder nothing", "hero: placeholder nothing"]) {
            $0.heroIsPlaceholder = true
            $0.sceneIsPlaceholder = true
            $0.options.allowsPlaceholders = true
        },
        Row(
            "it is a frozen placeholder, and the other changed",
            ["scene: changed lacks hero placeholder", "hero: frozen nothing"]
        ) {
            $0.heroIsPlaceholder = true
            $0.heroIsFrozen = true
            $0.scenePrompt = "other"
        },
        Row(
            "it changed, and placeholders are drawn",
            [
                "scene: placeholder draw after hero", "hero: placeholder draw",
            ]
        ) {
            $0.heroIsPlaceholder = true
            $0.sceneIsPlaceholder = true
            $0.heroPrompt = "other"
            $0.options.means = .placeholder
        },
        Row("it is real, and placeholders are drawn", ["scene: placeholder draw", "hero: upToDate nothing"]) {
            $0.sceneIsPlaceholder = true
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
        #expect(plan.steps.map(Self.line) == row.expected)
        #expect(plan.requests == row.requests)
    }

    @Test("whatever is made from what lacks names the one that lacks, and is no request that is needed")
    func root() throws {
        let a = try image("a", prompt: "a", frozen: true)
        let b = try image("b", prompt: "b", references: [reference(to: a)])
        let c = try image("c", prompt: "c", references: [reference(to: b)])
        let plan = Observation().plan([a, b, c])
        #expect(
            plan.steps.dropFirst().map(\.action) == Array(repeating: .hold(.lack(Lack(a.name, .missing))), count: 2))
        #expect(plan.requestsNeeded == 0)
    }

    @Test("what waits for something free may be free itself, and so may what is made from that")
    func freeChain() throws {
        let a = try image("a", prompt: "a")
        let b = try image("b", prompt: "b", references: [reference(to: a)])
        let c = try image("c", prompt: "c", references: [reference(to: b)])
        var seen = Observation()
        seen.store("a bytes", for: a)
        let plan = seen.plan([a, b, c], options: PlanOptions(means: .none))
        #expect(
            plan.steps.map(Self.line) == [
                "a: new publish", "b: new hold offline after a", "c: new hold offline after b",
            ])
        var schedule = Schedule(plan)
        _ = schedule.ready()
        let next = schedule.finished(a.id, .made(AssetBytes(digest("a bytes"), byteCount: 7)))
        #expect(next.composed.map(\.name.text) == ["b"] && next.lost.isEmpty)
    }

    @Test("bytes that nobody knows yet are a reason that names the image, and no fingerprint")
    func reasons() throws {
        var scene = Scene()
        scene.heroPrompt = "other"
        let step = try #require(try scene.plan().steps.first)
        #expect(step.reasons == [.reference(.image(try ImageName("hero")), old: digest("hero bytes"), new: nil)])
        #expect(step.product.fingerprint == nil)
    }

    @Test("bytes that a person put there count as they are")
    func work() throws {
        var scene = Scene()
        scene.heroFile = .file(digest("work"), byteCount: 4)
        scene.heroType = .jpeg
        let input = try #require(try scene.plan().steps.first?.product.references.first?.input)
        #expect(input.sha256 == digest("work"))
        #expect(input.type == .jpeg)
    }

    @Test("children that ask for the very same share a request before anybody knows what they are made from")
    func twins() throws {
        let hero = try image("hero")
        let twins = try ["a", "b"].map { try image($0, prompt: "twin", references: [reference(to: hero)]) }
        let plan = Observation().plan([hero] + twins)
        #expect(plan.requests == 2)
        #expect(plan.steps.last?.action == .request(sharedWith: twins[0].name))
    }

    @Test("what an image is made from comes along, from near and far")
    func ancestors() throws {
        let a = try image("a")
        let b = try image("b", references: [reference(to: a)])
        let c = try image("c", references: [reference(to: b), reference("x.png", "x")])
        let other = try image("other")
        #expect([c, other, b, a].ancestors(of: [c.name]) == [a.name, b.name])
        #expect([c, other, b, a].ancestors(of: [other.name]).isEmpty)
        #expect(Lineage([c, other, b, a]).levels.map(\.places) == [[1, 3], [2], [0]])
    }

    @Test("what was made anew elsewhere makes its children out of date")
    func remade() throws {
        let hero = try image("hero")
        let scene = try image("scene", references: [reference(to: hero)])
            .made(from: [hero.name: AssetBytes(digest("hero bytes"), byteCount: 10)])
        var seen = try Observation(lock: [
            "hero": entry(for: hero, content: "hero bytes"), "scene": entry(for: scene, content: "scene bytes"),
        ])
        seen.put("hero bytes", at: hero.output)
        seen.put("scene bytes", at: scene.output)
        seen.assets[hero.name] = AssetBytes(digest("hero bytes"), byteCount: 10)
        let options = PlanOptions(names: [scene.name])
        let plan = { (given: [ImageName: AssetBytes?]) in
            Planner([hero, scene], in: seen, options, given: given).plan().steps.map(\.state)
        }
        #expect(plan([:]) == [.upToDate])
        #expect(plan([hero.name: nil]) == [.changed])
        #expect(plan([hero.name: AssetBytes(digest("other"), byteCount: 5)]) == [.changed])
        #expect(plan([hero.name: AssetBytes(digest("hero bytes"), byteCount: 10)]) == [.upToDate])
    }
}
