import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

package struct PruneReport: LineReport {
    private let pruned: Prunings
    private let isDryRun: Bool
    private let commands: CommandForm
    package let commandName = "prune"

    package init(_ pruned: Prunings, isDryRun: Bool, commands: CommandForm = CommandForm()) {
        self.pruned = pruned
        self.isDryRun = isDryRun
        self.commands = commands
    }

    package var members: [String: JSONValue] {
        let members: [String: JSONValue] = [
            "dryRun": .boolean(isDryRun), "images": .array(pruned.images.map(\.json)),
            "renditions": .array(pruned.renditions.map(\.json)), "store": pruned.store.map(\.json) ?? .null,
        ]
        return members.merging([pruned.typedNames].json(commands)) { own, _ in own }
    }

    package var exitStatus: ExitStatus { pruned.exitStatus }

    package func lines(output: Style, errors: Style) -> [Output] {
        (pruned.images + pruned.renditions).map { image in
            .output("\(isDryRun ? "would prune" : "pruned")  \(image.name)  \(image.file(isDryRun: isDryRun))")
        } + (pruned.store?.lines(isDryRun: isDryRun) ?? [])
    }

    package var lastLine: String? {
        let verb = isDryRun ? "would be pruned" : "pruned"
        let (images, renditions) = (pruned.images, pruned.renditions)
        let parts = [
            images.isEmpty ? nil : renditions.isEmpty ? "\(images.count)" : count(images.count, "image"),
            renditions.isEmpty ? nil : count(renditions.count, "rendition"),
        ].compactMap { $0 }
        let sentences = [
            parts.isEmpty ? "Nothing to prune." : "\(parts.joined(separator: " and ")) \(verb).",
            pruned.store?.conclusion(isDryRun: isDryRun), isDryRun ? "Nothing was changed." : nil,
        ]
        return sentences.compactMap { $0 }.joined(separator: " ")
    }
}

extension Pruning {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name.text), "path": .string(path.text), "asset": .string(asset.word),
        ]
        if case .kept(let reason) = asset { members["reason"] = .string(reason.sentence) }
        return .object(members)
    }

    fileprivate func file(isDryRun: Bool) -> String {
        switch asset {
        case .deleted: "\(path) \(isDryRun ? "would be deleted" : "deleted")"
        case .none: "no file"
        case .modified: "\(path) stays: it is not what was published"
        case .accepted: "\(path) stays: it was accepted as somebody's work"
        case .kept(let reason): "\(path) stays: \(reason.sentence)"
        }
    }
}

extension Pruning.Asset {
    fileprivate var word: String {
        switch self {
        case .deleted: "deleted"
        case .none: "none"
        case .modified: "modified"
        case .accepted: "accepted"
        case .kept: "kept"
        }
    }
}

extension StorePruning {
    fileprivate var json: JSONValue {
        .object([
            "dropped": .array(
                dropped.map {
                    .object([
                        "fingerprint": .string($0.fingerprint.description), "sha256": .string($0.result.digest.hex),
                        "bytes": .integer($0.result.byteCount),
                    ])
                }
            ),
            "freedBytes": .integer(freedBytes), "otherFiles": .integer(otherFiles), "otherBytes": .integer(otherBytes),
        ])
    }

    /// One line for each result that went.
    fileprivate func lines(isDryRun: Bool) -> [Output] {
        dropped.map {
            .output(
                "\(isDryRun ? "would drop" : "dropped")  a result of \($0.result.received.formatted(.iso8601)) "
                    + "for \($0.fingerprint.digest.short)  " + $0.result.byteCount.asByteCount)
        }
    }

    fileprivate func conclusion(isDryRun: Bool) -> String {
        let verb = isDryRun ? "would be dropped" : "dropped"
        let dropped =
            dropped.isEmpty
            ? "No old results in the store."
            : "\(count(dropped.count, "old result")) \(verb) from the store, \(freedBytes.asByteCount) freed."
        if otherFiles == 0 { return dropped }
        return dropped + " \(count(otherFiles, "file")) that \(otherFiles == 1 ? "was" : "were") replaced or accepted "
            + "(\(otherBytes.asByteCount)) \(otherFiles == 1 ? "stays" : "stay") in \(StoreFolder.name)."
    }
}
