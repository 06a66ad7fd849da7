import ImageAssetsComposition
import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText
import Testing

/// A manifest composed from its text and those of the files that it names, by their paths.
package func compose(
    _ text: String, files: [String: String] = [:], formats: Set<RenditionFormat> = Set(RenditionFormat.allCases)
) throws -> ComposedManifest {
    let path = try PackagePath("images.json")
    var found = ManifestFiles()
    for (name, text) in files { found.prompts[try PackagePath(name)] = .text(text) }
    return try Composer.compose(
        ManifestParser.parse(SourceText(text), file: path), of: path, found, formats: formats)
}

/// All that is said of a manifest, right or wrong.
package func diagnostics(
    _ text: String, files: [String: String] = [:], formats: Set<RenditionFormat> = Set(RenditionFormat.allCases)
) throws -> [String] {
    do {
        return try compose(text, files: files, formats: formats).warnings.map(\.description)
    } catch let found as Diagnostics {
        return found.all.map(\.description)
    }
}

extension ComposedManifest {
    package var prompts: [String: String] {
        Dictionary(uniqueKeysWithValues: products.map { ($0.name.text, $0.recipe.prompt) })
    }

    package var fingerprints: [String: Fingerprint?] {
        Dictionary(uniqueKeysWithValues: products.map { ($0.name.text, $0.fingerprint) })
    }
}
