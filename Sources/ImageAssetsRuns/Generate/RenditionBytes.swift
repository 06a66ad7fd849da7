import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRenditions
import ImageAssetsSystem
import ImageAssetsText

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
    ///
    /// - Parameters:
    ///   - work: a person's, of a set that moves here; nil: it is ours.
    ///   - old: where it was.
    init(_ contents: CatalogContents, of step: RenditionStep, as work: Data? = nil, from old: PackagePath? = nil) {
        let name = step.rendition.set?.name ?? ""
        if let work {
            bytes = CatalogDocument.renaming(
                work, contents, from: old?.parent.map(CatalogSet.name(ofFolder:)) ?? "", to: name)
        } else {
            bytes = CatalogDocument.contents(contents, ofSet: name)
        }
        digest = SHA256Digest(of: bytes)
        facts = nil
        remarks = []
    }
}
