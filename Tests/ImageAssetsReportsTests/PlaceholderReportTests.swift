import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import Testing

@Suite("What reports say of placeholders")
struct PlaceholderReportTests {
    @Test("asked for anew where placeholders are drawn, one is there already: nothing is out of date")
    func askedAnew() throws {
        let hero = try image()
        var scene = try Observation(lock: ["hero": entry(for: hero, content: "drawn", kind: .placeholder)])
        scene.put("drawn", at: hero.output)
        let options = PlanOptions(means: .placeholder, regenerate: [hero.name], allowsPlaceholders: true)
        let plan = scene.plan([hero], options: options)
        for command in [Report.Command.plan, .generate] {
            let report = plan.report(command, lockfile: scene.lockfile)
            #expect(report.exitStatus == .done)
            let upToDate = command == .plan ? "1 image up to date" : "1 up to date"
            #expect(TextReport.conclusion(report) == "Nothing to do: \(upToDate).")
        }
    }

    @Test("to let placeholders pass is offered where that helps, and not where another image's is in the place")
    func another() throws {
        let hero = try image()
        let fox = try image("fox", prompt: "A fox")
        let scene = try Observation(lock: [
            "hero": entry(for: hero, content: "drawn", kind: .placeholder),
            "fox": entry(for: fox, content: "other", kind: .placeholder),
        ])
        for (content, isOffered) in [("drawn", true), ("other", false)] {
            var scene = scene
            scene.put(content, at: hero.output)
            scene.put("other", at: fox.output)
            let options = PlanOptions(names: [hero.name])
            let report = scene.plan([hero, fox], options: options).report(.check, lockfile: scene.lockfile)
            #expect(report.images.map(\.state) == [.placeholder])
            #expect(TextReport.conclusion(report).contains("let placeholders pass") == isOffered)
            let allowing = PlanOptions(names: [hero.name], allowsPlaceholders: true)
            let allowed = scene.plan([hero, fox], options: allowing).report(.check, lockfile: scene.lockfile)
            #expect((allowed.exitStatus == .done) == isOffered)
        }
    }

    @Test("a frozen placeholder that came back is told once")
    func frozenPlaceholder() throws {
        let plan = Observation().plan([try image("fox", prompt: "p", frozen: true)])
        let step = try #require(plan.steps.first)
        var report = plan.report(.generate, lockfile: Lockfile())
        report.images = [ImageReport(step, action: .restored, wayOut: .unfreeze)]
        #expect(TextReport.conclusion(report) == "Still out of date: 1 restored.")
    }
}
