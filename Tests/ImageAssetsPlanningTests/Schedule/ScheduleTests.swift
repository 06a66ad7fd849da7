import Foundation
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Schedule")
struct ScheduleTests {
    private let nothing = Observation()

    /// Each with the products that it is made from.
    private func schedule(_ products: [Product], options: PlanOptions = PlanOptions()) -> Schedule {
        Schedule(nothing.plan(products, options: options))
    }

    private func made(_ name: String) -> Schedule.Ending { .made(AssetBytes(digest(name), byteCount: name.utf8.count)) }

    private let failed = Schedule.Ending.left(.fail(ImageFailure(.moderation, .error("refused"))))

    /// Carries it out, with whatever is decided about products that became known; gives the waves of names.
    private func waves(_ schedule: inout Schedule, failing: Set<String> = []) -> [[String]] {
        var waves: [[String]] = []
        while true {
            let ready = schedule.ready()
            if ready.isEmpty { return waves }
            waves.append(ready.map(\.name.text))
            for step in ready {
                let name = step.name.text
                let next = schedule.finished(step.product.name, failing.contains(name) ? failed : made(name))
                #expect(next.composed.allSatisfy { $0.fingerprint != nil })
                schedule.add(nothing.plan(next.composed).steps)
            }
        }
    }

    @Test("what waits for nothing is ready at once, in the order of the plan, and only once")
    func flat() throws {
        var schedule = schedule(try ["b", "a", "c"].map { try image($0, prompt: $0) })
        #expect(schedule.ready().map(\.name.text) == ["b", "a", "c"])
        #expect(schedule.ready().isEmpty)
    }

    @Test("a chain is made one after the other, and each recipe has the bytes of what was made before")
    func chain() throws {
        let a = try image("a")
        let b = try image("b", references: [reference(to: a)])
        let c = try image("c", references: [reference(to: b)])
        #expect(b.fingerprint == nil)
        #expect(b.recipe.canonical == nil)
        var schedule = schedule([c, b, a])
        #expect(schedule.ready().map(\.name.text) == ["a"])
        let next = schedule.finished(a.name, made("a"))
        #expect(next.composed.map(\.name.text) == ["b"])
        let known = try reference("Images/a.png", "a")
        #expect(next.composed.first?.fingerprint == (try image("b", references: [known]).fingerprint))
        schedule.add(nothing.plan(next.composed).steps)
        #expect(waves(&schedule) == [["b"], ["c"]])
    }

    @Test("a fan is ready all at once when what it is made from is there")
    func fan() throws {
        let hero = try image("hero")
        let scenes = try (1...8).map { try image("s\($0)", prompt: "\($0)", references: [reference(to: hero)]) }
        var schedule = schedule([hero] + scenes)
        #expect(waves(&schedule) == [["hero"], scenes.map(\.name.text)])
    }

    @Test("of a diamond the last waits for both sides, in whatever order they come")
    func diamond() throws {
        let top = try image("top")
        let sides = try ["l", "r"].map { try image($0, prompt: $0, references: [reference(to: top)]) }
        let bottom = try image("bottom", references: sides.map { reference(to: $0) })
        for order in [[0, 1], [1, 0]] {
            var schedule = schedule([top] + sides + [bottom])
            _ = schedule.ready()
            schedule.add(nothing.plan(schedule.finished(top.name, made("top")).composed).steps)
            _ = schedule.ready()
            #expect(schedule.finished(sides[order[0]].name, made("1")).composed.isEmpty)
            let last = schedule.finished(sides[order[1]].name, made("2")).composed
            #expect(last.map(\.name.text) == ["bottom"])
            #expect(last.first?.fingerprint != nil)
        }
    }

    @Test("independent branches do not wait for each other")
    func branches() throws {
        let (a, x) = (try image("a", prompt: "a"), try image("x", prompt: "x"))
        let (b, y) = (
            try image("b", references: [reference(to: a)]), try image("y", prompt: "y", references: [reference(to: x)])
        )
        var schedule = schedule([a, b, x, y])
        #expect(schedule.ready().map(\.name.text) == ["a", "x"])
        schedule.add(nothing.plan(schedule.finished(x.name, made("x")).composed).steps)
        #expect(schedule.ready().map(\.name.text) == ["y"])
    }

    @Test("when something fails, all that is made from it is lost, each told once and for the sake of what failed")
    func failure() throws {
        let top = try image("top")
        let sides = try ["l", "r"].map { try image($0, prompt: $0, references: [reference(to: top)]) }
        let bottom = try image("bottom", references: sides.map { reference(to: $0) })
        let other = try image("other", prompt: "other")
        var schedule = schedule([top] + sides + [bottom, other])
        #expect(schedule.ready().map(\.name.text) == ["top", "other"])
        let lost = schedule.finished(top.name, failed).lost
        #expect(lost.map(\.step.name.text).sorted() == ["bottom", "l", "r"])
        #expect(lost.allSatisfy { $0.action == .hold(.lack(Lack(top.name, .failed))) })
        #expect(schedule.finished(other.name, made("other")).lost.isEmpty)
        #expect(schedule.ready().isEmpty)
    }

