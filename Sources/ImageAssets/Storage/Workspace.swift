/// Where a manifest lives, and what belongs to it.
package struct Workspace: Sendable {
    package let folder: PackageFolder
    package let manifest: PackagePath

    package init(folder: PackageFolder, manifest: PackagePath) {
        self.folder = folder
        self.manifest = manifest
    }

    /// Beside the manifest: `art/icons.json` has `art/icons.lock.json`.
    package var lockfile: PackagePath { manifest.lockfile }

    package var store: AssetStore { AssetStore(package: folder) }
}
