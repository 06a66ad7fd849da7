import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRenditions
import ImageAssetsSystem

/// A file that is to be published as a rendition, a picture or not.
struct RenditionBytes {
    let bytes: Data
    let digest: SHA256Digest
    /// Nil for what is no picture.
    let facts: AssetFacts?
    let remarks: [RenditionRemark]

    init(_ picture: Rendered) {
        bytes = picture.bytes
        digest = picture.digest
        facts = picture.facts
        remarks = picture.remarks
    }

    /// What Xcode reads of the set that the step is about.
    init(_ contents: CatalogContents, of step: RenditionStep) {
        bytes = CatalogDocument.contents(contents, ofSet: step.rendition.set?.name ?? "")
        digest = SHA256Digest(of: bytes)
        facts = nil
        remarks = []
    }
}
