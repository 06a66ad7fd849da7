import ImageAssetsModel
import ImageAssetsRecords

/// What a look found at the place of the Swift file of names.
package enum FoundNames: Sendable, Hashable {
    case absent
    /// It begins with the manifest's mark.
    case own(isCurrent: Bool)
    case taken(NamesObstacle)
}

/// What no file of ours replaces by itself.
package enum NamesObstacle: Sendable, Hashable {
    /// Somebody's file.
    case work
    /// A symbolic link: somebody's way to another file.
    case link
    /// Somebody wrote it while the run was at work.
    case changedMeanwhile
    case unreadable(PackageFolderError)
}

/// All that the table of the Swift file asks.
package struct TypedNamesFacts: Sendable, Hashable {
    let found: FoundNames
    /// By `--overwrite`: somebody's work may go.
    let overwrites: Bool
    /// What the plan makes comes into the file.
    let gainsSides: Bool

    package init(_ found: FoundNames, overwrites: Bool, gainsSides: Bool = false) {
        self.found = found
        self.overwrites = overwrites
        self.gainsSides = gainsSides
    }
}

extension Plan {
    /// Whether it makes pictures that a Swift file beside this lockfile does not tell the sides of yet: those that come
    /// as they are recorded are told, and what is there only as part of a set never is.
    package func gainsSides(beside lockfile: Lockfile) -> Bool {
        steps.contains { step in
            step.gainsSides(beside: lockfile.images[step.name]?.asset.sha256)
                || step.renditions.contains { $0.rendition.set == nil && $0.gainsSides }
        }
    }
}

extension Step {
    fileprivate func gainsSides(beside recorded: SHA256Digest?) -> Bool {
        switch action {
        case .request, .draw: true
        case .publish(let source): source.digest != recorded
        case .nothing, .protect, .fail, .hold: false
        }
    }
}

extension RenditionStep {
    fileprivate var gainsSides: Bool {
        guard action == .make, let record, !record.isAccepted else { return action == .make }
        return record.fingerprint != recipe?.fingerprint
    }
}
