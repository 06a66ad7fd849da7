import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsPlanning
@testable import ImageAssetsReports

@Suite("Progress of a run")
struct RunProgressTests {
    private let hero: ImageName
    private let icon: ImageName
    private let plan: Plan

    init() throws {
        hero = try ImageName("hero")
        icon = try ImageName("icon")
        plan = Observation().plan([try image("hero", prompt: "h"), try image("icon", prompt: "i")])
    }

    @Test("it names the slowest request, its attempt, and how far the run is")
    func line() throws {
        var progress = RunProgress(at: 100)
        #expect(progress.line(at: 101) == nil)
        progress.take(.planned(plan), at: 100)
        progress.take(.attemptStarted(hero, attempt: 1), at: 101)
        progress.take(.attemptStarted(icon, attempt: 1), at: 103)
        #expect(progress.line(at: 111) == "0 of 2 done, 2 under way, hero waits longest: 10 s; 11 s in all")
        let failure = ImageFailure(.server, status: 500, .error("oops"))
        progress.take(.retrying(hero, attempt: 1, seconds: 3, failure), at: 112)
        #expect(
            progress.line(at: 163)
                == "0 of 2 done, 1 under way, 1 to be tried again, icon waits longest: 1:00; 1:03 in all"
        )
        progress.take(.attemptStarted(hero, attempt: 2), at: 164)
        let step = try #require(plan.steps.last)
        progress.take(.finished(ImageReport(step, action: .generated, wayOut: nil)), at: 165)
        #expect(
            progress.line(at: 3800)
                == "1 of 2 done, 1 under way, hero waits longest: 1:00:36, attempt 2; 1:01:40 in all"
        )
    }

    @Test("a log gets the line after half a minute without any other, and only while a request is under way")
    func heartbeat() {
        var progress = RunProgress(at: 0)
        progress.take(.planned(plan), at: 0)
        #expect(progress.heartbeat(at: 60) == nil)
        progress.take(.attemptStarted(hero, attempt: 1), at: 60)
        #expect(progress.heartbeat(at: 60) == "0 of 2 done, 1 under way, hero waits longest: 0 s; 1:00 in all")
        #expect(progress.heartbeat(at: 89) == nil)
        progress.hasPrinted(at: 70)
        #expect(progress.heartbeat(at: 90) == nil)
        #expect(progress.heartbeat(at: 100) == "0 of 2 done, 1 under way, hero waits longest: 40 s; 1:40 in all")
    }

    @Test("of an image that gets candidates each request counts for itself")
    func candidates() throws {
        let image = try image("hero", prompt: "h")
        let plan = Observation().plan([image], options: PlanOptions(candidates: .init(3, of: [hero])))
        var progress = RunProgress(at: 0)
        progress.take(.planned(plan), at: 0)
        for time in [1.0, 2, 3] { progress.take(.attemptStarted(hero, attempt: 1), at: time) }
        #expect(progress.line(at: 4) == "0 of 3 done, 3 under way, hero waits longest: 3 s; 4 s in all")
        let failure = ImageFailure(.server, status: 500, .error("oops"))
        progress.take(.retrying(hero, attempt: 1, seconds: 3, failure), at: 5)
        let step = try #require(plan.steps.first)
        progress.take(.finished(ImageReport(step, action: .generated, wayOut: nil)), at: 6)
        #expect(
            progress.line(at: 7)
                == "1 of 3 done, 1 under way, 1 to be tried again, hero waits longest: 4 s; 7 s in all")
        progress.take(.attemptStarted(hero, attempt: 2), at: 8)
        progress.take(.arrived(CandidateArrival(of: hero, digest("x"), facts: squareFacts, byteCount: 1)), at: 9)
        progress.take(.candidateFailed(hero, failure), at: 10)
        #expect(progress.line(at: 11) == nil)
    }
}
