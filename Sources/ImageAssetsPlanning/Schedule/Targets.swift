import ImageAssetsModel
import ImageAssetsText

/// What words of the command line stand for: images by their names, renditions by their paths, all of a set by its
/// folder's; each also by a pattern.
package struct Targets: Sendable, Hashable {
    package var images: Set<ImageName> = []
    /// And the Swift file, where it may be given up.
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
    private let renditions: [PackagePath: ImageName]
    /// By each path that a word can be, what lies there.
    private let places: [PackagePath: [PackagePath]]
    private let takesRenditions: Bool
    private let swiftFile: PackagePath?

    /// - Parameters:
    ///   - renditions: the image of each.
    ///   - sets: those of each set, by its folder.
    ///   - takesRenditions: whether a word can stand for one, too.
    package init(
        _ names: Set<ImageName>, _ renditions: [PackagePath: ImageName], sets: [PackagePath: [PackagePath]] = [:],
        takesRenditions: Bool = true, swiftFile: PackagePath? = nil, in manifest: PackagePath
    ) {
        self.manifest = manifest
        self.names = names
        self.renditions = renditions
        let single = renditions.keys.map { ($0, [$0]) }
        places = sets.merging(single) { set, _ in set }
        self.takesRenditions = takesRenditions
        self.swiftFile = swiftFile
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
                continue
            }
            if let swiftFile, paths(by: word).contains(swiftFile) {
                guard naming == .overwrite else { throw .swiftFile(word, naming) }
                found.renditions.insert(swiftFile)
                continue
            }
            let paths = renditions(at: word)
            guard takesRenditions, !paths.isEmpty else {
                throw fault(of: word, paths, by: naming, orCommands: commands)
            }
            found.renditions.formUnion(paths)
        }
        return found
    }

    /// Whether a word stands for anything.
    package func knows(_ word: String) -> Bool {
        !names.named(by: word).isEmpty || !renditions(at: word).isEmpty
            || swiftFile.map(paths(by: word).contains) ?? false
    }

    private func renditions(at word: String) -> Set<PackagePath> {
        // As shells complete it.
        var text = word.hasPrefix("./") ? String(word.dropFirst(2)) : word
        while text.utf8.count > 1, text.utf8.last == UInt8(ascii: "/") { text.removeLast() }
        if let pattern = NamePattern(text) {
            // One without is of names alone: `*` gives up no rendition.
            guard text.utf8.contains(UInt8(ascii: "/")) else { return [] }
            let matched = places.filter { path, _ in
                pattern.matches(path.text)
                    || path.relative(to: manifest.parent).map { pattern.matches($0.text) } ?? false
            }
            return Set(matched.values.joined())
        }
        if places.isEmpty { return [] }
        return Set(paths(by: text).lazy.compactMap { [places] in places[$0] }.first ?? [])
    }

    /// Those that a word that is no pattern can be.
    private func paths(by word: String) -> [PackagePath] {
        guard let path = try? PackagePath(word.hasPrefix("./") ? String(word.dropFirst(2)) : word) else { return [] }
        return [path, path.inside(manifest.parent)]
    }

    /// Why a word stands for nothing, with what may have been meant.
    private func fault(
        of word: String, _ paths: Set<PackagePath>, by naming: UsageError.Naming, orCommands commands: [String]
    ) -> UsageError {
        if let path = paths.min(), let image = renditions[path] { return .rendition(word, naming, of: image) }
        let names = names.map(\.text).sorted()
        let paths = takesRenditions ? places.keys.map(\.text).sorted() : []
        if NamePattern(word) != nil { return .emptyPattern(word, naming, in: manifest, images: names) }
        let typed = TypedWord(word, commands: commands)
        let meant =
            typed.command.map(UsageError.Meaning.command)
            ?? NearestName.of(word, among: names + paths).map(UsageError.Meaning.image)
            ?? typed.nearCommand.map(UsageError.Meaning.command)
        return .unknownImage(word, naming, in: manifest, meant: meant)
    }
}
