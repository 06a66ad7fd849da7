import ImageAssetsModel

/// What words of the command line stand for: images by their names or patterns of them, renditions by their paths.
package struct Targets: Sendable, Hashable {
    package var images: Set<ImageName> = []
    package var renditions: Set<PackagePath> = []

    package init(images: Set<ImageName> = [], renditions: Set<PackagePath> = []) {
        self.images = images
        self.renditions = renditions
    }
}

/// All that a manifest has that a word can stand for.
package struct TargetIndex {
    private let manifest: PackagePath
    private let names: Set<ImageName>
    private let renditions: Set<PackagePath>

    /// - Parameter renditions: empty where only names are asked for.
    package init(_ names: Set<ImageName>, _ renditions: Set<PackagePath> = [], in manifest: PackagePath) {
        self.manifest = manifest
        self.names = names
        self.renditions = renditions
    }

    /// A path is written below the package, as reports do, or below the manifest's folder, as the manifest does. A word
    /// that is a name is that image, and never one of its renditions.
    ///
    /// - Parameter commands: what a name may have been meant to be.
    package func targets(
        named words: [String], by naming: UsageError.Naming, orCommands commands: [String] = []
    ) throws(UsageError) -> Targets {
        var found = Targets()
        for word in words {
            let named = names.named(by: word)
            if !named.isEmpty {
                found.images.formUnion(named)
            } else if let path = rendition(at: word) {
                found.renditions.insert(path)
            } else {
                throw fault(of: word, by: naming, orCommands: commands)
            }
        }
        return found
    }

    /// Whether a word stands for anything.
    package func knows(_ word: String) -> Bool { !names.named(by: word).isEmpty || rendition(at: word) != nil }

    private func rendition(at word: String) -> PackagePath? {
        // As shells complete it.
        let text = word.hasPrefix("./") ? String(word.dropFirst(2)) : word
        guard !renditions.isEmpty, let path = try? PackagePath(text) else { return nil }
        return [path, path.inside(manifest.parent)].first { renditions.contains($0) }
    }

    /// Why a word stands for nothing, with what may have been meant.
    private func fault(
        of word: String, by naming: UsageError.Naming, orCommands commands: [String]
    ) -> UsageError {
        let names = names.map(\.text).sorted()
        if NamePattern(word) != nil { return .emptyPattern(word, naming, in: manifest, images: names) }
        let typed = TypedWord(word, commands: commands)
        let meant =
            typed.command.map(UsageError.Meaning.command)
            ?? NearestName.of(word, among: names + renditions.map(\.text).sorted()).map(UsageError.Meaning.image)
            ?? typed.nearCommand.map(UsageError.Meaning.command)
        return .unknownImage(word, naming, in: manifest, meant: meant)
    }
}
