import ImageAssetsModel
import ImageAssetsText

/// `images.lock.json`: which asset came from which inputs. Committed beside the manifest.
package struct Lockfile: Sendable, Hashable {
    static let version = 1

    package var images: [ImageName: LockEntry]

    package init(images: [ImageName: LockEntry] = [:]) {
        self.images = images
    }
}

/// What the lockfile knows of one image.
///
/// A class, as `Product` is.
package final class LockEntry: Sendable, Hashable {
    package let fingerprint: Fingerprint
    package let recipe: Recipe
    package let asset: LockedAsset
    /// The prompt as the service rewrote it, when it said so.
    package let revisedPrompt: String?
    package let kind: LockedKind
    /// What was made of the asset, by the paths at which it was published.
    package let renditions: [PackagePath: LockedRendition]

    package init(
        recipe: Recipe, fingerprint: Fingerprint, asset: LockedAsset, revisedPrompt: String? = nil,
        kind: LockedKind = .made, renditions: [PackagePath: LockedRendition] = [:]
    ) {
        self.fingerprint = fingerprint
        self.recipe = recipe
        self.asset = asset
        self.revisedPrompt = revisedPrompt
        self.kind = kind
        self.renditions = renditions
    }

    /// What is recorded of a product whose asset this is; nil while one of its inputs is pending.
    package convenience init?(
        _ product: Product, asset: LockedAsset, revisedPrompt: String? = nil, kind: LockedKind = .made,
        renditions: [PackagePath: LockedRendition] = [:]
    ) {
        guard let fingerprint = product.fingerprint else { return nil }
        self.init(
            recipe: product.recipe, fingerprint: fingerprint, asset: asset, revisedPrompt: revisedPrompt, kind: kind,
            renditions: renditions)
    }

    /// The same with other renditions.
    package func with(_ renditions: [PackagePath: LockedRendition]) -> LockEntry {
        LockEntry(
            recipe: recipe, fingerprint: fingerprint, asset: asset, revisedPrompt: revisedPrompt, kind: kind,
            renditions: renditions)
    }

    package var isAccepted: Bool { kind == .accepted }
    package var isPlaceholder: Bool { kind == .placeholder }

    /// Whether its asset was made by today's recipe of a product, and is no placeholder.
    package func stands(for product: Product) -> Bool { fingerprint == product.fingerprint && !isPlaceholder }

    package static func == (left: LockEntry, right: LockEntry) -> Bool {
        left === right
            || left.fingerprint == right.fingerprint && left.recipe == right.recipe && left.asset == right.asset
                && left.revisedPrompt == right.revisedPrompt && left.kind == right.kind
                && left.renditions == right.renditions
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

/// The asset as it was published, with the facts of its decode.
package struct LockedAsset: Sendable, Hashable {
    package var path: PackagePath
    package var sha256: SHA256Digest
    package var byteCount: Int
    package var facts: AssetFacts

    package init(path: PackagePath, sha256: SHA256Digest, byteCount: Int, facts: AssetFacts) {
        self.path = path
        self.sha256 = sha256
        self.byteCount = byteCount
        self.facts = facts
    }
}
