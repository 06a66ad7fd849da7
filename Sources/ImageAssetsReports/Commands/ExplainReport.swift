import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsSystem

package struct ExplainReport: CommandReport {
    private let explanation: Explanation
    package let command = "explain"

    package init(_ explanation: Explanation) {
        self.explanation = explanation
    }

    package func lines(output: Style, errors: Style) -> [Output] { [.output(explanation.text(output))] }

    package var members: [String: JSONOutput] { explanation.members }
}

extension Explanation {
    fileprivate func text(_ style: Style) -> String {
        var lines = [
            "\(step.name)", "  state        \(style.paint(step.state.word, step.state.hue))",
            "  output       \(step.image.output)",
        ]
        lines += step.reasons.map { "  because      \($0.sentence.plain)" }
        lines.append("  action       \(step.action.reported.planned)")
        if let why = why { lines.append("               \(why.plain)") }
        if let lastFailure { lines.append("  last attempt \(Self.text(lastFailure).plain)") }
        lines.append("  fingerprint  \(step.fingerprint)")
        lines.append("  made from    \(step.recipe.canonical.plain)")
        for reference in step.image.references {
            lines.append("  reference    \(reference.path)  \(reference.type.rawValue)  \(reference.sha256)")
        }
        if let entry {
            let marks = (entry.isPlaceholder ? "  placeholder" : "") + (entry.isAccepted ? "  accepted" : "")
            lines.append("  locked       \(entry.fingerprint)\(marks)")
            lines.append("               \(entry.asset.path)  \(entry.asset.sha256)")
        } else {
            lines.append("  locked       no entry")
        }
        if results.isEmpty && unusable.isEmpty { lines.append("  store        nothing for this fingerprint") }
        for result in results {
            let faults = violations(of: result)
            lines.append(
                "  store        \(result.digest)  \(result.facts.width)x\(result.facts.height)"
                    + (faults.isEmpty ? "" : "  breaks `expect`: it \(faults.listedFaults)")
            )
        }
        lines += unusable.map { result, cause in
            let what = result.head == nil ? "does not decode" : "holds no image"
            return "  store        \(result.sha256)  \(what): \(cause.sentence)".plain
        }
        lines += request.map { "  request      \($0.name): \($0.value.plain)" }
        if let requestFault { lines.append("  request      cannot be sent: \(requestFault.plain)") }
        lines.append("  prompt")
        lines += step.recipe.prompt.split(separator: "\n", omittingEmptySubsequences: false).map {
            "    | \(String($0).plain)"
        }
        return lines.joined(separator: "\n")
    }

    /// Why nothing comes of it, where that is known beforehand.
    private var why: String? {
        let image = ImageReport(planned: step)
        if case .protect(let protection) = step.action { return Note.protected(protection, step).sentence(commands) }
        return image.failure?.message ?? image.remark(commands)
    }

    private func violations(of result: UsableResult) -> [String] {
        step.image.violations(ofResult: result.digest, facts: result.facts, byteCount: result.byteCount)
    }

    private static func text(_ attempt: JournalEntry) -> String {
        let status = attempt.status.map { ", HTTP status \($0)" } ?? ""
        let outcome: String =
            switch attempt.outcome {
            case nil: "it ended with no answer and may have been charged"
            case "abandoned"?: "it was given up and may have been charged"
            case "unsent"?: "it was never sent"
            case let code? where ImageFailure.mayBeCharged(code, status: attempt.status):
                "it failed (\(code)\(status)) and may have been charged"
            case let code?: "it failed (\(code)\(status))"
            }
        return "\(outcome); attempt \(attempt.attempt), \(attempt.at.formatted(.iso8601))"
    }

    fileprivate var members: [String: JSONOutput] {
        [
            "name": .string(step.name.text), "state": .string(step.state.rawValue),
            "reasons": .array(step.reasons.map { .string($0.change.label) }),
            "changes": .array(step.reasons.compactMap(\.change.json)),
            "action": .string(step.action.reported.rawValue), "output": .string(step.image.output.text),
            "fingerprint": .string(step.fingerprint.description), "canonical": .string(step.recipe.canonical),
            "prompt": .string(step.recipe.prompt), "references": .array(step.image.references.map(Self.json)),
            "locked": entry.map(Self.json) ?? .null, "store": .array(results.map { .string($0.digest.hex) }),
            "request": .array(request.map { .object(["name": .string($0.name), "value": .string($0.value)]) }),
            "requestFault": .string(requestFault), "why": .string(why),
            "lastFailure": lastFailure.map(Self.json) ?? .null,
            "unusable": .array(
                unusable.map { .object(["sha256": .string($0.result.sha256), "fault": .string($0.cause.sentence)]) }),
        ]
    }

    private static func json(_ reference: Reference) -> JSONOutput {
        .object([
            "path": .string(reference.path.text), "type": .string(reference.type.rawValue),
            "sha256": .string(reference.sha256.hex),
        ])
    }

    private static func json(_ entry: LockEntry) -> JSONOutput {
        .object([
            "fingerprint": .string(entry.fingerprint.description), "path": .string(entry.asset.path.text),
            "sha256": .string(entry.asset.sha256.hex), "placeholder": .boolean(entry.isPlaceholder),
            "accepted": .boolean(entry.isAccepted),
        ])
    }

    private static func json(_ attempt: JournalEntry) -> JSONOutput {
        .object([
            "outcome": .string(attempt.outcome),
            "status": .integer(attempt.status), "attempt": .integer(attempt.attempt),
            "at": .string(attempt.at.formatted(.iso8601)),
        ])
    }
}
