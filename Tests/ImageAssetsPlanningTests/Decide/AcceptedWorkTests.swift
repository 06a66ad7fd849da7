import Foundation
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import Testing

@Suite("Planner: accepted work")
struct AcceptedWorkTests {
    private let bytes = "painted by hand"

    private func accepted(_ image: Product) -> LockEntry { entry(for: image, content: bytes, kind: .accepted) }

    @Test("it comes back from the store when its file is gone")
    func missing() throws {
        let hero = try image()
        var scene = Observation()
        scene.objects.insert(digest(bytes))
        let step = try #require(try scene.plan([hero], lock: ["hero": accepted(hero)]).steps.first)
        #expect(step.action == .publish(FreeSource(.store, digest(bytes))))
    }

    @Test("it is no source for a twin, where it is and in the store")
    func twin() throws {
        let (hero, twin) = (try image(), try image("twin"))
        var scene = Observation()
        scene.put(bytes, at: hero.output)
        scene.objects.insert(digest(bytes))
        let steps = try scene.plan([hero, twin], lock: ["hero": accepted(hero)]).steps
        #expect(steps.map(\.action) == [.nothing, .request(sharedWith: nil)])
        scene.put(bytes, at: twin.output)
        let copied = try scene.plan([hero, twin], lock: ["hero": accepted(hero)]).steps
        #expect(copied.map(\.action) == [.nothing, .protect(.work)])
    }

    @Test("a rename moves it")
    func renamed() throws {
        let (old, new) = (try image("old"), try image("new"))
        var scene = Observation()
        scene.put(bytes, at: old.output)
        let step = try #require(try scene.plan([new], lock: ["old": accepted(old)]).steps.first)
        #expect(
            step.action == .publish(FreeSource(.file(old.output), digest(bytes), .moving(dropping: old.name))))
    }

    @Test("no rename puts another picture in its place")
    func taker() throws {
        let old = try image("hero", prompt: "before")
        let (hero, gone) = (try image("hero"), try image("gone"))
        var scene = Observation()
        scene.put(bytes, at: hero.output)
        scene.put("drawn", at: gone.output)
        let plan = try scene.plan([hero], lock: ["hero": accepted(old), "gone": entry(for: gone, content: "drawn")])
        #expect(plan.steps.map(\.action) == [.protect(.accepted)])
        #expect(plan.orphans == [gone.name])
    }

    @Test("another output and another prompt at once do not take it away")
    func moved() throws {
        let old = try image(prompt: "before", output: "Art/a.png")
        let new = try image(output: "Art/b.png")
        var scene = Observation()
        scene.put(bytes, at: old.output)
        let lock = ["hero": accepted(old)]
        #expect(try scene.plan([new], lock: lock).steps.map(\.action) == [.protect(.accepted)])
        let overwritten = try scene.plan([new], lock: lock, options: PlanOptions(overwrite: [new.name]))
        #expect(overwritten.steps.map(\.action) == [.request(sharedWith: nil)])
    }

    @Test("another image that is to stand in its place waits for somebody to decide, unless it is moved away")
    func place() throws {
        let old = try image("old", output: "Art/a.png")
        let other = try image("other", prompt: "another", output: "Art/a.png")
        var scene = Observation()
        scene.put(bytes, at: old.output)
        let lock = ["old": accepted(old)]
        #expect(try scene.plan([other], lock: lock).steps.map(\.action) == [.protect(.work)])
        let moved = try image("old", output: "Art/b.png")
        let plan = try scene.plan([moved, other], lock: lock)
        #expect(
            plan.steps.map(\.action) == [
                .publish(FreeSource(.file(old.output), digest(bytes), .moving(dropping: nil))),
                .request(sharedWith: nil),
            ]
        )
        let reworded = try image("old", prompt: "reworded", output: "Art/b.png")
        let kept = try scene.plan([reworded, other], lock: lock)
        #expect(kept.steps.map(\.action) == [.protect(.accepted), .protect(.work)])
    }
}
