import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

/// One rendition's part of a report.
package struct RenditionReport: Sendable {
    package let rendition: Rendition
    /// Nil while nobody knows the bytes of the asset.
    package var recipe: RenditionRecipe?
    package var state: ImageState
    package var reasons: [RenditionReason]
    package var action: Action
    /// What stands at its path and in the lockfile now; nil when that is nothing.
    package var record: LockedRendition?
    package var failure: RenditionFailure?
    /// Why nothing was done about it.
    package var hold: RenditionLack?
    package var protection: Protection?
    package var remarks: [RenditionRemark] = []
    /// What makes it up to date; nil: it is.
    package var wayOut: WayOut?

    package enum Action: String, Sendable, CaseIterable {
        case none, rendered, restored, moved, protected, failed, notStarted
    }

    /// What would be done.
    package init(_ step: RenditionStep) {
        rendition = step.rendition
        recipe = step.recipe
        state = step.state
        reasons = step.reasons
        record = step.record
        wayOut = step.wayOut
        switch step.action {
        case .nothing: action = .none
        case .make: action = .rendered
        case .restore: action = .restored
        case .move: action = .moved
        case .protect(let why):
            action = .protected
            protection = why
        case .hold(let why):
            action = .notStarted
            hold = why
        }
    }

    /// The run ended before it.
    package init(unbegun step: RenditionStep) {
        self.init(step)
        guard [.rendered, .restored, .moved].contains(action) else { return }
        action = .notStarted
    }

    package var output: PackagePath { rendition.output }
    var isSettled: Bool { wayOut == nil }
    /// The way out that is its own, not its asset's, for which it waits.
    package var ownWayOut: WayOut? {
        let waits = hold != nil || protection == .realImage || state == .placeholder && action == .none
        return waits ? nil : wayOut
    }
    package var hasFailed: Bool { action == .failed || failure != nil }
    /// As it should be.
    package var isFine: Bool { isSettled && !hasFailed }
}

extension WayOut {
    package init(after failure: RenditionFailure) { self = failure.cause == .pointer ? .bringBack : .mend }
}
