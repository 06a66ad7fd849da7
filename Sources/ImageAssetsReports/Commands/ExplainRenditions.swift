import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

/// Everything about the renditions of an image that is explained: what each was and would be made from.
extension Explanation {
    func lines(of step: RenditionStep, _ style: Style) -> [String] {
        let report = RenditionReport(step)
        let head = "\(step.output)  \(style.paint(step.state.word, step.state.hue))  \(report.action.planned)"
        var lines = ["  rendition    \(head)"]
        if let other = step.rendition.source { lines.append("               shows \(other)") }
        lines += step.reasons.map { "               because \($0.sentence.plain)" }
        if let remark = report.remark(commands) { lines.append("               \(remark.plain)") }
        if let recipe = step.recipe {
            lines.append("               fingerprint \(recipe.fingerprint)")
            lines.append("               made from \(recipe.canonical.plain)")
        } else {
            lines.append("               made from an asset whose bytes are known once it is made")
        }
        guard let record = step.record else { return lines + ["               locked: no entry"] }
        let marks = (record.isPlaceholder ? "  placeholder" : "") + (record.isAccepted ? "  accepted" : "")
        lines.append("               locked \(record.fingerprint)\(marks)")
        guard let picture = record.picture else {
            return lines + ["               \(record.sha256)  \(record.byteCount.asByteCount)"]
        }
        let labels = picture.labels.isEmpty ? "none" : picture.labels.sorted().map(\.rawValue).joined(separator: ", ")
        return lines + [
            "               \(record.sha256)  \(picture.width)x\(picture.height)  "
                + "\(record.byteCount.asByteCount)  labels: \(labels)",
            "               of the asset \(picture.asset)",
        ]
    }

    func json(_ step: RenditionStep) -> JSONValue {
        let report = RenditionReport(step)
        var locked = JSONValue.null
        if let record = step.record {
            var members = record.members
            members["fingerprint"] = .string(record.fingerprint.description)
            members["recipe"] = record.recipe
            if let picture = record.picture { members["asset"] = .string(picture.asset.hex) }
            locked = .object(members)
        }
        var members: [String: JSONValue] = [
            "output": .string(step.output.text), "state": .string(step.state.rawValue),
            "reasons": .array(step.reasons.map { .string($0.change.label) }),
            "changes": .array(step.reasons.compactMap(\.change.json)), "action": .string(report.action.rawValue),
            "fingerprint": .string(step.recipe?.fingerprint.description), "canonical": .string(step.recipe?.canonical),
            "asset": .string(step.recipe?.asset?.hex), "locked": locked, "why": .string(report.remark(commands)),
        ]
        if let other = step.rendition.source { members["of"] = .string(other.text) }
        return .object(members)
    }
}
