import ImageAssetsModel
import ImageAssetsText

/// Where a manifest lives, and what belongs to it.
package struct Workspace: Sendable {
    package let folder: PackageFolder
    package let manifest: PackagePath
    /// How whoever reads a hint called the tool.
    package let invocation: Invocation
    /// Reads again what answers were kept; nil: nobody can here.
    package let readAnswer: AnswerReading?

    package init(
        folder: PackageFolder, manifest: PackagePath, invocation: Invocation = .executable,
        readAnswer: AnswerReading? = nil
    ) {
        self.folder = folder
        self.manifest = manifest
        self.invocation = invocation
        self.readAnswer = readAnswer
    }

    /// Beside the manifest: `art/icons.json` has `art/icons.lock.json`.
    package var lockfile: PackagePath { manifest.lockfile }

    /// Where it is missing a command says so and nothing else: whoever is in the wrong folder gets no store there.
    package var hasManifest: Bool { folder.isFile(manifest) }

    /// As commands on this manifest are to be typed.
    package var commands: CommandForm { CommandForm(invocation, manifest: manifest) }

    package var store: AssetStore { AssetStore(package: folder) }
}
