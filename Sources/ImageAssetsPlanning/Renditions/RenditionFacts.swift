import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// One rendition beside what is known of it: the facts from which its rules decide.
struct RenditionFacts: Sendable, Hashable {
    /// What is at its path.
    enum File: Sendable, Hashable {
        case absent
        case obstacle(PackageFolderError.Fault)
        /// The very file, or a pointer to it, that the lockfile records for this rendition.
        case recorded
        /// What was made here, and can be made again.
        case ours(SHA256Digest)
        /// Nothing explains it: it is somebody's work.
        case work(SHA256Digest)
    }

    let output: PackagePath
    /// Whom the lockfile says it to be by; nil: it has none.
    package var record: LockedKind?
    var recorded: SHA256Digest?
    /// The store holds what is recorded: told of a person's file that is not in its place.
    var isStored = false
    /// Where the file lies that it is the same as, and that no path of the manifest claims.
    var movesFrom: PackagePath?
    var file = File.absent
    /// What differs between the recorded recipe and today's.
    var changes: [RenditionReason] = []
    /// What the recorded file, which is there or comes back, breaks of today's `expect`, while it stands for today's
    /// recipe.
    var violations: [Violation] = []
    /// What there is of the asset is a placeholder.
    var isOfPlaceholder = false
    /// Why nothing can be made from the asset.
    package var lack: RenditionLack?
    /// What makes the asset right; nil: it is.
    var wayOutOfAsset: WayOut?

    init(at output: PackagePath) {
        self.output = output
    }

    // MARK: What follows from them

    var isWork: Bool { if case .work = file { true } else { false } }
    var isObstacle: Bool { if case .obstacle = file { true } else { false } }
    /// A person's file that was accepted is there.
    var isAccepted: Bool { record == .accepted && file == .recorded }
    /// A person's file that was accepted is not in its place, and nothing of anybody's is.
    var isAcceptedMissing: Bool {
        guard record == .accepted, movesFrom == nil else { return false }
        switch file {
        case .absent, .ours: return true
        case .obstacle, .recorded, .work: return false
        }
    }
    /// What was made of a true picture is there.
    var isReal: Bool { record == .made && file == .recorded }
    /// A placeholder's rendition by just this recipe stands where it belongs.
    var isCurrentPlaceholder: Bool {
        record == .placeholder && isOfPlaceholder && changes.isEmpty && file == .recorded
    }

    /// What they are when an action is done; nil for one that changes nothing.
    func onceDone(_ action: RenditionAction) -> RenditionFacts? {
        var facts = self
        switch action {
        case .nothing, .protect, .hold: return nil
        case .restore, .move: break
        case .make:
            facts.record = isOfPlaceholder ? .placeholder : .made
            (facts.changes, facts.violations) = ([], [])
        }
        (facts.file, facts.movesFrom) = (.recorded, nil)
        return facts
    }

    /// All that differs from a rendition that is up to date.
    var reasons: [RenditionReason] {
        var all: [RenditionReason] = []
        if let movesFrom { all.append(.output(old: movesFrom, new: output)) }
        if record == nil, !isWork, !isObstacle { all.append(.neverMade) }
        if record == .placeholder { all.append(.placeholder) }
        // Of a placeholder nobody wants to know what else differs from the true picture.
        if record != .placeholder || isOfPlaceholder { all += changes }
        switch file {
        case .absent where record != nil && movesFrom == nil: all.append(.missing)
        case .ours(let digest) where record != nil && movesFrom == nil:
            all.append(.other(recorded: recorded, found: digest))
        case .obstacle(let what): all.append(.obstacle(what))
        case .work(let digest): all.append(.modified(recorded: recorded, found: digest))
        case .absent, .ours, .recorded: break
        }
        if isAcceptedMissing, !isStored, let recorded { all.append(.lostWork(recorded)) }
        return all + violations.map(RenditionReason.expectation)
    }
}
