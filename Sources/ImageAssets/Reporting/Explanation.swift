import Foundation

/// Everything about one image, for people who want to know why.
package struct Explanation: Sendable {
    package let step: Step
    package let entry: LockEntry?
    package let results: [UsableResult]
    /// The request as it would be sent, without a key; empty when nobody knows where to.
    package let request: [(name: String, value: String)]
    /// Why it could not be sent.
    package let requestFault: String?

    /// - Parameter endpoint: the base URL, or why there is none: no fault of what is explained.
    package init(of name: ImageName, in survey: Survey, endpoint: Result<String, any Error>) {
        let plan = survey.plan(PlanOptions(names: [name]))
        step = plan.steps[0]
        entry = survey.lockfile.lockfile.images[name]
        results = survey.surroundings.results(step.fingerprint)
        switch endpoint {
        case .success(let url):
            request = Self.request(step, rules: survey.rules, endpoint: url)
            requestFault = nil
        case .failure(let fault):
            request = []
            requestFault = "\(fault)"
        }
    }

    package func text(_ style: Style) -> String {
        var lines = [
            "\(step.name)", "  state        \(style.paint(step.state.word, step.state.hue))",
            "  output       \(step.image.output)",
        ]
        lines += step.reasons.map { "  because      \($0.sentence.plain)" }
        lines.append("  action       \(step.action.reported.planned)")
        lines.append("  fingerprint  \(step.fingerprint)")
        lines.append("  made from    \(step.inputs.canonical.plain)")
        for reference in step.image.references {
            lines.append("  reference    \(reference.path)  \(reference.type.rawValue)  \(reference.sha256)")
        }
        if let entry {
            lines.append("  locked       \(entry.fingerprint)\(entry.isPlaceholder ? "  a stand-in" : "")")
            lines.append("               \(entry.asset.path)  \(entry.asset.sha256)")
        } else {
            lines.append("  locked       no entry")
        }
        if results.isEmpty { lines.append("  store        nothing for this fingerprint") }
        for result in results {
            lines.append("  store        \(result.digest)  \(result.facts.width)x\(result.facts.height)")
        }
        lines += request.map { "  request      \($0.name): \($0.value.plain)" }
        if let requestFault { lines.append("  request      cannot be sent: \(requestFault.plain)") }
        lines.append("  prompt")
        lines += step.inputs.prompt.split(separator: "\n", omittingEmptySubsequences: false).map {
            "    | \(String($0).plain)"
        }
        return lines.joined(separator: "\n")
    }

    package var json: JSONOutput {
        .object([
            "version": 1, "command": "explain", "status": "ok", "name": .string(step.name.text),
            "state": .string(step.state.rawValue),
            "reasons": .array(step.reasons.map { .string($0.label) }),
            "changes": .array(step.reasons.compactMap(\.change)),
            "action": .string(step.action.reported.rawValue), "output": .string(step.image.output.text),
            "fingerprint": .string(step.fingerprint.description), "canonical": .string(step.inputs.canonical),
            "prompt": .string(step.inputs.prompt),
            "references": .array(
                step.image.references.map {
                    .object([
                        "path": .string($0.path.text), "type": .string($0.type.rawValue),
                        "sha256": .string($0.sha256.hex),
                    ])
                }
            ),
            "locked": entry.map {
                .object([
                    "fingerprint": .string($0.fingerprint.description), "path": .string($0.asset.path.text),
                    "sha256": .string($0.asset.sha256.hex), "placeholder": .boolean($0.isPlaceholder),
                ])
            } ?? .null,
            "store": .array(results.map { .string($0.digest.hex) }),
            "request": .array(
                request.map { .object(["name": .string($0.name), "value": .string($0.value)]) }
            ),
            "requestFault": requestFault.map(JSONOutput.string) ?? .null,
        ])
    }

    private static func request(
        _ step: Step, rules: ServiceRules, endpoint: String
    ) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = [
            ("POST", "\(endpoint)/images/\(step.inputs.operation.rawValue)"),
            ("Authorization", "Bearer (not shown)"),
            ("model", step.inputs.model),
            ("n", "1"),
            ("size", step.inputs.size.description),
        ]
        fields += rules.fixedFields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        fields += step.inputs.parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }
        let part = step.image.references.count == 1 ? "image" : "image[]"
        for reference in step.image.references {
            fields.append((part, "\(reference.path), \(reference.byteCount.asByteCount)"))
        }
        return fields
    }
}
