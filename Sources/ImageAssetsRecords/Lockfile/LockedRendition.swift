import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsText

/// A rendition as it was published; its path is the key that it stands under.
package struct LockedRendition: Sendable, Hashable {
    /// As `RenditionRecipe.json` has it: what it says is shown, and nothing is decided by it.
    package var recipe: JSONValue
    package var fingerprint: Fingerprint
    package var sha256: SHA256Digest
    package var byteCount: Int
    /// Nil for what is no picture.
    package var picture: Picture?
    package var kind = LockedKind.made

    package var isAccepted: Bool { kind == .accepted }
    package var isPlaceholder: Bool { kind == .placeholder }

    package struct Picture: Sendable, Hashable {
        /// The asset that it was made from.
        package var asset: SHA256Digest
        package var width: Int
        package var height: Int
        package var labels: Set<ProvenanceLabel>

        init(of asset: SHA256Digest, width: Int, height: Int, labels: Set<ProvenanceLabel>) {
            self.asset = asset
            self.width = width
            self.height = height
            self.labels = labels
        }
    }
}

extension LockedRendition {
    /// - Parameter facts: nil for what is no picture.
    package init(
        _ recipe: RenditionRecipe, sha256: SHA256Digest, byteCount: Int, facts: AssetFacts?,
        kind: LockedKind = .made
    ) {
        self.init(
            recipe: recipe.json, fingerprint: recipe.fingerprint, sha256: sha256, byteCount: byteCount,
            picture: facts.flatMap(recipe.picture), kind: kind)
    }
}

extension RenditionRecipe {
    /// A function of its own: optimised within the initialiser, it ends Swift 6.3's compiler.
    @inline(never)
    fileprivate func picture(_ facts: AssetFacts) -> LockedRendition.Picture? {
        guard case .picture(let recipe) = content else { return nil }
        return LockedRendition.Picture(
            of: recipe.asset, width: facts.width, height: facts.height, labels: facts.labels ?? [])
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
