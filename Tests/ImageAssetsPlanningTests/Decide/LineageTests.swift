import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Planner: images made from images")
struct LineageTests {
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
            plan.steps.map(\.line) == [
                "a: new publish", "b: new hold offline after a", "c: new hold offline after b",
            ])
        var schedule = Schedule(plan)
        _ = schedule.ready()
        let next = schedule.finished(a.name, .made(AssetBytes(digest("a bytes"), byteCount: 7)))
        #expect(next.composed.map(\.name.text) == ["b"] && next.lost.isEmpty)
    }

    @Test("bytes that nobody knows yet are a reason that names the image, and no fingerprint")
    func reasons() throws {
        var scene = ParentScene()
        scene.heroPrompt = "other"
        let step = try #require(try scene.plan().steps.first)
        #expect(step.reasons == [.reference(.image(try ImageName("hero")), old: digest("hero bytes"), new: nil)])
        #expect(step.product.fingerprint == nil)
    }

    @Test("bytes that a person put there count as they are")
    func work() throws {
        var scene = ParentScene()
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
        #expect([c, other, b, a].companions(of: [c.name]) == [a.name, b.name])
        #expect([c, other, b, a].companions(of: [other.name]).isEmpty)
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
