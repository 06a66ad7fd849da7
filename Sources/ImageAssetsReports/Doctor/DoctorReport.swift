import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

package struct DoctorReport: LineReport {
    package let commandName = "doctor"
    let checkup: Checkup
    let words: DoctorWords

    package init(_ checkup: Checkup, _ commands: CommandForm) {
        self.checkup = checkup
        words = DoctorWords(checkup, commands)
    }

    package var exitStatus: ExitStatus { checkup.exitStatus }

    package var diagnostics: [Diagnostic] { checkup.facts.findings.map { $0.diagnostic(words.commands) } }

    /// Each line tells those that it is about, but where issues are wanted: those stand for themselves.
    package func untold(errors: Style) -> [Diagnostic] { errors.issueFolder == nil ? [] : diagnostics }

    // MARK: For people

    /// Each has its line, and what is to be done stands below it.
    package func lines(output: Style, errors: Style) -> [Output] {
        let width = Checkup.Subject.allCases.map(\.rawValue.cells).max() ?? 0
        var lines: [String] = []
        for subject in Checkup.Subject.allCases {
            let (sign, hue) = checkup.verdict(on: subject).sign
            let name = subject.rawValue
            let (message, below) = told(of: subject, output, areIssues: errors.issueFolder != nil)
            let gap = String(repeating: " ", count: width - name.cells)
            lines.append("\(output.paint(sign, hue)) \(name)\(gap)  \(message.plain)")
            lines += below.map { "  \(String(repeating: " ", count: width))  \($0)" }
        }
        if exitStatus == .done { lines += ["", conclusion] }
        return lines.map(Output.output)
    }

    /// One fault is told as such; of several each has its place below.
    ///
    /// - Parameter areIssues: whether they stand elsewhere already.
    private func told(
        of subject: Checkup.Subject, _ output: Style, areIssues: Bool
    ) -> (message: String, below: [String]) {
        let (message, hint) = words.words(for: subject)
        let faults = words.findings(on: subject)
        let errors = faults.count { $0.severity == .error }
        if faults.isEmpty || faults.count == 1 && errors == 1 && !areIssues {
            return (message, [hint?.plain].compactMap { $0 })
        }
        let below = areIssues ? [] : faults.flatMap { $0.diagnostic(words.commands).lines(output) }
        return (errors > 0 ? count(errors, "error") : message, below)
    }

    private var conclusion: String {
        let others = checkup.shortcomings.map(\.rawValue)
        let condition = checkup.leavesKeyOpen ? ", if the service takes the key" : ""
        let generate = "`\(words.commands("generate"))` can run\(condition)"
        return others.isEmpty ? "\(generate)." : "\(generate). See also: \(others.joined(separator: ", "))."
    }

    package var lastLine: String? {
        let obstacles = checkup.obstacles.map(\.rawValue)
        if obstacles.isEmpty { return nil }
        return "`\(words.commands("generate"))` cannot run: \(obstacles.joined(separator: ", "))."
    }

    // MARK: For programs

    package var members: [String: JSONValue] {
        let obstacles = Set(checkup.obstacles)
        return [
            "checks": .array(
                Checkup.Subject.allCases.map { subject in
                    let (message, hint) = words.words(for: subject)
                    let common: [String: JSONValue] = [
                        "id": .string(subject.rawValue), "state": .string(checkup.verdict(on: subject).word),
                        "blocks": .boolean(obstacles.contains(subject)), "message": .string(message),
                        "hint": .string(hint),
                    ]
                    return .object(common.merging(checkup.members(of: subject)) { common, _ in common })
                })
        ]
    }
}

extension Checkup.Verdict {
    fileprivate var sign: (String, Style.Hue?) {
        switch self {
        case .holds: ("✓", .good)
        case .fails(.some): ("✗", .error)
        case .fails(nil): ("✗", .warning)
        case .skipped: ("–", nil)
        }
    }

    fileprivate var word: String {
        switch self {
        case .holds: "ok"
        case .fails: "failed"
        case .skipped: "skipped"
        }
    }
}

extension Diagnostic {
    /// What is to be done stands below it.
    fileprivate func lines(_ style: Style) -> [String] {
        ["\(place.plain): \(style.label(severity)) \(message.plain)"]
            + [hint.map { "    hint: \($0.plain)" }].compactMap { $0 }
    }
}
