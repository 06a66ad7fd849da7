import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// A rendition that was made: whole, read back, and not yet written anywhere.
package struct Rendered: Sendable {
    package let bytes: Data
    package let digest: SHA256Digest
    /// What `expect` is asked about; its labels are those that are in the bytes.
    package let facts: AssetFacts
    package let remarks: [RenditionRemark]

    package init(bytes: Data, digest: SHA256Digest, facts: AssetFacts, remarks: [RenditionRemark]) {
        self.bytes = bytes
        self.digest = digest
        self.facts = facts
        self.remarks = remarks
    }
}

/// An asset decoded once, for all its renditions.
package struct DecodedAsset: Sendable {
    package let digest: SHA256Digest

    /// - Parameter bytes: of a PNG whose digest is known.
    package init(_ bytes: Data, digest: SHA256Digest, limits: PNGLimits) throws(RenditionFailure) {
        self.digest = digest
    }

    /// Makes what a recipe says. The same recipe gives the same pixels everywhere; the same bytes only with the same
    /// encoders.
    package func render(_ recipe: RenditionRecipe) throws(RenditionFailure) -> Rendered {
        throw RenditionFailure(.noMemory)
    }
}

/// What this tool was built with.
package enum Encoders {
    package static let formats: Set<RenditionFormat> = [.png]
}
