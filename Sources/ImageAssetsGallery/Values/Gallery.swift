import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsSystem
import ImageAssetsText

/// All that a page shows: the value of which it, the document and the summary are made.
package struct Gallery: Sendable {
    /// The name of the package's folder.
    package let title: String
    package let manifest: PackagePath
    /// In the manifest's order, those that were asked for.
    package var images: [GalleryImage]
    package var comparison = GalleryComparison()
    /// Images that the revision has and the manifest no more.
    package var removed: [RemovedImage] = []
    /// What is wrong or odd about the user's files.
    package var diagnostics: [Diagnostic] = []
    package var pictures = GalleryPictures()

    package init(title: String, manifest: PackagePath, images: [GalleryImage] = []) {
        self.title = title
        self.manifest = manifest
        self.images = images
    }

    /// Whose verdicts a browser keeps: the same for each gallery of a manifest, wherever it is opened. It tells nothing
    /// of the machine.
    var id: String {
        String(SHA256Digest(of: Data("\(title)\n\(manifest)".utf8)).hex.prefix(16))
    }
}

/// The revision with which all is compared.
package struct GalleryComparison: Sendable, Hashable {
    /// As it was asked for; nil: nothing is compared.
    package var revision: String?
    /// Its full id.
    package var commit: String?
    /// Why nothing is compared, or a part is missing.
    package var fault: ComparisonFault?

    package init(revision: String? = nil, commit: String? = nil, fault: ComparisonFault? = nil) {
        self.revision = revision
        self.commit = commit
        self.fault = fault
    }
}
