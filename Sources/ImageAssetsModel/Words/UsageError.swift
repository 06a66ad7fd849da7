/// The command line asks for something that cannot be.
package enum UsageError: Error, Sendable, Hashable {
    /// What `--package-path` names is no folder that can be used.
    case packageFolder(PackageFolderError)
    /// What `--manifest` says, as it was typed.
    case manifestPath(String, PackagePath.Fault)
    case unknownImage(String, Naming, in: PackagePath, meant: Meaning?)
    /// A pattern that matches none of the manifest's images.
    case emptyPattern(String, Naming, in: PackagePath, images: [String])
    /// Of several manifests none has the image, or one that the pattern matches.
    case strangeImage(String, Naming, in: [PackagePath])
    case frozenImage(ImageName, Naming, in: PackagePath)
    /// `--regenerate` alone would replace somebody's work.
    case work(ImageName, at: PackagePath)
    /// `init` writes no manifest over another.
    case existingManifest(PackagePath)
    /// `--output` without a format that makes a document.
    case noDocument
    case document(DocumentError)

    /// Where the command line names an image; the raw values are what it is called there.
    package enum Naming: String, Sendable {
        case argument = "image"
        case overwrite = "--overwrite"
        case regenerate = "--regenerate"
    }

    /// What a word that is no image's name may have been meant to be.
    package enum Meaning: Sendable, Hashable {
        case image(String)
        case command(String)
    }
}
