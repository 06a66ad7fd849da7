import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsStore
import ImageAssetsText

/// What words of a command line can stand for, by the manifest's own text alone: for shells that complete them.
///
/// Nothing else is read, no lockfile and no store, and nothing is written. Of a manifest with faults there is what can
/// be understood, or nothing: a line that is being typed is no place to say so.
package struct CompletableWords {
    /// In the order of the manifests.
    private var images: [(name: ImageName, isFrozen: Bool)] = []
    private var paths: [PackagePath] = []

    package init(of workspaces: [Workspace]) {
        for workspace in workspaces {
            guard
                let parsed = try? ManifestReader.parse(workspace.manifest, in: workspace.folder, workspace.invocation)
            else { continue }
            images += parsed.drafts.compactMap { draft in
                draft.name.map { ($0.value, draft.entry?.frozen ?? false) }
            }
            let renditions = parsed.drafts.flatMap(\.renditions)
            paths += renditions.groups.compactMap { $0.first?.set?.path } + renditions.map(\.output)
            if let file = parsed.swiftNames { paths.append(file.output) }
        }
    }

    package var names: [String] { images.map(\.name.text) }

    /// Of images that other bytes are allowed for.
    package var replaceableNames: [String] { images.filter { !$0.isFrozen }.map(\.name.text) }

    /// Paths of renditions, of sets and of the Swift file, once their beginning is typed: of a large package they would
    /// bury its names.
    package func paths(after beginning: String) -> [String] {
        if beginning.isEmpty { return [] }
        return paths.map(\.text).filter { $0.hasPrefix(beginning) && Self.isPlain($0) }
    }

    /// Whether no shell takes any of it for more than letters. Bash runs commands in the words that it completes to,
    /// and each shell quotes by other rules: what has to be quoted is left out.
    private static func isPlain(_ path: String) -> Bool {
        path.unicodeScalars.allSatisfy {
            ImageName.canFollow($0) || " /+@,".unicodeScalars.contains($0)
        } && !path.hasPrefix("-")
    }
}
