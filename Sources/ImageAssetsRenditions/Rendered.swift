import ImageAssetsModel
import ImageAssetsSystem

/// A rendition that was made: whole, read back, and not yet written anywhere.
package struct Rendered: Sendable {
    package let bytes: Data
    package let digest: SHA256Digest
    /// What `expect` is asked about; its labels are those that are in the bytes.
    package let facts: AssetFacts
    package let remarks: [RenditionRemark]
}
