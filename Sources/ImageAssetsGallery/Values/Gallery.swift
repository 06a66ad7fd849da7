import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsSystem
import ImageAssetsText

/// All that a page shows: the value of which it, the document and the summary are made.
package struct Gallery: Sendable {
    /// The name of the package's folder.
    let title: String
    let manifest: PackagePath
    /// In the manifest's order, those that were asked for.
    var images: [GalleryImage] = []
    var comparison = GalleryComparison()
    /// Images that the revision has and the manifest no more.
    var removed: [RemovedImage] = []
    /// What is wrong or odd about the user's files.
    var diagnostics: [Diagnostic] = []
    var pictures = GalleryPictures()

    /// Whose verdicts a browser keeps: the same for each gallery of a manifest, wherever it is opened. It tells nothing
    /// of the machine.
    var id: String {
        String(SHA256Digest(of: Data("\(title)\n\(manifest)".utf8)).hex.prefix(16))
    }
}
