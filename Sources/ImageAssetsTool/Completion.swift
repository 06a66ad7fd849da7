import ArgumentParser
import ImageAssetsObservation
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// What shells complete to. Their scripts are the library's; they call this tool back with the line as it is typed.
extension CompletionKind {
    /// Images of the manifests that the line names.
    static let names = custom { words, index, _ in named(words, index).words.names }

    /// The same where frozen images are refused.
    static let regenerate = custom { words, index, _ in named(words, index).words.replaceableNames }

    /// And paths of what an image's file is not.
    static let overwrite = custom { words, index, _ in
        let (found, line) = named(words, index)
        return found.replaceableNames + found.paths(after: line.word)
    }

    /// Images, and paths of renditions.
    static let accept = custom { words, index, _ in
        let (found, line) = named(words, index)
        return found.names + found.paths(after: line.word)
    }

    static let manifest = file(extensions: ["json"])

    private static func named(_ words: [String], _ index: Int) -> (words: CompletableWords, line: TypedLine) {
        let line = TypedLine(words, at: index, home: ProcessInfo.processInfo.environment["HOME"])
        let manifests = line.values(of: "--manifest")
        guard let folder = try? PackageFolder(line.values(of: "--package-path").last ?? ".") else {
            return (CompletableWords(of: []), line)
        }
        let workspaces = (manifests.isEmpty ? ["images.json"] : manifests).compactMap { manifest in
            let path = manifest.hasPrefix("./") ? String(manifest.dropFirst(2)) : manifest
            return (try? PackagePath(path)).map { Workspace(folder: folder, manifest: $0) }
        }
        return (CompletableWords(of: workspaces), line)
    }
}
