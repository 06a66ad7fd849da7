import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsText

extension Survey {
    /// The images that these words stand for, each a name or a pattern.
    ///
    /// - Parameter commands: what a name may have been meant to be.
    package func images(
        named words: [String], by naming: UsageError.Naming = .argument, orCommands commands: [String] = []
    ) throws(UsageError) -> Set<ImageName> {
        if words.isEmpty { return [] }
        return try index(takesRenditions: false).targets(named: words, by: naming, orCommands: commands).images
    }

    /// The same, where a word can be the path of a rendition, too.
    package func targets(
        named words: [String], by naming: UsageError.Naming = .argument
    ) throws(UsageError) -> Targets {
        words.isEmpty ? Targets() : try index().targets(named: words, by: naming)
    }

    /// Those of the words that stand for an image of the manifest at least, or for a rendition.
    package func known(_ words: [String]) -> [String] {
        if words.isEmpty { return [] }
        return words.filter(index().knows)
    }

    /// The images that these renditions are of.
    func images(with renditions: Set<PackagePath>) -> Set<ImageName> {
        if renditions.isEmpty { return [] }
        return Set(products.filter { $0.entry.renditions.contains { renditions.contains($0.output) } }.map(\.name))
    }

    private func index(takesRenditions: Bool = true) -> TargetIndex {
        let renditions = products.flatMap { image in image.entry.renditions.map { ($0.output, image.name) } }
        let sets = products.flatMap(\.entry.renditions.groups).compactMap { files in
            files.first?.set.map { ($0.path, files.map(\.output)) }
        }
        return TargetIndex(
            manifest.names, Dictionary(renditions) { first, _ in first }, sets: Dictionary(sets) { first, _ in first },
            takesRenditions: takesRenditions, swiftFile: manifest.swiftNames?.output, in: workspace.manifest)
    }
}