    @Test("why something is lost follows from how what it waits for ended, and a reason of its own comes first")
    func whyLost() throws {
        let a = try image("a")
        let b = try image("b", references: [reference(to: a)])
        let c = try image("c", references: [reference(to: b)])
        let root = Lack(try ImageName("root"), .noPicture)
        let held = Action.hold(.budget(needed: 2, allowed: 1))
        let cases: [(ending: Action, left: Action)] = [
            (.fail(ImageFailure(.moderation, .error("refused"))), .hold(.lack(Lack(a.name, .failed)))),
            (.hold(.lack(root)), .hold(.lack(root))), (held, .hold(.lack(Lack(a.name, .held)))),
            (.protect(.work), .hold(.lack(Lack(a.name, .leftAlone)))),
            (.nothing, .hold(.lack(Lack(a.name, .missing)))),
            // The run ended before it, and so before what waits for it.
            (.request(sharedWith: nil), .request(sharedWith: nil)),
        ]
        for (ending, left) in cases {
            var schedule = schedule([a, b, c])
            #expect(schedule.finished(a.name, .left(ending)).lost.map(\.action) == [left, left], "\(ending)")
        }
        var budget = schedule([a, b, c], options: PlanOptions(budget: Budget(1)))
        let own = budget.finished(a.name, .left(.hold(.budget(needed: 3, allowed: 1)))).lost.map(\.action)
        #expect(own == [.hold(.budget(needed: 3, allowed: 1)), .hold(.budget(needed: 3, allowed: 1))])
    }

    @Test("what is held or left alone waits for nobody")
    func held() throws {
        let a = try image("a")
        let b = try image("b", references: [reference(to: a)])
        var held = schedule([a, b], options: PlanOptions(means: .none))
        #expect(held.ready().map(\.action) == [.hold(.offline), .hold(.lack(Lack(a.name, .held)))])
        var scene = nothing
        scene.put("work", at: b.output)
        var protected = Schedule(scene.plan([a, b]))
        #expect(protected.ready().map(\.action) == [.request(sharedWith: nil), .protect(.work)])
    }

    @Test("products of one fingerprint share a request, also when it is known only in the run")
    func sharing() throws {
        let a = try image("a")
        let twins = try ["x", "y"].map { try image($0, prompt: "twin", references: [reference(to: a)]) }
        var schedule = schedule([a] + twins)
        _ = schedule.ready()
        schedule.add(nothing.plan(schedule.finished(a.name, made("a")).composed).steps)
        let ready = schedule.ready()
        #expect(ready.map(\.name.text) == ["x"])
        #expect(schedule.sharing(try #require(ready.first)).map(\.name.text) == ["x", "y"])
    }

    @Test("bytes that recur are not asked for: what is decided then counts")
    func known() throws {
        let a = try image("a")
        let b = try image("b", references: [reference(to: a)])
        var schedule = schedule([a, b])
        _ = schedule.ready()
        let next = schedule.finished(a.name, made("a"))
        var scene = nothing
        scene.store("b bytes", for: try #require(next.composed.first))
        schedule.add(scene.plan(next.composed).steps)
        #expect(schedule.ready().map(\.action) == [.publish(FreeSource(.store, digest("b bytes")))])
    }

    @Test("a chain of hundreds and a fan of thousands cost a few steps each")
    func large() throws {
        var chain = [try image("n0")]
        for number in 1...300 { chain.append(try image("n\(number)", references: [reference(to: chain[number - 1])])) }
        var long = schedule(chain.reversed())
        #expect(waves(&long).count == 301)
        let hero = try image("hero")
        let scenes = try (1...3_000).map { try image("s\($0)", prompt: "\($0)", references: [reference(to: hero)]) }
        var wide = schedule([hero] + scenes)
        #expect(waves(&wide).map(\.count) == [1, 3_000])
    }
}

@Suite("Budget")
struct BudgetTests {
    @Test("what left counts, what never left or was turned away does not")
    func counting() {
        var budget = Budget(2)
        #expect(budget.covers(2) && !budget.covers(3))
        budget.spend()
        budget.settle(nil, .turnedAway)
        #expect(budget.spending.attempts == 1 && budget.covers(2))
        budget.spend()
        budget.settle(nil, .unsent(isFirst: true))
        #expect(budget.spending.attempts == 1 && budget.covers(2))
        for _ in 0..<2 {
            budget.spend()
            budget.settle(nil, .maybeCharged)
        }
        #expect(budget.spending.attempts == 3 && !budget.covers(1) && budget.covers(0))
        #expect(Budget().covers(.max))
    }

    @Test("a plan that needs more than there is sends nothing, and says how many it needs")
    func plan() throws {
        let products = try ["a", "b"].map { try image($0, prompt: $0) }
        let plan = Observation().plan(products, options: PlanOptions(budget: Budget(1)))
        #expect(plan.steps.map(\.action) == Array(repeating: .hold(.budget(needed: 2, allowed: 1)), count: 2))
        #expect(plan.steps.map(\.wayOut) == [.allow, .allow])
        #expect(plan.requests == 0 && plan.requestsNeeded == 2)
    }
}
