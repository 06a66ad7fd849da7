import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsPlanning

/// A manifest composed from its text and those of the files that it names, by their paths.
func compose(_ text: String, files: [String: String] = [:]) throws -> ComposedManifest {
    let path = try PackagePath("images.json")
    var found = ManifestFiles()
    for (name, text) in files { found.prompts[try PackagePath(name)] = .text(text) }
    return try Composer.compose(ManifestParser.parse(SourceText(text), file: path), of: path, found)
}

/// All that is said of a manifest, right or wrong.
func diagnostics(_ text: String, files: [String: String] = [:]) throws -> [String] {
    do {
        return try compose(text, files: files).warnings.map(\.description)
    } catch let found as Diagnostics {
        return found.all.map(\.description)
    }
}

extension ComposedManifest {
    var prompts: [String: String] {
        Dictionary(uniqueKeysWithValues: products.map { ($0.name.text, $0.recipe.prompt) })
    }

    var fingerprints: [String: Fingerprint?] {
        Dictionary(uniqueKeysWithValues: products.map { ($0.name.text, $0.fingerprint) })
    }
}
