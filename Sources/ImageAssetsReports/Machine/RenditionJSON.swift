import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

extension RenditionReport {
    /// As the document of a report has it, below its image.
    func json(_ commands: CommandForm) -> JSONValue {
        var members: [String: JSONValue] = [
            "output": .string(output.text),
            "state": .string(state.rawValue),
            "reasons": .array(reasons.map { .string($0.change.label) }),
            "changes": .array(reasons.compactMap(\.change.json)),
            "action": .string(action.rawValue),
        ]
        if let set = rendition.set { members["set"] = .string(set.path.text) }
        if let other = rendition.source { members["of"] = .string(other.text) }
        if let recipe { members["fingerprint"] = .string(recipe.fingerprint.description) }
        if let record { members.merge(record.members) { member, _ in member } }
        if let note = remark(commands), failure == nil { members["note"] = .string(note) }
        if let failure { members["error"] = failure.json }
        return .object(members)
    }
}

extension LockedRendition {
    /// What stands in its place, as documents have it.
    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "bytes": .integer(byteCount), "sha256": .string(sha256.hex),
        ]
        if let picture {
            members["width"] = .integer(picture.width)
            members["height"] = .integer(picture.height)
            members["labels"] = picture.labels.json
        }
        if isAccepted { members["accepted"] = .boolean(true) }
        if isPlaceholder { members["placeholder"] = .boolean(true) }
        return members
    }
}

extension RenditionFailure {
    var json: JSONValue { .object(["code": .string(code.rawValue), "message": .string(message)]) }
}

extension OrphanRendition {
    var json: JSONValue {
        .object([
            "output": .string(path.text), "state": .string(ImageState.orphan.rawValue), "reasons": [], "changes": [],
            "action": .string(RenditionReport.Action.none.rawValue), "note": .string(Self.note),
        ])
    }
}
