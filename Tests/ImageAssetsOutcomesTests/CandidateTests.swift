import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Candidates in a plan")
struct CandidateTests {
    private let wide = AssetFacts(width: 2048, height: 2048, bitDepth: 8, colorType: .rgb)
    private let rejected = CandidateMark.rejected(Date(timeIntervalSince1970: 1), note: nil)

    private func options(
        _ count: Int, of names: String..., budget: Budget = Budget(), overwrite: Set<ImageName> = []
    ) throws -> PlanOptions {
        PlanOptions(
            overwrite: overwrite, budget: budget, candidates: .init(count, of: Set(try names.map { try ImageName($0) }))
        )
    }

    /// An image that is published as `published`.
    private func published(_ image: Product) throws -> Observation {
        var scene = try Observation(lock: [image.name.text: entry(for: image, content: "published")])
        scene.put("published", at: image.output)
        return scene
    }

    private func step(_ image: Product, in scene: Observation, _ options: PlanOptions) throws -> Step {
        try #require(scene.plan([image], options: options).steps.first)
    }

    @Test("a new image asks for all of them, an image that is up to date for what is missing, and stays as it is")
    func counting() throws {
        let hero = try image()
        let new = try step(hero, in: Observation(), options(3, of: "hero"))
        #expect(new.action == .request(sharedWith: nil) && new.requests == 3)
        var scene = try published(hero)
        scene.store("published", for: hero)
        for (number, requests) in [2, 1, 0, 0].enumerated() {
            let step = try step(hero, in: scene, options(3, of: "hero"))
            #expect(step.action == .nothing && step.isAssetSettled && step.requests == requests)
            #expect(step.isSettled == (requests == 0) && ImageReport(planned: step).isSettled == step.isSettled)
            #expect(step.candidates?.present == number + 1)
            scene.store("further \(number)", for: hero)
        }
    }

    @Test(
        "the published picture counts where the store of this checkout has it not, but not a person's or a placeholder")
    func clone() throws {
        let hero = try image()
        #expect(try step(hero, in: published(hero), options(3, of: "hero")).requests == 2)
        var scene = try Observation(lock: ["hero": entry(for: hero, content: "mine", kind: .accepted)])
        scene.put("mine", at: hero.output)
        let accepted = try step(hero, in: scene, options(3, of: "hero"))
        #expect(accepted.action == .nothing && accepted.requests == 3)
        scene = try Observation(lock: ["hero": entry(for: hero, content: "drawn", kind: .placeholder)])
        scene.put("drawn", at: hero.output)
        let placeholder = try step(hero, in: scene, options(3, of: "hero"))
        #expect(placeholder.action == .request(sharedWith: nil) && placeholder.requests == 3)
    }

    @Test("what breaks `expect` or was rejected does not count, and is known when it comes again")
    func useless() throws {
        let hero = try image(expect: Expectation(minWidth: 2000))
        var scene = Observation()
        scene.store("small", for: hero)
        #expect(try step(hero, in: scene, PlanOptions()).action.reported == .failed)
        let breaking = try step(hero, in: scene, options(2, of: "hero"))
        #expect(breaking.action == .request(sharedWith: nil) && breaking.requests == 2)
        scene.store("dark", for: hero, facts: wide, mark: rejected)
        scene.store("good", for: hero, facts: wide)
        let step = try step(hero, in: scene, options(3, of: "hero"))
        #expect(step.action == .publish(FreeSource(.store, digest("good"))) && step.requests == 2)
        #expect(step.candidates?.known == Set(["small", "dark", "good"].map(digest)))
    }

    @Test("what was rejected is no free source, but still the service's own bytes and no work of a person's")
    func rejection() throws {
        let hero = try image()
        var scene = Observation()
        scene.store("dark", for: hero, mark: rejected)
        #expect(try step(hero, in: scene, PlanOptions()).action == .request(sharedWith: nil))
        scene.put("dark", at: hero.output)
        #expect(try step(hero, in: scene, PlanOptions()).action == .request(sharedWith: nil))
        // The lockfile is the choice, also of another checkout.
        scene.lockfile = try Observation(lock: ["hero": entry(for: hero, content: "dark")]).lockfile
        #expect(try step(hero, in: scene, PlanOptions()).action == .nothing)
    }

