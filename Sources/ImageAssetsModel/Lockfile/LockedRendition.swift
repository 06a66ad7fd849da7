import ImageAssetsLabels

/// A rendition as it was published; its path is the key that it stands under.
package struct LockedRendition: Sendable, Hashable {
    /// The asset that it was made from.
    package var asset: SHA256Digest
    /// As `RenditionRecipe.json` has it: what it says is shown, and nothing is decided by it.
    package var recipe: JSONValue
    package var fingerprint: Fingerprint
    package var sha256: SHA256Digest
    package var byteCount: Int
    package var width: Int
    package var height: Int
    package var labels: Set<ProvenanceLabel>
    /// A person made what is there, and `accept` recorded it.
    package var isAccepted = false
    /// It was made of a placeholder.
    package var isPlaceholder = false

    package init(
        _ recipe: RenditionRecipe, sha256: SHA256Digest, byteCount: Int, width: Int, height: Int,
        labels: Set<ProvenanceLabel>, isAccepted: Bool = false, isPlaceholder: Bool = false
    ) {
        self.init(
            asset: recipe.asset, recipe: recipe.json, fingerprint: recipe.fingerprint, sha256: sha256,
            byteCount: byteCount, width: width, height: height, labels: labels, isAccepted: isAccepted,
            isPlaceholder: isPlaceholder)
    }

    package init(
        asset: SHA256Digest, recipe: JSONValue, fingerprint: Fingerprint, sha256: SHA256Digest, byteCount: Int,
        width: Int, height: Int, labels: Set<ProvenanceLabel>, isAccepted: Bool = false, isPlaceholder: Bool = false
    ) {
        self.asset = asset
        self.recipe = recipe
        self.fingerprint = fingerprint
        self.sha256 = sha256
        self.byteCount = byteCount
        self.width = width
        self.height = height
        self.labels = labels
        self.isAccepted = isAccepted
        self.isPlaceholder = isPlaceholder
    }
}

extension LockedRendition {
    /// What the lockfile has of an image's renditions, and of those of the entry whose asset it takes over.
    package static func records(
        of entry: LockEntry?, besides orphan: LockEntry?
    ) -> [PackagePath: LockedRendition] {
        let own = entry?.renditions ?? [:]
        return orphan.map { own.merging($0.renditions) { own, _ in own } } ?? own
    }
}
