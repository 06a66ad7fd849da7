extension [Acceptance] {
    /// The document of `accept --format json`.
    package var json: JSONOutput {
        .object([
            "version": 1, "command": "accept",
            "images": .array(
                map { acceptance in
                    switch acceptance.result {
                    case .success(let asset):
                        .object([
                            "name": .string(acceptance.name.text), "output": .string(acceptance.output.text),
                            "sha256": .string(asset.sha256.hex), "width": .integer(asset.facts.width),
                            "height": .integer(asset.facts.height), "bytes": .integer(asset.byteCount), "error": .null,
                        ])
                    case .failure(let refusal):
                        .object([
                            "name": .string(acceptance.name.text), "output": .string(acceptance.output.text),
                            "error": .object(["message": .string(String(describing: refusal))]),
                        ])
                    }
                }
            ),
        ])
    }
}

extension [Pruning] {
    /// The document of `prune --format json`.
    package var json: JSONOutput {
        .object([
            "version": 1, "command": "prune",
            "images": .array(
                map {
                    .object([
                        "name": .string($0.name.text), "path": .string($0.path.text),
                        "asset": .string($0.asset.rawValue),
                    ])
                }
            ),
        ])
    }
}
