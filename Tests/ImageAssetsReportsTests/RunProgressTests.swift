import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@testable import ImageAssetsReports

@Suite("Progress of a run")
struct RunProgressTests {
    private let hero: ImageName
    private let icon: ImageName
    private let plan: Plan
    private let oops = ImageFailure(.server, status: 500, .error("oops"))
    private let turnedAway = ImageFailure(.rateLimited, status: 429, .error("slow down"), progress: .turnedAway)

    init() throws {
        hero = try ImageName("hero")
        icon = try ImageName("icon")
        plan = Observation().plan([try image("hero", prompt: "h"), try image("icon", prompt: "i")])
    }

    private func progress(_ plan: Plan? = nil, at time: Double = 0) -> RunProgress {
        var progress = RunProgress(at: time) { "T+\(Int($0))" }
        progress.take(.planned(plan ?? self.plan), at: time)
        return progress
    }

    private func plan(_ names: String...) throws -> Plan {
        Observation().plan(try names.map { try image($0, prompt: $0) })
    }

    private func report(
        _ name: ImageName, _ action: ReportedAction, after seconds: Double?, in plan: Plan? = nil
    ) throws -> ImageReport {
        let step = try #require((plan ?? self.plan).steps.first { $0.name == name })
        var report = ImageReport(step, action: action, wayOut: nil)
        report.seconds = seconds
        return report
    }

    private func arrival(_ bytes: String, after seconds: Double?) -> CandidateArrival {
        CandidateArrival(of: hero, digest(bytes), facts: squareFacts, byteCount: 1, seconds: seconds)
    }

