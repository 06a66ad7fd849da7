import Foundation
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Planner")
struct PlannerTests {
    @Test("steps stand in the manifest's order, what is up to date among what is not")
    func manifestOrder() throws {
        let images = try ["a", "b", "c", "d", "e", "f"].map { try image($0, prompt: $0) }
        var scene = Observation()
        for done in [images[1], images[2], images[4]] {
            scene.put(done.name.text, at: done.output)
            scene.lockfile.images[done.name] = entry(for: done, content: done.name.text)
        }
        let steps = scene.plan(images).steps
        #expect(steps.map(\.name) == images.map(\.name))
        #expect(steps.map(\.state) == [.new, .upToDate, .upToDate, .new, .upToDate, .new])
        let some = scene.plan(images, options: PlanOptions(names: Set(images[2...4].map(\.name)))).steps
        #expect(some.map(\.name.text) == ["c", "d", "e"])
    }

    @Test("a renamed image moves its asset and asks for nothing")
    func renamed() throws {
        let old = try image("old")
        let new = try image("new")
        var scene = Observation()
        scene.put("bytes", at: old.output)
        let plan = try scene.plan([new], lock: ["old": entry(for: old, content: "bytes")])
        let step = try #require(plan.steps.first)
        #expect(step.state == .renamed)
        #expect(
            step.action
                == .publish(FreeSource(.file(old.output), digest("bytes"), .moving(dropping: try ImageName("old"))))
        )
        #expect(step.vacates == [old.output])
        #expect(step.reasons.contains(.name(old: try ImageName("old"), new: try ImageName("new"))))
        #expect(plan.orphans.isEmpty)
        #expect(plan.requests == 0)
    }

    @Test("an asset that breaks the new image's `expect` is not moved, and stays an orphan")
    func renamedAndStricter() throws {
        let old = try image("old")
        let new = try image("new", expect: Expectation(minWidth: 2000))
        var scene = Observation()
        scene.put("bytes", at: old.output)
        let plan = try scene.plan([new], lock: ["old": entry(for: old, content: "bytes")])
        #expect(plan.steps.map(\.state) == [.new])
        #expect(plan.steps.map(\.action) == [.request(sharedWith: nil)])
        #expect(plan.steps.flatMap { $0.vacates }.isEmpty)
        #expect(try plan.orphans == [ImageName("old")])
    }

    @Test("another output moves the asset and asks for nothing")
    func moved() throws {
        let old = try image(output: "Images/hero.png")
        let new = try image(output: "Art/hero.png")
        var scene = Observation()
        scene.put("bytes", at: old.output)
        let step = try #require(try scene.plan([new], lock: ["hero": entry(for: old, content: "bytes")]).steps.first)
        #expect(step.state == .renamed)
        #expect(step.action == .publish(FreeSource(.file(old.output), digest("bytes"), .moving(dropping: nil))))
        #expect(step.vacates == [old.output])
    }

    @Test("a file that the user moved with git is recorded where it is")
    func movedByHand() throws {
        let old = try image("old")
        let new = try image("new")
        var scene = Observation()
        scene.put("bytes", at: new.output)
        let step = try #require(try scene.plan([new], lock: ["old": entry(for: old, content: "bytes")]).steps.first)
        #expect(step.state == .renamed)
        #expect(
            step.action
                == .publish(FreeSource(.file(new.output), digest("bytes"), .moving(dropping: try ImageName("old"))))
        )
        #expect(step.vacates.isEmpty)
    }

    @Test("two images that swap their names copy each other's asset, without a request")
    func swapped() throws {
        let fox = try image("a", prompt: "fox")
        let owl = try image("b", prompt: "owl")
        var scene = Observation()
        scene.put("fox bytes", at: fox.output)
        scene.put("owl bytes", at: owl.output)
        let plan = try scene.plan(
            [try image("a", prompt: "owl"), try image("b", prompt: "fox")],
            lock: ["a": entry(for: fox, content: "fox bytes"), "b": entry(for: owl, content: "owl bytes")]
        )
        #expect(
            plan.steps.map(\.action) == [
                .publish(FreeSource(.file(owl.output), digest("owl bytes"))),
                .publish(FreeSource(.file(fox.output), digest("fox bytes"))),
            ]
        )
        #expect(plan.steps.flatMap { $0.vacates }.isEmpty)
    }

    @Test("two images that swap their outputs move each other's asset, without a request")
    func swappedOutputs() throws {
        let fox = try image("a", prompt: "fox", output: "one.png")
        let owl = try image("b", prompt: "owl", output: "two.png")
        var scene = Observation()
        scene.put("fox bytes", at: fox.output)
        scene.put("owl bytes", at: owl.output)
        let plan = try scene.plan(
            [try image("a", prompt: "fox", output: "two.png"), try image("b", prompt: "owl", output: "one.png")],
            lock: ["a": entry(for: fox, content: "fox bytes"), "b": entry(for: owl, content: "owl bytes")]
        )
        #expect(plan.steps.map(\.state) == [.renamed, .renamed])
        #expect(plan.requests == 0)
        #expect(plan.steps.flatMap { $0.vacates }.isEmpty)
    }

    @Test("several renamed images of one fingerprint pair by path, then by name")
    func pairs() throws {
        let images = try ["x", "y"].map { try image($0, output: $0 == "y" ? "Images/a.png" : nil) }
        let a = try image("a")
        let b = try image("b")
        var scene = Observation()
        scene.put("a bytes", at: a.output)
        scene.put("b bytes", at: b.output)
        let plan = try scene.plan(
            images, lock: ["a": entry(for: a, content: "a bytes"), "b": entry(for: b, content: "b bytes")]
        )
        let names = plan.steps.map { step -> ImageName? in
            guard case .publish(let source) = step.action else { return nil }
            return source.drops
        }
        #expect(try names == [ImageName("b"), ImageName("a")])
    }

    @Test("a new twin copies the asset that is there")
    func twin() throws {
        let first = try image("first")
        let second = try image("second")
        var scene = Observation()
        scene.put("bytes", at: first.output)
        let plan = try scene.plan([first, second], lock: ["first": entry(for: first, content: "bytes")])
        #expect(plan.steps[0].action == .nothing)
        #expect(plan.steps[1].state == .new)
        #expect(plan.steps[1].action == .publish(FreeSource(.file(first.output), digest("bytes"))))
    }

    @Test("new twins share one request, and a variant tells them apart")
    func sharedRequest() throws {
        let plan = Observation().plan([
            try image("a"), try image("b"), try image("c", variant: 1),
        ])
        #expect(
            plan.steps.map(\.action) == [
                .request(sharedWith: nil), .request(sharedWith: try ImageName("a")), .request(sharedWith: nil),
            ]
        )
        #expect(plan.requests == 2)
    }

    @Test("an entry that left the manifest is an orphan and changes nothing else")
    func orphan() throws {
        let old = try image("old", prompt: "gone")
        let plan = try Observation().plan([], lock: ["old": entry(for: old, content: "bytes")])
        #expect(plan.orphans == [try ImageName("old")])
        #expect(plan.steps.isEmpty)
    }

    @Test("where placeholders are allowed, only those that are out of date need a request")
    func allowedStandIns() throws {
        let current = try image("current", prompt: "c")
        let old = try image("old", prompt: "o")
        let changed = try image("old", prompt: "new")
        var scene = Observation()
        scene.put("C", at: current.output)
        scene.put("O", at: old.output)
        let plan = try scene.plan(
            [current, changed],
            lock: [
                "current": entry(for: current, content: "C", kind: .placeholder),
                "old": entry(for: old, content: "O", kind: .placeholder),
            ],
            options: PlanOptions(allowsPlaceholders: true)
        )
        #expect(plan.requests == 1)
        #expect(plan.steps.map(\.action) == [.nothing, .request(sharedWith: nil)])
        #expect(plan.steps.map(\.isSettled) == [true, false])
    }

    @Test("a plan that needs more requests than allowed sends none, and keeps its free work")
    func budget() throws {
        let kept = try image("kept", prompt: "kept")
        var scene = Observation()
        scene.store("kept bytes", for: kept)
        let options = PlanOptions(budget: Budget(1))
        let plan = scene.plan([try image("a"), try image("b", prompt: "b"), kept], options: options)
        #expect(plan.steps[0].action == .hold(.budget(needed: 2, allowed: 1)))
        #expect(plan.steps[1].action == .hold(.budget(needed: 2, allowed: 1)))
        #expect(plan.steps[2].action == .publish(FreeSource(.store, digest("kept bytes"))))
    }

    @Test("every input that changed is a reason, with its old and new value")
    func reasons() throws {
        let old = try image(
            prompt: "a", size: "auto", references: [try reference("r.png", "1"), try reference("gone.png", "2")],
            parameters: ["quality": .string("low")]
        )
        let new = try image(
            prompt: "b", size: "1024x1024", references: [try reference("r.png", "3"), try reference("new.png", "4")],
            variant: 7, parameters: ["background": .string("opaque")]
        )
        #expect(
            Reason.changes(from: old.recipe, to: new.recipe) == [
                .prompt(old: "a", new: "b"),
                .size(old: .auto, new: try #require(RequestedSize("1024x1024"))),
                .parameter("background", old: nil, new: .string("opaque")),
                .parameter("quality", old: .string("low"), new: nil),
                .reference(.file(try PackagePath("r.png")), old: digest("1"), new: digest("3")),
                .referenceAdded(.file(try PackagePath("new.png")), digest("4")),
                .referenceRemoved(.file(try PackagePath("gone.png")), digest("2")),
                .variant(old: nil, new: 7),
            ]
        )
    }

    @Test("references in another order are one reason of their own")
    func order() throws {
        let a = try reference("a.png", "a")
        let b = try reference("b.png", "b")
        #expect(
            Reason.changes(
                from: try image(references: [a, b]).recipe, to: try image(references: [b, a]).recipe
            ) == [
                .referenceOrder(old: [a.input.source, b.input.source], new: [b.input.source, a.input.source])
            ]
        )
    }

    @Test("a prompt that differs only in its Unicode normal form is a reason")
    func normalForm() throws {
        let changes = Reason.changes(
            from: try image(prompt: "caf\u{E9}").recipe, to: try image(prompt: "cafe\u{301}").recipe
        )
        #expect(changes == [.prompt(old: "caf\u{E9}", new: "cafe\u{301}")])
    }

    @Test("a stored result that is its reference is judged in each run, and asked for anew by nobody")
    func unchangedResult() throws {
        let edit = try image(references: [try reference("Art/a.png", "a")])
        var scene = Observation()
        scene.store("a", for: edit)
        let violation = Violation.isUnchanged(try PackagePath("Art/a.png"))
        #expect(
            scene.plan([edit]).steps[0].action == .fail(.expectation([violation], .stored(digest("a")))))
        scene.store("b", for: edit)
        scene.store("a", for: edit)
        #expect(
            scene.plan([edit]).steps[0].action == .publish(FreeSource(.store, digest("b"), revisedPrompt: nil)))
    }
}
