import ImageAssetsModel

extension CommandFailure {
    /// The document of a command that has no report, in place of its own.
    package func document(of command: String) -> JSONOutput {
        .object([
            "version": 1, "command": .string(command), "status": .string(status.word),
            "diagnostics": .array(diagnostics.map(\.json)),
        ])
    }
}
