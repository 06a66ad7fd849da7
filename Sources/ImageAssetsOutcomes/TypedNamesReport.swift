import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

/// What is at the place of the Swift file of names.
package enum FoundNames: Sendable, Hashable {
    case absent
    /// It begins with the manifest's mark.
    case own(isCurrent: Bool)
    /// Somebody's file.
    case other
    /// Something that no file of ours replaces.
    case obstacle(TypedNamesReport.Obstacle)
}

/// The Swift file's part of a report.
package struct TypedNamesReport: Sendable, Hashable {
    /// In the words of an image's states.
    package enum State: String, Sendable, CaseIterable {
        case missing, modified, changed, upToDate
    }

    package enum Action: String, Sendable, CaseIterable {
        case none, written, protected, failed, notStarted
    }

    package enum Obstacle: Sendable, Hashable {
        /// A symbolic link: somebody's way to another file.
        case link
        /// It changed while the run was at work.
        case changedMeanwhile
        case problem(PackageFolderError.Problem)
        /// The file system said no; what it said.
        case unwritable(String)
    }

    package let names: SwiftNames
    /// Nil in a report on one manifest.
    package var manifest: PackagePath?
    package let state: State
    package private(set) var action: Action
    /// What keeps it from being written; nil: nothing but that it is somebody's.
    package private(set) var obstacle: Obstacle?
    /// What makes it up to date; nil: it is after the command.
    package private(set) var wayOut: WayOut?

    /// What is to be done.
    ///
    /// - Parameter overwrites: whether somebody's work may go.
    package init(_ names: SwiftNames, _ found: FoundNames, overwrites: Bool) {
        self.names = names
        switch found {
        case .absent: (state, action, wayOut) = (.missing, .written, .run)
        case .own(isCurrent: true): (state, action, wayOut) = (.upToDate, .none, nil)
        case .own(isCurrent: false): (state, action, wayOut) = (.changed, .written, .run)
        case .other where overwrites: (state, action, wayOut) = (.modified, .written, .run)
        case .other: (state, action, wayOut) = (.modified, .protected, .decide)
        case .obstacle(let what):
            (state, action, wayOut) = (.modified, .protected, .makeWay)
            obstacle = what
        }
    }

    package var output: PackagePath { names.output }
    package var isSettled: Bool { wayOut == nil }
    package var hasFailed: Bool { action == .failed }

    /// Of a plan: what is made by it comes into the file with its sides, but for what is there only as part of a set.
    package mutating func take(_ plan: Report) {
        let isMaking: (ImageReport) -> Bool = { image in
            image.makesAsset || image.renditions.contains { $0.rendition.set == nil && $0.makesPicture }
        }
        if state == .upToDate, plan.images.contains(where: isMaking) { (action, wayOut) = (.written, .run) }
    }

    // MARK: How it ended

    package mutating func settle() { wayOut = nil }

    /// The file system said no.
    package mutating func fail(_ reason: String) {
        (action, wayOut, obstacle) = (.failed, .makeWay, .unwritable(reason))
    }

    /// The lockfile that it follows from is not on disk.
    package mutating func hold() {
        if action == .written { action = .notStarted }
    }
}

// What comes back as it was recorded has the sides that the file tells already.
extension ImageReport {
    fileprivate var makesAsset: Bool {
        switch action {
        case .generated, .drawn: true
        case .restored: asset == nil || state != .missing
        case .moved: asset == nil
        default: false
        }
    }
}

extension RenditionReport {
    fileprivate var makesPicture: Bool {
        guard let record, !record.isAccepted else { return action == .rendered }
        return action == .rendered && record.fingerprint != recipe?.fingerprint
    }
}
