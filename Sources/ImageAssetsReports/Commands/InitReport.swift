import ImageAssetsModel

package struct InitReport: CommandReport {
    /// Files that the text form names; the document names all.
    private static let shown = 20

    private let manifest: PackagePath
    private let adoptable: [PackagePath]
    private let catalog: PackagePath?
    private let target: PackagePath?
    private let commands: CommandForm
    package let command = "init"

    /// - Parameters:
    ///   - catalog: in which the manifest shows its image.
    ///   - target: the folder of one that pictures can be for.
    package init(
        _ manifest: PackagePath, adoptable: [PackagePath], catalog: PackagePath? = nil, target: PackagePath? = nil,
        commands: CommandForm
    ) {
        self.manifest = manifest
        self.adoptable = adoptable
        self.catalog = catalog
        self.target = target
        self.commands = commands
    }

    package var members: [String: JSONValue] {
        [
            "manifest": .string(manifest.text), "adoptable": .array(adoptable.map { .string($0.text) }),
            "catalog": .string(catalog?.text),
        ]
    }

    package func lines(output: Style, errors: Style) -> [Output] {
        var lines = ["Wrote \(manifest).", ""] + wayIntoTarget
        if !adoptable.isEmpty {
            lines += ["", "PNG files that it could adopt:"] + adoptable.prefix(Self.shown).map { "  \($0.text.plain)" }
            if adoptable.count > Self.shown { lines.append("  and \(adoptable.count - Self.shown) more") }
            lines.append("To adopt one, add an image with its path as \"output\", then run `accept NAME`.")
        }
        return lines.map(Output.output)
    }

    private var wayIntoTarget: [String] {
        if let catalog {
            return [
                "\(catalog.text.plain) is an asset catalog: the first image has an image set in it, so an app shows it by",
                "Image(\"hero\") or UIImage(named: \"hero\"). Without \"renditions\" it stays out of the catalog.",
            ]
        }
        let folder = target?.text.plain ?? "Sources/App"
        return [
            "For a target to have the pictures, let \"output\" lead into its folder: \"\(folder)/Images/${name}.png\";",
            "give it that folder in Package.swift: resources: [.process(\"Images\")]; and load one by Bundle.module.",
        ]
    }

    package var lastLine: String? {
        "Next: `\(commands("generate --placeholder"))` draws placeholders without a key."
    }
}
