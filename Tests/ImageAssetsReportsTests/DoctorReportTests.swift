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

    private func text(_ facts: DoctorFacts) -> String {
        let report = report(facts)
        let lines = report.lines(output: .plain, errors: .plain).map { line in
            if case .output(let text) = line { text + "\n" } else { "" }
        }
        return lines.joined() + (report.lastLine.map { "last line: \($0)\n" } ?? "")
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

    @Test("JSON for programs")
    func programs() throws {
        try expectGolden(Printable(report(.sample()).document).text, at: "reports/doctor.json")
        try expectGolden(Printable(report(.faultySample()).document).text, at: "reports/doctor.faulty.json")
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
