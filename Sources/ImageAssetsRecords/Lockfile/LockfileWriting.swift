import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsText

extension Lockfile {
    /// The file as it is committed: the same lockfile gives the same bytes, whoever writes it, wherever and whenever.
    package func text(for manifest: PackagePath) -> String {
        JSONValue.object([
            "version": .integer(Self.version),
            "images": .object(
                images.map { .init($0.key.text, $0.value.json(relativeTo: manifest.parent)) }
            ),
        ]).prettyText
    }
}

extension LockEntry {
    fileprivate func json(relativeTo folder: PackagePath?) -> JSONValue {
        var members: [String: JSONValue] = [
            "fingerprint": .string(fingerprint.description),
            "inputs": recipe.json(relativeTo: folder),
            "asset": asset.json(relativeTo: folder),
        ]
        if let mark = kind.key { members[mark] = .boolean(true) }
        if let revisedPrompt { members["revisedPrompt"] = .string(revisedPrompt) }
        members["labels"] = asset.facts.labels?.json
        if !renditions.isEmpty {
            members["renditions"] = .object(
                renditions.map { .init($0.key.written(in: folder), $0.value.json) })
        }
        return .object(members)
    }
}

extension Recipe {
    fileprivate func json(relativeTo folder: PackagePath?) -> JSONValue {
        var members: [String: JSONValue] = [
            "operation": .string(operation.rawValue),
            "model": .string(model),
            "prompt": .array(
                prompt.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map {
                    .string(String(decoding: $0, as: UTF8.self))
                }),
            "size": .string(size.description),
        ]
        if !parameters.isEmpty { members["parameters"] = .object(parameters.mapValues(\.json)) }
        if !references.isEmpty {
            members["references"] = .array(references.map { $0.json(relativeTo: folder) })
        }
        if let mask { members["mask"] = mask.json(relativeTo: folder) }
        if let variant { members["variant"] = .integer(variant) }
        return .object(members)
    }
}

extension Input {
    fileprivate func json(relativeTo folder: PackagePath?) -> JSONValue {
        var members: [String: JSONValue] = [
            "path": .string(path.written(in: folder)),
            "sha256": sha256.map { .string($0.hex) } ?? .null,
            "type": .string(type.rawValue),
        ]
        if let image { members["image"] = .string(image.text) }
        return .object(members)
    }
}

extension LockedAsset {
    fileprivate func json(relativeTo folder: PackagePath?) -> JSONValue {
        var members: [String: JSONValue] = [
            "path": .string(path.written(in: folder)),
            "sha256": .string(sha256.hex),
            "bytes": .integer(byteCount),
            "width": .integer(facts.width),
            "height": .integer(facts.height),
            "bitDepth": .integer(facts.bitDepth),
            "colorType": .string(facts.colorType.rawValue),
        ]
        if facts.isTransparent { members["transparent"] = .boolean(true) }
        if facts.isBlank { members["blank"] = .boolean(true) }
        return .object(members)
    }
}

extension LockedRendition {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "recipe": recipe,
            "fingerprint": .string(fingerprint.description),
            "sha256": .string(sha256.hex),
            "bytes": .integer(byteCount),
        ]
        if let picture {
            members["asset"] = .string(picture.asset.hex)
            members["width"] = .integer(picture.width)
            members["height"] = .integer(picture.height)
            members["labels"] = picture.labels.json
        }
        if let mark = kind.key { members[mark] = .boolean(true) }
        return .object(members)
    }
}

extension Set<ProvenanceLabel> {
    package var json: JSONValue { .array(sorted().map { .string($0.rawValue) }) }
}

extension PackagePath {
    /// As the lockfile writes it: relative to its own folder, below which every path of a manifest lies.
    fileprivate func written(in folder: PackagePath?) -> String {
        relative(to: folder)?.text ?? text
    }
}
