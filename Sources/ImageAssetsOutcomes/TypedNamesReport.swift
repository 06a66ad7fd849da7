import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsText

/// The Swift file's part of a report.
package struct TypedNamesReport: Sendable, Hashable {
    package enum Action: String, Sendable, CaseIterable {
        case none, written, protected, failed, notStarted
    }

    package let names: SwiftNames
    /// Nil in a report on one manifest.
    package var manifest: PackagePath?
    package let state: ImageState
    package private(set) var action: Action
    /// Why it was left alone.
    package private(set) var obstacle: NamesObstacle?
    /// Why it could not be written.
    package private(set) var failure: FailureCause?
    /// What makes it up to date; nil: it is after the command.
    package private(set) var wayOut: WayOut?

    /// What would be done.
    package init(_ names: SwiftNames, _ decision: TypedNamesDecision) {
        self.names = names
        state = decision.state
        wayOut = decision.wayOut
        switch decision.action {
        case .nothing: action = .none
        case .write: action = .written
        case .protect(let why):
            action = .protected
            obstacle = why
        }
    }

    package var output: PackagePath { names.output }
    package var isSettled: Bool { wayOut == nil }
    package var hasFailed: Bool { action == .failed }

    // MARK: How it ended

    package mutating func settle() { wayOut = nil }

    /// The file system said no.
    package mutating func fail(_ failure: FailureCause) {
        (action, wayOut, self.failure) = (.failed, .makeWay, failure)
    }

    /// The lockfile that it follows from is not on disk.
    package mutating func hold() {
        if action == .written { action = .notStarted }
    }
}
