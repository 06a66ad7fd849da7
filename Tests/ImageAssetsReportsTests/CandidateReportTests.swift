import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("What is said of candidates")
struct CandidateReportTests {
    private let failure = ImageFailure(.expectation, .sameBytes(digest("x")))

    /// A run that wanted three of an image that is up to date.
    private func report(present: Int, fetched: Int, failures: [ImageFailure] = []) throws -> Report {
        let hero = try image()
        var scene = try Observation(lock: ["hero": entry(for: hero, content: "x")])
        scene.put("x", at: hero.output)
        let plan = scene.plan([hero], options: PlanOptions(candidates: .init(3, of: [hero.name])))
        var report = plan.report(.generate, lockfile: scene.lockfile)
        report.requests = fetched + failures.count
        report.images[0].wayOut = nil
        report.images[0].candidates?.present = present
        report.images[0].candidates?.fetched = fetched
        report.images[0].candidates?.failures = failures
        return report
    }

    @Test("a candidate that failed is named in the last line, and fails the run in every form of report")
    func failed() throws {
        let report = try report(present: 2, fetched: 1, failures: [failure])
        #expect(report.exitStatus == .failed)
        #expect(
            TextReport.conclusion(report)
                == "Not everything worked: 1 candidate fetched, 2 requests sent, 1 up to date; "
                + "1 candidate failed: hero. See what there is with `image-assets choose hero`.")
        #expect(report.junit.contains(#"<failure type="expectation" message="the service sent the same bytes as "#))
        let annotations = GitHubReport().render(report).workflowCommands
        #expect(annotations.count == 1 && annotations[0].hasPrefix("::error "))
        guard case .array(let images)? = report.json["images"] else { return }
        guard case .array(let failed)? = images[0]["candidates"]?["failed"] else { return }
        #expect(failed.map { $0["code"] } == [.string("expectation")])
    }

    @Test("where all came, the last line says where to look, and each form of report is content")
    func all() throws {
        let report = try report(present: 3, fetched: 2)
        #expect(report.exitStatus == .done)
        #expect(
            TextReport.conclusion(report) == "Done: 2 candidates fetched, 2 requests sent, 1 up to date. "
                + "See what there is with `image-assets choose hero`.")
        #expect(report.junit.contains(#"failures="0""#))
        #expect(GitHubReport().render(report).workflowCommands.isEmpty)
    }

    @Test("a plan that would only fetch is no frozen image without its file")
    func plan() throws {
        var report = try report(present: 1, fetched: 0)
        report.command = .plan
        report.requests = 2
        report.images[0].wayOut = .run
        #expect(TextReport.conclusion(report) == "To do: 2 requests needed.")
    }

    // MARK: choose

    private func choice(_ outcome: Choice.Outcome) throws -> ChooseReport {
        let candidates = (0..<2).map { place in
            Choice.Candidate(
                number: place + 1,
                result: UsableResult(
                    digest: digest("\(place)"), byteCount: 1_500, facts: squareFacts,
                    mark: place == 1 ? .rejected(.distantPast, note: "a\u{1B}b") : nil),
                isPublished: place == 0, violations: place == 1 ? [.width(1024, wanted: 2048)] : [])
        }
        return ChooseReport(
            Choice(try image(), candidates: candidates, outcome: outcome, commands: CommandForm()))
    }

    @Test("a list has number, digest, size and file of each, and what is to be said of it")
    func list() throws {
        let lines = try choice(.listed).lines(output: .plain, errors: .plain)
        let path = { (content: String) in StoreFolder.path(ofObject: digest(content)) }
        #expect(
            lines == [
                .output("  1  \(digest("0").short)  1024x1024  1.5 kB  \(path("0"))  published"),
                .output(
                    "  2  \(digest("1").short)  1024x1024  1.5 kB  \(path("1"))  rejected: a\\u{1B}b; "
                        + "breaks `expect`: it is 1024 pixels wide, expected 2048"),
            ])
    }

    @Test("the last line says what comes next, and never what pays without saying so, nor what is refused")
    func next() throws {
        func next(
            _ candidates: [Choice.Candidate], _ fetch: Choice.Fetch? = nil, _ protection: Protection? = nil,
            frozen: Bool = false
        ) throws -> String? {
            ChooseReport(
                Choice(
                    try image(frozen: frozen), candidates: candidates, outcome: .listed, fetch: fetch,
                    protection: protection, commands: CommandForm())
            ).lastLine
        }
        func candidate(_ number: Int, published: Bool = false, rejected: Bool = false, breaking: Bool = false)
            -> Choice.Candidate
        {
            Choice.Candidate(
                number: number,
                result: UsableResult(
                    digest: digest("\(number)"), byteCount: 1, facts: squareFacts,
                    mark: rejected ? .rejected(.distantPast, note: nil) : nil),
                isPublished: published, violations: breaking ? [.width(1024, wanted: 2048)] : [])
        }
        let fetch = Choice.Fetch(wanted: 3, requests: 3)
        let more = Choice.Fetch(wanted: 3, requests: 2)
        let inputs = "for the current inputs of hero"
        let generate = "`image-assets generate hero --candidates 3` fetches"
        #expect(
            try next([], fetch)
                == "There is no picture \(inputs): \(generate) 3 to choose from, and pays for 3 requests.")
        #expect(
            try next([candidate(1, published: true)], more)
                == "There is one picture \(inputs): \(generate) more to choose from, and pays for 2 requests.")
        #expect(
            try next([candidate(1), candidate(2, rejected: true)], more)
                == "There are 2 pictures \(inputs), of which 1 can be used: `image-assets choose hero 1` publishes it, "
                + "at no cost; \(generate) more to choose from, and pays for 2 requests.")
        let breaking = [candidate(1, breaking: true), candidate(2, rejected: true)]
        #expect(
            try next(breaking, Choice.Fetch(wanted: 3, requests: 4, requestsOfParents: 1))
                == "There are 2 pictures \(inputs), of which none can be used: \(generate) 3 to choose from, and pays "
                + "for 4 requests, 1 of them for what hero is made from.")
        #expect(try next(breaking) == "There are 2 pictures \(inputs), of which none can be used.")
        #expect(
            try next([breaking[0]]) == "There is one picture \(inputs), and it cannot be used.")
        let two = [candidate(1, published: true), candidate(2), candidate(3)]
        #expect(
            try next(two, more)
                == "There are 3 pictures \(inputs): `image-assets choose hero NUMBER` publishes one, at no cost.")
        #expect(try next(two, nil, .work)?.contains("`image-assets choose hero NUMBER --overwrite`") == true)
        #expect(try next(two, nil, .obstacle(.isAFolder)) == "There are 3 pictures \(inputs).")
        for candidates in [[], breaking, two] {
            #expect(try next(candidates, frozen: true)?.contains("pays") == false)
            #expect(try next(candidates, frozen: true)?.contains("choose hero") == false)
        }
    }

    @Test("the document has what is true after the command")
    func document() throws {
        let document = try choice(.published(digest("1"), notes: [], outdated: [])).json
        guard case .array(let candidates)? = document["candidates"] else { return }
        #expect(candidates.map { $0["published"] } == [.boolean(false), .boolean(true)])
        #expect(candidates.map { $0["rejected"] } == [.boolean(false), .boolean(false)])
        #expect(candidates.map { $0["chosen"] } == [.boolean(false), .boolean(true)])
        #expect(try choice(.refused(.protected(.work))).exitStatus == .outOfDate)
        #expect(try choice(.refused(.frozen)).exitStatus == .failed)
        #expect(try choice(.refused(.frozen)).json["status"] == .string("failed"))
    }
}
