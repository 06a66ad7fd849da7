import ImageAssetsModel

package struct InitReport: CommandReport {
    /// Files that the text form names; the document names all.
    private static let shown = 20

    private let manifest: PackagePath
    private let adoptable: [PackagePath]
    private let commands: CommandForm
    package let command = "init"

    package init(_ manifest: PackagePath, adoptable: [PackagePath], commands: CommandForm) {
        self.manifest = manifest
        self.adoptable = adoptable
        self.commands = commands
    }

    package var members: [String: JSONValue] {
        ["manifest": .string(manifest.text), "adoptable": .array(adoptable.map { .string($0.text) })]
    }

    package func lines(output: Style, errors: Style) -> [Output] {
        var lines = ["Wrote \(manifest)."]
        if !adoptable.isEmpty {
            lines += ["", "PNG files that it could adopt:"] + adoptable.prefix(Self.shown).map { "  \($0.text.plain)" }
            if adoptable.count > Self.shown { lines.append("  and \(adoptable.count - Self.shown) more") }
            lines.append("To adopt one, add an image with its path as \"output\", then run `accept NAME`.")
        }
        return lines.map(Output.output)
    }

    package var lastLine: String? {
        "Next: `\(commands("generate --placeholder"))` draws placeholders without a key."
    }
}
