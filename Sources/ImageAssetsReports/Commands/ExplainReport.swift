import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

package struct ExplainReport: LineReport {
    package let commandName = "explain"
    private let explanations: [Explanation]
    private let isOfPattern: Bool

    /// - Parameter word: what the command line says. The document of a name is about that image; that of a pattern has
    ///   `images`, also when it matches one: who writes the word knows what comes.
    package init(_ explanations: [Explanation], of word: String) {
        self.explanations = explanations
        isOfPattern = NamePattern(word) != nil
    }

    package func lines(output: Style, errors: Style) -> [Output] {
        [.output(explanations.map { $0.text(output) }.joined(separator: "\n\n"))]
    }

    package var members: [String: JSONValue] {
        isOfPattern
            ? ["images": .array(explanations.map { .object($0.members) })] : explanations.first?.members ?? [:]
    }
}

extension Explanation {
    fileprivate func text(_ style: Style) -> String {
        var lines = [
            "\(step.name)", "  state        \(style.paint(step.state.word, step.state.hue))",
            "  output       \(step.product.output)",
        ]
        lines += step.reasons.map { "  because      \($0.sentence.plain)" }
        lines.append("  action       \(step.action.reported.planned)")
        if let why = why { lines.append("               \(why.plain)") }
        if let lastAttempt { lines.append("  last attempt \(lastAttempt.plain)") }
        if let fingerprint = step.product.fingerprint { lines.append("  fingerprint  \(fingerprint)") }
        if let canonical = step.recipe.canonical { lines.append("  made from    \(canonical.plain)") }
        for (label, picture) in step.product.pictures.map({ ($0 == step.product.mask ? "mask     " : "reference", $0) })
        {
            let source = picture.input.image.map { "\(picture.path) of \($0)" } ?? picture.path.text
            let digest = picture.input.sha256?.hex ?? "known once it is made"
            lines.append("  \(label)    \(source)  \(picture.type.rawValue)  \(digest)")
        }
        if !step.after.isEmpty { lines.append("  after        \(step.after.map(\.text).listed)") }
        if let entry {
            let marks = (entry.isPlaceholder ? "  placeholder" : "") + (entry.isAccepted ? "  accepted" : "")
            lines.append("  locked       \(entry.fingerprint)\(marks)")
            lines.append("               \(entry.asset.path)  \(entry.asset.sha256)")
            if let labels = entry.asset.facts.labels {
                lines.append("  labels       \(labels.isEmpty ? "none" : labels.words)")
            }
        } else {
            lines.append("  locked       no entry")
        }
        lines += step.renditions.flatMap { self.lines(of: $0, style) }
        if results.isEmpty && unusable.isEmpty, step.product.fingerprint != nil {
            lines.append("  store        nothing for this fingerprint")
        }
        for result in results {
            let faults = violations(of: result)
            lines.append(
                "  store        \(result.digest)  \(result.facts.width)x\(result.facts.height)"
                    + Self.mark(of: result) + (faults.isEmpty ? "" : "  breaks `expect`: it \(faults.predicate)")
            )
        }
        lines += unusable.map { result, cause in
            let what = result.isUnread ? "holds no image" : "does not decode"
            return "  store        \(result.digest)  \(what): \(cause.sentence)".plain
        }
        lines += request.map { "  request      \($0.name): \($0.value.plain)" }
        if let requestFault { lines.append("  request      cannot be sent: \(requestFault.plain)") }
        lines.append("  prompt")
        lines += step.recipe.prompt.split(separator: "\n", omittingEmptySubsequences: false).map {
            "    | \(String($0).plain)"
        }
        if pieces.count > 1 { lines += ["  prompt from"] + pieces.lines.map { "    \($0)".plain } }
        return lines.joined(separator: "\n")
    }

    private static func mark(of result: UsableResult) -> String {
        switch result.mark {
        case nil, .givenUp?: ""
        case .chosen?: "  chosen"
        case .rejected(_, let note)?: "  rejected" + (note.map { ": \($0.plain)" } ?? "")
        }
    }

    /// The request as it would be sent, without a key; empty when nobody knows where to. The prompt has a place of its
    /// own.
    private var request: [(name: String, value: String)] {
        guard case .success(let url)? = endpoint else { return [] }
        let recipe = step.recipe
        return [("POST", "\(url)/\(recipe.path)"), ("Authorization", "Bearer (not shown)")]
            + recipe.fields(by: rules).filter { $0.name != "prompt" }.map { ($0.name, $0.value.text) }
            + zip(recipe.fileFields, step.product.pictures).map { field, picture in
                let size = picture.input.awaits == nil ? picture.byteCount.asByteCount : "known once it is made"
                return (field, "\(picture.path), \(size)")
            }
    }

    private var requestFault: String? {
        if case .failure(let fault)? = endpoint { "\(fault)" } else { nil }
    }

    private func violations(of result: UsableResult) -> [Violation] {
        step.product.violations(ofResult: result.digest, facts: result.facts, byteCount: result.byteCount)
    }

    fileprivate var members: [String: JSONValue] {
        [
            "name": .string(step.name.text), "state": .string(step.state.rawValue),
            "reasons": .array(step.reasons.map { .string($0.change.label) }),
            "changes": .array(step.reasons.compactMap(\.change.json)),
            "action": .string(step.action.reported.rawValue), "output": .string(step.product.output.text),
            "fingerprint": .string(step.product.fingerprint?.description), "canonical": .string(step.recipe.canonical),
            "prompt": .string(step.recipe.prompt), "promptPieces": .array(pieces.map(\.json)),
            "references": .array(step.product.references.map(Self.json)),
            "mask": step.product.mask.map(Self.json) ?? .null,
            "locked": entry.map(Self.json) ?? .null,
            "store": .array(results.filter { !$0.isRejected }.map { .string($0.digest.hex) }),
            "rejected": .array(results.filter(\.isRejected).map { .string($0.digest.hex) }),
            "request": .array(request.map { .object(["name": .string($0.name), "value": .string($0.value)]) }),
            "requestFault": .string(requestFault), "why": .string(why),
            "lastFailure": lastFailure.map(Self.json) ?? .null,
            "renditions": .array(step.renditions.map(json)),
            "unusable": .array(
                unusable.map {
                    .object(["sha256": .string($0.result.digest.hex), "fault": .string($0.cause.sentence)])
                }),
        ]
    }

    private static func json(_ reference: Reference) -> JSONValue {
        var members: [String: JSONValue] = [
            "path": .string(reference.path.text), "type": .string(reference.type.rawValue),
            "sha256": reference.input.sha256.map { .string($0.hex) } ?? .null,
        ]
        if let image = reference.input.image { members["image"] = .string(image.text) }
        return .object(members)
    }

    private static func json(_ entry: LockEntry) -> JSONValue {
        .object([
            "fingerprint": .string(entry.fingerprint.description), "path": .string(entry.asset.path.text),
            "sha256": .string(entry.asset.sha256.hex), "placeholder": .boolean(entry.isPlaceholder),
            "accepted": .boolean(entry.isAccepted), "labels": entry.asset.facts.labels?.json ?? .null,
        ])
    }

    private static func json(_ attempt: JournalEntry) -> JSONValue {
        .object([
            "outcome": attempt.outcome?.word.map(JSONValue.string) ?? .null,
            "status": attempt.outcome?.status.map(JSONValue.integer) ?? .null,
            "attempt": .integer(attempt.attempt.number),
            "at": .string(attempt.at.formatted(.iso8601)),
        ])
    }
}
