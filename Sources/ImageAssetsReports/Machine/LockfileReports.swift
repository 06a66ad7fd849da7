import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsSystem

extension [Acceptance] {
    /// The document of `accept --format json`.
    package var json: JSONOutput {
        .object([
            "version": 1, "command": "accept",
            "status": .string(allSatisfy(\.isAccepted) ? ExitStatus.done.word : ExitStatus.failed.word),
            "diagnostics": [],
            "images": .array(
                map { acceptance in
                    switch acceptance.result {
                    case .success(let asset):
                        .object([
                            "name": .string(acceptance.name.text), "output": .string(acceptance.output.text),
                            "sha256": .string(asset.sha256.hex), "width": .integer(asset.facts.width),
                            "height": .integer(asset.facts.height), "bytes": .integer(asset.byteCount), "error": .null,
                            "accepted": .boolean(acceptance.isMarked),
                        ])
                    case .failure(let refusal):
                        .object([
                            "name": .string(acceptance.name.text), "output": .string(acceptance.output.text),
                            "error": .object(["message": .string(refusal.sentence)]),
                        ])
                    }
                }
            ),
        ])
    }
}

/// The document of `prune --format json`; `store` is null without `--store`.
package func pruneDocument(_ images: [Pruning], _ store: StorePruning?, isDryRun: Bool) -> JSONOutput {
    .object([
        "version": 1, "command": "prune", "status": "ok", "dryRun": .boolean(isDryRun), "diagnostics": [],
        "images": .array(
            images.map { pruning in
                var members: [String: JSONOutput] = [
                    "name": .string(pruning.name.text), "path": .string(pruning.path.text),
                    "asset": .string(pruning.asset.rawValue),
                ]
                if let reason = pruning.reason { members["reason"] = .string(reason.sentence) }
                return .object(members)
            }
        ),
        "store": store.map(\.json) ?? .null,
    ])
}

extension StorePruning {
    fileprivate var json: JSONOutput {
        .object([
            "dropped": .array(
                dropped.map {
                    .object([
                        "fingerprint": .string($0.fingerprint.description), "sha256": .string($0.result.sha256),
                        "bytes": .integer($0.result.byteCount),
                    ])
                }
            ),
            "freedBytes": .integer(freedBytes), "otherFiles": .integer(otherFiles), "otherBytes": .integer(otherBytes),
        ])
    }

    /// One line for each result that went.
    package func lines(isDryRun: Bool) -> [String] {
        dropped.map {
            "\(isDryRun ? "would go" : "dropped")  a result of \($0.result.received.formatted(.iso8601)) "
                + "for \($0.fingerprint.digest.short)  " + $0.result.byteCount.asByteCount
        }
    }

    package func conclusion(isDryRun: Bool) -> String {
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

extension Acceptance.Refusal {
    package var sentence: String {
        switch self {
        case .absent: "is missing"
        case .obstacle(let what): what
        case .pointer: "is a Git LFS pointer, not the image itself: run `git lfs pull`, which costs nothing"
        case .placeholder: "is a placeholder"
        case .undecodable(let problem): "does not decode: \(problem)"
        case .convertedLineEndings:
            "is a PNG whose line endings were converted: write `*.png binary` into .gitattributes, then bring it "
                + "back with `git checkout`, which costs nothing"
        case .expectation(let violations): violations.listedFaults
        case .unreadable(let problem): problem
        }
    }
}
