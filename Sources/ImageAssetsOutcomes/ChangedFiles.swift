import ImageAssetsModel
import ImageAssetsText

/// What a run leaves to be committed, and where whoever commits it stands.
package struct ToCommit: Sendable, Hashable {
    /// Files and folders, from the package's folder.
    package let paths: [String]
    /// The package's folder, as a shell in the current one names it; nil: that is it.
    package let folder: String?

    package init(paths: [String], folder: String? = nil) {
        self.paths = paths
        self.folder = folder
    }
}

extension Report {
    /// Whether a run has brought pictures that nobody has seen.
    package var hasNewPictures: Bool { count(.generated) > 0 }

    /// Whether a run that went well has made anything that was not there: not where all is as it was, and not where
    /// placeholders stand in for images that are to come.
    package var hasNews: Bool {
        command == .generate && cause == .settled && count(.drawn) == 0
            && (count(.generated) + count(.moved) > 0 || !newRenditions.isEmpty || !newNames.isEmpty)
    }

    private var newRenditions: [RenditionReport] {
        images.flatMap(\.renditions).filter { [.rendered, .moved].contains($0.action) }
    }

    private var newNames: [String] { typedNames.filter { $0.action == .written }.map(\.names.output.text) }

    /// What it has changed besides its store, with the lockfile at the end: a few pictures by themselves, of more their
    /// folders. Empty where even those are too many to name.
    package var changedPaths: [String] {
        if !hasNews { return [] }
        let assets = images.filter { [.generated, .moved, .restored].contains($0.action) }
            .flatMap { [$0.output.text] + $0.removes.map(\.text) }
        let made = newRenditions.map { ($0.output.text, catalog: Self.catalog(around: $0.output.text)) }
        let pictures = Self.few(Set(assets + made.filter { $0.catalog == nil }.map(\.0)))
        let others = Set(made.compactMap(\.catalog) + newNames)
        let paths = pictures + others.sorted()
        return paths.count > 10 ? [] : paths + [manifest?.lockfile.text].compactMap { $0 }
    }

    /// It has files of its own beside the pictures.
    private static func catalog(around path: String) -> String? {
        let parts = path.split(separator: "/")
        return parts.firstIndex { $0.hasSuffix(".xcassets") }.map { parts[...$0].joined(separator: "/") }
    }

    /// Of more than a few the outermost folders; those in the package's own folder stay what they are: it has more.
    private static func few(_ files: Set<String>) -> [String] {
        if files.count <= 3 { return files.sorted() }
        let folders = Set(files.map { path in path.lastSlash.map { String(path[..<$0]) } ?? path })
        return folders.filter { folder in !folders.contains { folder.hasPrefix($0 + "/") } }.sorted()
    }
}
