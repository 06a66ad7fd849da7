import ImageAssetsModel
import ImageAssetsText
import ImageAssetsWords

package struct InitReport: LineReport {
    /// Files that the text form names; the document names all.
    private static let shown = 20

    private let manifest: PackagePath
    private let adoptable: [PackagePath]
    private let catalog: PackagePath?
    private let resource: String?
    private let target: PackagePath?
    private let commands: CommandForm
    package let commandName = "init"

    /// - Parameters:
    ///   - catalog: in which the manifest shows its image.
    ///   - resource: where that lies in a target of the package; nil: in none.
    ///   - target: the folder of one that pictures can be for.
    package init(
        _ manifest: PackagePath, adoptable: [PackagePath], catalog: PackagePath? = nil, resource: String? = nil,
        target: PackagePath? = nil, commands: CommandForm
    ) {
        self.manifest = manifest
        self.adoptable = adoptable
        self.catalog = catalog
        self.resource = resource
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
            // A single one that is left takes no more room than that there is one.
            let shown = adoptable.count == Self.shown + 1 ? adoptable.count : Self.shown
            lines += ["", "PNG files that it could adopt:"] + adoptable.prefix(shown).map { "  \($0.text.plain)" }
            if adoptable.count > shown { lines.append("  and \(adoptable.count - shown) more") }
            lines.append("To adopt one, add an image with its path as \"output\", then run `accept NAME`.")
        }
        return lines.map(Output.output)
    }

    private var wayIntoTarget: [String] {
        if let catalog {
            return [
                "\(catalog.text.plain) is an asset catalog: the first image has an image set in it, so "
                    + "an app shows it by",
                "Image(\"hero\") or UIImage(named: \"hero\"). Without \"renditions\" it stays out of the catalog.",
            ] + wayIntoPackage
        }
        let folder = target?.text.plain ?? "Sources/App"
        return [
            "For a target to have the pictures, let \"output\" lead into its folder: \"\(folder)/Images/${name}.png\";",
            "give it that folder in Package.swift: resources: [.process(\"Images\")]; and load one by Bundle.module.",
        ]
    }

    /// What a catalog needs that lies in a target of the package.
    private var wayIntoPackage: [String] {
        guard let resource else { return [] }
        let literal = JSONValue.string(resource).canonicalText.plain
        return [
            "It lies in a target of this package: with resources: [.process(\(literal))] in Package.swift",
            "that target shows the image by Image(\"hero\", bundle: .module).",
        ]
    }

    package var lastLine: String? {
        "Next: `\(commands("generate --placeholder"))` draws placeholders without a key."
    }
}
