import Foundation

/// The manifest that `init` writes, and the pictures of the package that it could adopt.
package struct FirstManifest: Sendable {
    /// A first image that works as it stands, with the schema for editors.
    package static let text = """
        {
          "$schema": "https://raw.githubusercontent.com/swift-image-assets/swift-image-assets/main/Schemas/images.schema.json",
          "version": 1,
          "service": "bettertoken",
          "defaults": { "size": "1024x1024", "output": "Images/{name}.png" },
          "images": [
            { "name": "hero", "prompt": "A lighthouse on a cliff at dawn, flat illustration, soft colours" }
          ]
        }

        """

    /// PNG files of the package that are no output of anything yet, at most `limit`, sorted.
    ///
    /// Folders and files that begin with a dot are left out, as they can never be an output.
    package static func adoptable(in folder: PackageFolder, limit: Int = 20) -> [PackagePath] {
        guard
            let files = FileManager.default.enumerator(
                at: URL(fileURLWithPath: folder.root), includingPropertiesForKeys: nil, options: [.skipsHiddenFiles]
            )
        else { return [] }
        var found: [PackagePath] = []
        let start = folder.root.count + 1
        for case let file as URL in files where file.pathExtension == "png" {
            if let path = try? PackagePath(String(file.path.dropFirst(start))) { found.append(path) }
        }
        return Array(found.sorted().prefix(limit))
    }

    /// Writes the manifest; false when one is there already.
    package static func write(in workspace: Workspace) throws -> Bool {
        let target = try workspace.folder.resolveForWriting(workspace.manifest)
        let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if descriptor < 0 {
            guard errno == EEXIST else { throw FileError("write", workspace.manifest.text) }
            return false
        }
        defer { close(descriptor) }
        try AtomicFile.writeAll(Data(text.utf8), to: descriptor, shownAs: workspace.manifest.text)
        return true
    }
}