    @Test("what is somebody's work stays, and its candidates are fetched all the same", arguments: [false, true])
    func protected(isAccepted: Bool) throws {
        let hero = try image()
        var scene = try Observation(lock: [
            "hero": entry(for: try image(prompt: "Before"), content: "work", kind: isAccepted ? .accepted : .made)
        ])
        scene.put(isAccepted ? "work" : "more work", at: hero.output)
        let wish = try options(3, of: "hero")
        let spared = try step(hero, in: scene, wish)
        #expect(spared.action == .protect(isAccepted ? .accepted : .work))
        #expect(spared.requests == 3 && spared.requestsNeeded == 3)
        let held = scene.plan([hero], options: try options(3, of: "hero", budget: Budget(2)))
        #expect(held.requests == 0 && held.requestsNeeded == 3)
        #expect(
            held.report(.plan, lockfile: scene.lockfile).images[0].notes.last == .held(.budget(needed: 3, allowed: 2)))
        scene.store("other", for: hero)
        let replaced = try step(hero, in: scene, options(3, of: "hero", overwrite: [hero.name]))
        #expect(replaced.action == .publish(FreeSource(.store, digest("other"))) && replaced.requests == 2)
        scene.files[hero.output] = .obstacle(.isAFolder)
        let blocked = scene.plan([hero], options: wish)
        #expect(blocked.requests == 0 && blocked.requestsNeeded == 0)
    }

    @Test("an answer that was kept and cannot be read holds all further ones up, and is told")
    func unread() throws {
        let hero = try image()
        let failure = ImageFailure(.malformedResponse, .unreadAnswer(isGone: false))
        var scene = try published(hero)
        scene.answers[try #require(hero.fingerprint)] = KnownAnswers(unread: failure)
        let plan = scene.plan([hero], options: try options(3, of: "hero"))
        #expect(plan.requests == 0 && plan.requestsNeeded == 0)
        let report = plan.report(.plan, lockfile: scene.lockfile).images[0]
        #expect(report.candidates?.failures == [failure])
        #expect(report.wayOut == .repair)
        // Where there is enough, nobody asks.
        for content in ["b", "c"] { scene.store(content, for: hero) }
        let enough = scene.plan([hero], options: try options(3, of: "hero")).report(.plan, lockfile: scene.lockfile)
        #expect(enough.images[0].candidates?.failures == [] && enough.images[0].isSettled)
    }

    @Test(
        "only those that are named have candidates, and images of one fingerprint share the requests of the greediest")
    func sharing() throws {
        let images = [try image("a"), try image("b"), try image("c", prompt: "c")]
        let plan = Observation().plan(images, options: try options(3, of: "b"))
        #expect(plan.steps.map(\.requests) == [0, 3, 1])
        #expect(plan.steps[0].action == .request(sharedWith: images[1].name))
        var schedule = Schedule(plan)
        let ready = schedule.ready()
        #expect(ready.map(\.name.text) == ["b", "c"])
        #expect(schedule.sharing(ready[0]).map(\.name.text) == ["b", "a"])
        #expect(plan.requests == 4 && plan.requestsNeeded == 4)
        var scene = try Observation(lock: [
            "a": entry(for: images[0], content: "x"), "b": entry(for: images[1], content: "x"),
        ])
        for image in images.prefix(2) { scene.put("x", at: image.output) }
        let both = scene.plan(Array(images.prefix(2)), options: try options(4, of: "a", "b"))
        #expect(both.steps.map(\.requests) == [3, 0])
        #expect(both.steps[1].candidates?.obstacle == .shared(with: images[0].name))
        let report = both.report(.plan, lockfile: scene.lockfile)
        #expect(report.requests == 3)
        #expect(Report(joining: [report, report], as: .plan).requests == 3)
    }

    @Test("a budget counts all of them and holds all of them back; what is free is done")
    func budget() throws {
        let hero = try image()
        var scene = Observation()
        scene.store("here", for: hero)
        let plan = scene.plan([hero], options: try options(3, of: "hero", budget: Budget(1)))
        let step = try #require(plan.steps.first)
        #expect(step.action == .publish(FreeSource(.store, digest("here"))))
        #expect(step.candidates?.obstacle == .held(.budget(needed: 2, allowed: 1)))
        #expect(plan.requests == 0 && plan.requestsNeeded == 2)
        #expect(scene.plan([hero], options: try options(3, of: "hero", budget: Budget(2))).requests == 2)
        let new = Observation().plan([hero], options: try options(3, of: "hero", budget: Budget(2)))
        #expect(new.steps.first?.action == .hold(.budget(needed: 3, allowed: 2)))
    }

    @Test("an image whose inputs are not known yet counts all that a run may send for it")
    func pending() throws {
        let a = try image("a")
        let b = try image("b", prompt: "b", references: [reference(to: a)])
        let plan = Observation().plan([a, b], options: try options(3, of: "b"))
        #expect(plan.steps.map(\.requests) == [1, 3] && plan.requestsNeeded == 4)
        var schedule = Schedule(plan)
        #expect(schedule.ready().map(\.name.text) == ["a"])
        let known = schedule.finished(a.name, .made(AssetBytes(digest("a"), byteCount: 1))).composed
        var scene = Observation()
        scene.store("before", for: try #require(known.first))
        schedule.add(scene.plan(known, options: try options(3, of: "b")).steps)
        #expect(schedule.ready().map(\.requests) == [2])
    }

    // MARK: What there is to choose from

    @Test("candidates are numbered as they came, whatever was said of them, and found by number or digest")
    func listing() throws {
        let hero = try image()
        var scene = try published(hero)
        let fingerprint = try #require(hero.fingerprint)
        let results = ["c", "b", "a"].enumerated().map { place, content in
            UsableResult(
                digest: digest(content), byteCount: 1, facts: squareFacts,
                received: Date(timeIntervalSince1970: Double(10 - place)),
                mark: content == "b" ? rejected : content == "c" ? .chosen(Date()) : nil)
        }
        scene.answers[fingerprint] = KnownAnswers(results)
        let choices = Planner([hero], in: scene, PlanOptions()).candidates(
            for: hero, stored: Set(["a", "c"].map(digest)))
        #expect(choices.map(\.digest) == ["published", "a", "b", "c"].map(digest))
        #expect(choices.map(\.number) == [1, 2, 3, 4])
        #expect(choices.map(\.isPublished) == [true, false, false, false])
        #expect(choices.map(\.place) == [.output, .store, .answer, .store])
        #expect(try choices.named("3").digest == digest("b"))
        #expect(try choices.named(String(digest("c").hex.prefix(6)).uppercased()).number == 4)
        for word in ["0", "5", "", "zz", "abc", "../x", String(digest("c").hex.prefix(3))] {
            #expect(throws: UsageError.self) { try choices.named(word) }
        }
    }
}
