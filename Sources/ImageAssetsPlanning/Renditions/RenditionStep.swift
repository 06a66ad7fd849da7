import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// One rendition's part of a plan. It never asks for a request.
package struct RenditionStep: Sendable, Hashable {
    package let rendition: Rendition
    /// Nil while nobody knows the bytes of the asset that it is made of.
    package let recipe: RenditionRecipe?
    package let state: ImageState
    package let reasons: [RenditionReason]
    package let action: RenditionAction
    /// What makes it up to date; nil: it is.
    package let wayOut: WayOut?
    /// The same once the action is done.
    package let wayOutOnceDone: WayOut?
    /// What was at its path when this was decided; when something else is there later, it is somebody's work.
    package let found: AssetFile
    /// What the lockfile has of it, at its path or at the one that it moves from.
    package let record: LockedRendition?

    init(
        _ rendition: Rendition, _ recipe: RenditionRecipe?, _ decision: RenditionDecision, found: AssetFile,
        record: LockedRendition?
    ) {
        self.rendition = rendition
        self.recipe = recipe
        state = decision.state
        reasons = decision.reasons
        action = decision.action
        wayOut = decision.wayOut
        wayOutOnceDone = decision.wayOutOnceDone
        self.found = found
        self.record = record
    }

    package var output: PackagePath { rendition.output }
    package var isSettled: Bool { wayOut == nil }
    /// The path that it moves from.
    package var source: PackagePath? { if case .move(let from) = action { from } else { nil } }
}

/// What is done about a rendition.
package enum RenditionAction: Sendable, Hashable {
    case nothing
    /// Make it of the asset; the bytes of the asset are there, or come in this run.
    case make
    /// What a person made and accepted comes back from the store.
    case restore
    /// It was published at this path, and is the same.
    case move(from: PackagePath)
    case protect(Protection)
    case hold(RenditionLack)
}

/// Why an asset is not there that a rendition is made from, or is shown with.
package struct RenditionLack: Sendable, Hashable {
    package enum Why: String, Sendable, Hashable, CaseIterable {
        /// It was never made, and is not in this run.
        case notMade
        /// Its file is gone.
        case missing
        /// Somebody's work is in its place.
        case modified
        /// It was to be made, and failed.
        case failed
    }

    package let why: Why
    /// The image that is shown in another appearance; nil: the one that declares the rendition.
    package var image: ImageName?

    package init(_ why: Why, of image: ImageName? = nil) {
        self.why = why
        self.image = image
    }
}

/// Why a rendition is not up to date: one fact each, with its old and its new value.
package enum RenditionReason: Sendable, Hashable {
    case neverMade
    case missing
    /// What was made of another recipe or asset, or for another image, is in its place.
    case other(recorded: SHA256Digest?, found: SHA256Digest)
    /// A person's file that was accepted is gone, also from the store.
    case lostWork(SHA256Digest)
    /// It was made from other bytes; nil: what the asset will be.
    case asset(old: SHA256Digest, new: SHA256Digest?)
    /// A key of the recipe; those of objects within it are joined by dots: `cutout.color`.
    case key(String, old: JSONValue?, new: JSONValue?)
    /// The recipe says the same, yet its fingerprint differs: the lockfile was written by another scheme, or by hand.
    case fingerprint(old: Fingerprint, new: Fingerprint)
    case output(old: PackagePath, new: PackagePath)
    /// What is there is not what the lockfile says, and nobody can tell whose it is.
    case modified(recorded: SHA256Digest?, found: SHA256Digest)
    /// Something other than a file is there.
    case obstacle(PackageFolderError.Fault)
    case expectation(Violation)
    /// It was made of a placeholder.
    case placeholder
    /// What was accepted is given up with `--overwrite`.
    case asked
}

/// What the lockfile has of an image that declares no such rendition any more.
package struct OrphanRendition: Sendable, Hashable {
    package let image: ImageName
    package let path: PackagePath
    package let record: LockedRendition
    /// Nil in a report on one manifest.
    package var manifest: PackagePath?

    package init(_ image: ImageName, _ path: PackagePath, _ record: LockedRendition) {
        self.image = image
        self.path = path
        self.record = record
    }
}
