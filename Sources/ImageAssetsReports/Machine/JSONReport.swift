import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

/// The one document that `--format json` puts on standard output.
extension Report {
    package var members: [String: JSONValue] {
        let left = Dictionary(grouping: orphanRenditions) { ImageOfManifest(name: $0.image, manifest: $0.manifest) }
        let images = images.map { image in
            // Those that it declares, and those that only the lockfile has.
            let commands = commands(for: image)
            let orphans = left[ImageOfManifest(name: image.name, manifest: image.manifest)] ?? []
            return image.json(image.remark(self), image.renditions.map { $0.json(commands) } + orphans.map(\.json))
        }
        var members: [String: JSONValue] = [
            "images": .array(images + orphans.map(orphan)),
            "summary": .object([
                "generated": .integer(count(.generated)),
                "drawn": .integer(count(.drawn)),
                "restored": .integer(count(.restored)),
                "moved": .integer(count(.moved)),
                "upToDate": .integer(upToDate),
                "protected": .integer(count(.protected)),
                "failed": .integer(count(.failed)),
                "notStarted": .integer(count(.notStarted)),
                "orphans": .integer(orphans.count),
                "requests": .integer(requests),
                "renditions": RenditionCounts(self).json,
            ]),
        ]
        members.merge(typedNames.map(Optional.some).json(commands())) { own, _ in own }
        if !outOfDateElsewhere.isEmpty {
            members["outOfDateElsewhere"] = .array(outOfDateElsewhere.map { .string($0.text) })
        }
        return members.merging(money) { member, _ in member }
    }

    private struct ImageOfManifest: Hashable {
        let name: ImageName
        let manifest: PackagePath?
    }

    private func orphan(_ orphan: Orphan) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(orphan.name.text), "state": .string(ImageState.orphan.rawValue), "reasons": [],
            "changes": [], "action": .string(ReportedAction.none.rawValue), "note": .string(Orphan.note),
        ]
        if let manifest = orphan.manifest { members["manifest"] = .string(manifest.text) }
        return .object(members)
    }
}

extension ImageReport {
    fileprivate func json(_ remark: String?, _ renditions: [JSONValue]) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name.text),
            "state": .string(state.rawValue),
            "reasons": .array(reasons.map { .string($0.change.label) }),
            "changes": .array(reasons.compactMap(\.change.json)),
            "action": .string(action.rawValue),
            "output": .string(output.text),
        ]
        if let fingerprint { members["fingerprint"] = .string(fingerprint.description) }
        if let asset {
            members["width"] = .integer(asset.facts.width)
            members["height"] = .integer(asset.facts.height)
            members["bytes"] = .integer(asset.byteCount)
            members["sha256"] = .string(asset.sha256.hex)
            members["labels"] = asset.facts.labels?.json
        }
        if let manifest { members["manifest"] = .string(manifest.text) }
        if let asked { members["asked"] = .string(asked.description) }
        if !after.isEmpty { members["after"] = .array(after.map { .string($0.text) }) }
        if !removes.isEmpty { members["removes"] = .array(removes.map { .string($0.text) }) }
        if attempts > 0 { members["attempts"] = .integer(attempts) }
        if let requestID { members["requestID"] = .string(requestID.description) }
        if !renditions.isEmpty { members["renditions"] = .array(renditions) }
        if let remark { members["note"] = .string(remark) }
        if let candidates { members["candidates"] = candidates.json }
        if let failure { members["error"] = failure.json }
        return .object(members)
    }
}

extension CandidateReport {
    fileprivate var json: JSONValue {
        .object([
            "wanted": .integer(wanted), "present": .integer(present), "fetched": .integer(fetched),
            "failed": .array(failures.map(\.json)),
        ])
    }
}

extension ImageFailure {
    var json: JSONValue {
        var members: [String: JSONValue] = ["code": .string(code.rawValue), "message": .string(message)]
        if let status { members["status"] = .integer(status) }
        return .object(members)
    }
}

extension Diagnostic {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "severity": .string(severity.rawValue), "message": .string(message),
        ]
        if !file.isEmpty { members["file"] = .string(file) }
        if let location {
            members["line"] = .integer(location.line)
            members["column"] = .integer(location.column)
        }
        if let hint { members["hint"] = .string(hint) }
        return .object(members)
    }
}
