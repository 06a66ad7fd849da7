import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("What doctor says")
struct DoctorReportTests {
    private func report(_ facts: DoctorFacts) -> DoctorReport {
        DoctorReport(Checkup(facts), CommandForm(facts.invocation))
    }

    private func text(_ facts: DoctorFacts, errors: Style = .plain) -> String {
        let report = report(facts)
        let lines = report.lines(output: .plain, errors: errors).map { line in
            if case .output(let text) = line { text + "\n" } else { "" }
        }
        let issues = report.untold(errors: errors).map { $0.text(errors) + "\n" }
        return issues.joined() + lines.joined() + (report.lastLine.map { "last line: \($0)\n" } ?? "")
    }

    @Test("text for people, where all is well and where nothing is")
    func people() throws {
        try expectGolden(text(.sample()), at: "reports/doctor.txt")
        try expectGolden(text(.faultySample()), at: "reports/doctor.faulty.txt")
    }

    @Test("text for people where things do not matter now or cannot be known")
    func skipped() throws {
        var facts = try DoctorFacts.faultySample()
        (facts.findings, facts.images, facts.missingFormats, facts.lockfile) = ([], 1, [], .conflicted)
        facts.work = .nothing
        facts.store = .absent
        facts.room = nil
        facts.journal = .long(byteCount: 70_000_000)
        facts.largeFiles.hasProgram = true
        facts.service.answer = .notAsked
        try expectGolden(text(facts), at: "reports/doctor.idle.txt")
        var hidden = try DoctorFacts.sample(invocation: .plugin(isReading: true), isSandboxed: true, columns: nil)
        hidden.unwritable = ("the package's folder", Obstacle(isForbidden: true, reason: "Operation not permitted"))
        hidden.work = .requests(5, .budget(needed: 5, allowed: 2))
        hidden.service.answer = .failed(
            ImageFailure(.transport, .noConnection("the host's name cannot be resolved"), progress: .unsent))
        try expectGolden(text(hidden), at: "reports/doctor.sandbox.txt")
    }

    @Test("each fault is said once, and for Xcode as an issue of its own")
    func once() throws {
        let facts = try DoctorFacts.faultySample()
        let xcode = Style(isTerminal: false, environment: [Style.issueFolderVariable: "/package"])
        for style in [.plain, xcode] {
            let said = text(facts, errors: style)
            for finding in facts.findings {
                let message = finding.diagnostic(CommandForm(.executable)).message
                #expect(said.components(separatedBy: message).count == 2, "\(said)")
            }
        }
        let said = text(facts, errors: xcode)
        #expect(said.hasPrefix("/package/images.json:3:5: error: an image has no key"))
        #expect(said.contains("✗ lockfile      1 error\n"))
    }

    @Test("a warning stands below the line of what it is about, which holds all the same")
    func warning() throws {
        var facts = try DoctorFacts.sample()
        let place = SourceLocation(line: 2, column: 7)
        facts.findings = [
            .fault(Diagnostic(.warning, file: "images.json", at: place, "odd", hint: "Look at it."))
        ]
        let lines = """
            ✓ manifest      images.json has 12 images
                            images.json:2:7: warning: odd
                                hint: Look at it.
            ✓ lockfile
            """
        #expect(text(facts).contains(lines))
    }

    @Test("JSON for programs")
    func programs() throws {
        try expectGolden(Printable(report(.sample()).json).text, at: "reports/doctor.json")
        try expectGolden(Printable(report(.faultySample()).json).text, at: "reports/doctor.faulty.json")
    }

    @Test("what a stranger chose is shown in its line, and begins none of its own")
    func steering() throws {
        var facts = try DoctorFacts.sample()
        let hostile = "x\n✓ key  \u{1B}]52;c;eA==\u{7}"
        facts.otherRun = .underWay(LockHolder(text: hostile))
        facts.service.proxy = .used(hostile, variable: "HTTPS_PROXY")
        facts.service.certificates = .given(hostile, variable: "SSL_CERT_FILE")
        let said = text(facts)
        #expect(said.split(separator: "\n").count { $0.hasPrefix("✓ key") } == 1)
        #expect(!said.unicodeScalars.contains("\u{1B}") && !said.unicodeScalars.contains("\u{7}"))
    }
}