    @Test("it names the slowest request, its attempt, and how far the run is")
    func line() throws {
        var progress = RunProgress(at: 100) { "T+\(Int($0))" }
        #expect(progress.statusLine(at: 101, columns: 200) == nil)
        progress.take(.planned(plan), at: 100)
        progress.take(.attemptStarted(hero, attempt: 1), at: 101)
        progress.take(.attemptStarted(icon, attempt: 1), at: 103)
        #expect(progress.statusLine(at: 111, columns: 80) == "[----------] 0/2, 2 under way, hero 10 s; 0:11")
        progress.take(.retrying(hero, attempt: 1, seconds: 60, oops), at: 112)
        #expect(
            progress.statusLine(at: 163, columns: 200)
                == "[----------] 0/2, 1 under way, 1 waiting until T+60 (server error), icon 1:00; 1:03")
        progress.take(.attemptStarted(hero, attempt: 2), at: 164)
        progress.take(.finished(try report(icon, .generated, after: 62)), at: 165)
        #expect(
            progress.statusLine(at: 205, columns: 80)
                == "[#####-----] 1/2, 1 under way, hero 41 s (2nd try); 1:45, about 0:25 left")
        #expect(progress.percentage == 50)
        progress.take(.finished(try report(hero, .failed, after: 64)), at: 206)
        #expect(progress.statusLine(at: 207, columns: 80) == nil)
    }

    @Test("a log gets the line after half a minute without any other, and only while a request is under way or waits")
    func heartbeat() {
        var progress = progress()
        #expect(progress.heartbeat(at: 60) == nil)
        progress.take(.attemptStarted(hero, attempt: 1), at: 60)
        #expect(progress.heartbeat(at: 60) == "0 of 2 done, 1 under way, hero waits longest: 0 s; 1:00 in all")
        #expect(progress.heartbeat(at: 89) == nil)
        progress.hasPrinted(at: 70)
        #expect(progress.heartbeat(at: 90) == nil)
        #expect(progress.heartbeat(at: 100) == "0 of 2 done, 1 under way, hero waits longest: 40 s; 1:40 in all")
        progress.take(.retrying(hero, attempt: 1, seconds: 90, turnedAway), at: 100)
        #expect(
            progress.heartbeat(at: 130)
                == "0 of 2 done, 0 under way, 1 waiting until T+90 (rate limit); 2:10 in all")
        #expect(progress.heartbeat(at: 200) == "0 of 2 done, 0 under way, 1 waiting for their turn; 3:20 in all")
    }

    @Test("of an image that gets candidates each request counts for itself")
    func candidates() throws {
        let image = try image("hero", prompt: "h")
        let plan = Observation().plan([image], options: PlanOptions(candidates: .init(3, of: [hero])))
        var progress = progress(plan)
        for time in [1.0, 2, 3] { progress.take(.attemptStarted(hero, attempt: 1), at: time) }
        #expect(progress.statusLine(at: 4, columns: 80) == "[----------] 0/3, 3 under way, hero 3 s; 0:04")
        progress.take(.retrying(hero, attempt: 1, seconds: 3, oops), at: 5)
        progress.take(.finished(try report(hero, .generated, after: nil, in: plan)), at: 6)
        #expect(
            progress.statusLine(at: 7, columns: 80)
                == "1/3, 1 under way, 1 waiting until T+3 (server error), hero 4 s; 0:07")
        progress.take(.attemptStarted(hero, attempt: 2), at: 8)
        progress.take(.arrived(arrival("x", after: 6)), at: 9)
        // Another picture of the same answer ends no request, and is more than was planned.
        progress.take(.arrived(arrival("y", after: nil)), at: 9)
        progress.take(.arrived(arrival("z", after: nil)), at: 9)
        #expect(
            progress.statusLine(at: 10, columns: 80)
                == "[##########] 4/4, 1 under way, hero 2 s (2nd try); 0:10, about 0:05 left")
        progress.take(.candidateFailed(hero, oops), at: 10)
        #expect(progress.statusLine(at: 11, columns: 80) == nil)
    }

    @Test("nothing waits any more once the run is asked to stop, and nothing further is reckoned with")
    func stopping() throws {
        var progress = progress(try plan("a", "b", "hero", "icon"))
        for name in [hero, icon] { progress.take(.attemptStarted(name, attempt: 1), at: 0) }
        progress.take(.retrying(hero, attempt: 1, seconds: 60, turnedAway), at: 1)
        progress.take(.stopping(inFlight: 1), at: 2)
        #expect(progress.statusLine(at: 3, columns: 80) == "[----------] 0/4, 1 under way, icon 3 s; 0:03")
    }

    // MARK: Width

    /// Everything that there can be to say at once.
    private func fullest() throws -> RunProgress {
        let name = try ImageName("poster-of-the-whole-collection")
        let plan = try plan("a", "b", "c", "d", name.text)
        var progress = progress(plan)
        for letter in ["a", "b", "c"] { progress.take(.attemptStarted(try ImageName(letter), attempt: 1), at: 0) }
        progress.take(.finished(try report(try ImageName("a"), .generated, after: 40, in: plan)), at: 40)
        progress.take(.finished(try report(try ImageName("b"), .failed, after: 40, in: plan)), at: 40)
        progress.take(.retrying(try ImageName("c"), attempt: 1, seconds: 60, turnedAway), at: 40)
        progress.take(.attemptStarted(name, attempt: 12), at: 40)
        return progress
    }

    @Test(
        "what matters least goes first where it is narrow, and the last column stays free",
        arguments: [
            (
                200,
                "[####------] 2/5, 1 under way, 1 failed, 1 waiting until T+60 (rate limit), "
                    + "poster-of-the-whole-co.. 10 s (12th try); 0:50, about 1:30 left"
            ),
            (
                120,
                "2/5, 1 under way, 1 failed, 1 waiting until T+60 (rate limit), "
                    + "poster-of-the-whole-co.. 10 s; 0:50, about 1:30 left"
            ),
            (80, "2/5, 1 failed, 1 waiting until T+60, poster-of-the-who.. 10 s; about 1:30 left"),
            (40, "2/5, 1 failed, poster-.. 10 s; 0:50"), (20, "2/5, poster.. 10 s"), (12, "2/5; 0:50"),
            (4, "2/5"), (3, ""),
        ])
    func width(_ columns: Int, _ line: String) throws {
        #expect(try fullest().statusLine(at: 50, columns: columns) == line)
    }

    @Test("it fits at every width, whatever there is to say")
    func everyWidth() throws {
        for columns in 1...250 {
            let line = try #require(try fullest().statusLine(at: 50, columns: columns))
            #expect(line.cells < columns || line.isEmpty)
            #expect(line.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        }
    }

    @Test("a name of another script is cut by the widest that a terminal may draw it")
    func scripts() throws {
        for (text, cut) in [
            ("狐狸狐狸狐狸狐狸狐狸狐狸狐狸狐狸", "狐狸狐狸狐狸狐狸狐狸狐.."), ("ёлочка", "ёлочка"),
            ("каталог-открыток", "каталог-отк.."),
        ] {
            let name = try ImageName(text)
            let plan = try plan(text)
            var progress = progress(plan)
            progress.take(.attemptStarted(name, attempt: 1), at: 0)
            #expect(
                progress.statusLine(at: 5, columns: 200) == "[----------] 0/1, 1 under way, \(cut) 5 s; 0:05")
            for columns in 1...80 {
                #expect((progress.statusLine(at: 5, columns: columns) ?? "").room < max(columns, 1) || columns == 1)
            }
        }
    }

    // MARK: The time that is left

    @Test("it is known from the first answer on, goes down evenly, and comes from the pace of the run")
    func estimate() throws {
        let names = (0..<10).map { "i\($0)" }
        let plan = Observation().plan(try names.map { try image($0, prompt: $0) })
        var progress = progress(plan)
        for name in names.prefix(4) { progress.take(.attemptStarted(try ImageName(name), attempt: 1), at: 0) }
        #expect(progress.secondsLeft(at: 39) == nil)
        progress.take(.finished(try report(try ImageName("i0"), .generated, after: 40, in: plan)), at: 40)
        progress.take(.attemptStarted(try ImageName("i4"), attempt: 1), at: 40)
        // Three that are about to come, one that has begun, five that have not: 4 at once.
        let first = try #require(progress.secondsLeft(at: 40))
        #expect(abs(first - (3 * 4 + 40 + 5 * 40) / 4) < 1)
        var last = first
        for time in 41...60 {
            let left = try #require(progress.secondsLeft(at: Double(time)))
            #expect(left <= last && last - left < 2 && left > 0)
            last = left
        }
    }

    @Test("a wait for the server's pace counts, and what takes far longer than the others leaves it unknown")
    func unknown() throws {
        var progress = progress()
        for name in [hero, icon] { progress.take(.attemptStarted(name, attempt: 1), at: 0) }
        progress.take(.finished(try report(hero, .generated, after: 20)), at: 20)
        #expect(progress.secondsLeft(at: 21) == 2)
        #expect(progress.secondsLeft(at: 39) == 2)
        #expect(progress.secondsLeft(at: 41) == nil)
        progress.take(.retrying(icon, attempt: 1, seconds: 60, turnedAway), at: 41)
        #expect(progress.secondsLeft(at: 41) == 80)
        #expect(progress.secondsLeft(at: 500) == 20)
    }

    @Test("an estimate is rounded up to what it can mean")
    func rounding() {
        let shown: [(Double, String)] = [
            (0.1, "0:05"), (41, "0:45"), (60, "1:00"), (61, "1:10"), (599, "10:00"), (601, "11:00"), (3601, "1:01:00"),
        ]
        for (seconds, text) in shown { #expect(seconds.asEstimate == text) }
    }

    @Test("a wait is told in seconds, then as a clock shows it")
    func waits() {
        let waits: [(Double, String)] = [
            (-1, "0 s"), (0.9, "0 s"), (59.9, "59 s"), (60, "1:00"), (3599, "59:59"), (3723, "1:02:03"),
        ]
        for (seconds, text) in waits { #expect(seconds.asWait == text) }
    }
}
