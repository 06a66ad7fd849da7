import ImageAssetsText

/// The command line asks for something that cannot be.
package enum UsageError: Error, Sendable, Hashable {
    /// What `--package-path` names is no folder that can be used.
    case packageFolder(PackageFolderError)
    /// What `--manifest` says, as it was typed.
    case manifestPath(String, PackagePath.Fault)
    case unknownImage(String, Naming, in: PackagePath, meant: Meaning?)
    /// A pattern that matches none of the manifest's images.
    case emptyPattern(String, Naming, in: PackagePath, images: [String])
    /// The path of a rendition where an image is to be named.
    case rendition(String, Naming, of: ImageName)
    /// The path of the Swift file where something is to be named that the lockfile knows.
    case swiftFile(String, Naming)
    /// Of several manifests none has the image, or one that the pattern matches.
    case strangeImage(String, Naming, in: [PackagePath])
    case frozenImage(ImageName, Naming, in: PackagePath)
    /// `--regenerate` alone would replace somebody's work.
    case work(ImageName, at: PackagePath)
    /// `--candidates` beside what asks for something else.
    case candidatesWith(Contradiction)
    /// `--candidates` without a name.
    case candidatesOfAll
    /// A pattern that matches so many images where one is chosen for.
    case choiceOfSeveral(String, Int)
    /// A word that names none of so many candidates.
    case unknownCandidate(String, of: Int)
    /// Digits with which the digests of several begin.
    case ambiguousCandidate(String, [Int])
    /// `init` writes no manifest over another.
    case existingManifest(PackagePath)
    /// `--output` without a format that makes a document.
    case noDocument
    case document(DocumentError)
    case galleryFolder(GalleryFolderError)
    /// Help about a command that this verb does not have.
    case strangeCommand(String, meant: String?)

    /// Where the command line names an image; the raw values are what it is called there.
    package enum Naming: String, Sendable {
        case argument = "image"
        case overwrite = "--overwrite"
        case regenerate = "--regenerate"
        case candidates = "--candidates"
    }

    /// What no candidates can be fetched with.
    package enum Contradiction: String, Sendable {
        case placeholder = "--placeholder"
        case offline = "--offline"
        case regenerate = "--regenerate"
    }

    /// What a word that is no image's name may have been meant to be.
    package enum Meaning: Sendable, Hashable {
        case image(String)
        case command(String)
    }
}
