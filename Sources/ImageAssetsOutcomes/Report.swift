import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

/// What a command found or did, complete: the text, JSON and exit status are renderings of it.
package struct Report: Sendable {
    package enum Command: String, Sendable {
        case generate, plan, check
    }

    package var command: Command
    /// In the order of the manifest; every image that was asked for.
    package var images: [ImageReport]
    package var orphans: [Orphan]
    /// What images of the manifest do not declare any more.
    package var orphanRenditions: [OrphanRendition] = []
    /// The Swift file of each manifest that asks for one.
    package var typedNames: [TypedNamesReport] = []
    /// Attempts sent; for `plan` and `check`, requests needed.
    package var requests: Int
    /// Which commands have to be told, unless it is the usual one.
    package var manifest: PackagePath?
    package var invocation = Invocation.executable
    /// The words of the command line that it is about, names and patterns, as they were typed; none: about all images.
    package var words: [String] = []
    /// Images of the manifest that were not asked for and are out of date all the same.
    package var outOfDateElsewhere: [ImageName] = []
    package var placeholders = PlaceholderAllowance.none
    /// Bytes of the references that these requests carry, each time that one is sent.
    package var uploadBytes = 0
    /// What the requests that are needed cost at the most; nil where none is.
    package var quote: Quote?
    /// What a run has sent and paid; nil where it sent nothing.
    package var spending: Spending?
    /// What of it Git would take; nil: there is no repository.
    package var toCommit: ToCommit?
    /// How long a run took.
    package var seconds: Double?
    package var stop: RunStop?
    /// What is wrong or odd about the user's files.
    package var findings: [Finding]
    /// How many of them, the first ones, a run has told as it went.
    package var told = 0
    /// The lockfile on disk still holds merge conflicts.
    package var isConflicted = false
    /// The work was done and could not be recorded.
    package var unwrittenLockfile: UnwrittenLockfile?
    /// Why there is nothing to report; then there are no images.
    package var failure: CommandFailure?

    package init(
        command: Command, images: [ImageReport] = [], orphans: [ImageName] = [], requests: Int = 0,
        stop: RunStop? = nil, findings: [Finding] = []
    ) {
        self.command = command
        self.images = images
        self.orphans = orphans.map { Orphan(name: $0) }
        self.requests = requests
        self.stop = stop
        self.findings = findings
    }

    /// Of what is wrong with the user's files, which kept the command from its work.
    package init(_ command: Command, refusedBy faults: Diagnostics, hints: [Finding] = []) {
        self.init(command: command, findings: faults.all.map(Finding.fault) + hints)
    }

    package func renditions(_ action: RenditionReport.Action) -> Int {
        images.reduce(0) { $0 + $1.renditions.count { $0.action == action } }
    }

    package func count(_ action: ReportedAction) -> Int { images.count { $0.action == action } }

    /// Images whose assets are as they should be without anything being done.
    package var upToDate: Int { images.count { $0.action == .none && $0.isAssetSettled } }

    /// As commands on its manifest, or on that of one of its images, are to be typed.
    package func commands(for image: ImageReport? = nil) -> CommandForm {
        CommandForm(invocation, manifest: image?.manifest ?? manifest)
    }
}

/// What a check makes of placeholders.
package enum PlaceholderAllowance: Int, Sendable, Comparable {
    case none
    /// They are taken for what is up to date.
    case allowed
    /// And a run that draws placeholders would settle all that a run can.
    case allowedAndEnough

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Why a lockfile was not written.
package enum UnwrittenLockfile: Sendable, Hashable {
    /// Somebody broke it meanwhile.
    case invalid
    /// The file system said no.
    case failed
}

/// An entry of a lockfile whose image left the manifest.
package struct Orphan: Sendable, Hashable {
    package let name: ImageName
    /// Nil in a report on one manifest.
    package var manifest: PackagePath?
}

/// One image's part of a report.
package struct ImageReport: Sendable {
    package let image: Product
    /// Nil in a report on one manifest.
    package var manifest: PackagePath?
    package var state: ImageState
    package var reasons: [Reason]
    package var action: ReportedAction
    /// Where the manifest says what it is about.
    package var location: SourceLocation
    /// What stands at the output and in the lockfile now; nil when that is nothing.
    package var asset: LockedAsset?
    package var attempts = 0
    /// How long its request was waited for, with the waits between attempts; nil where nothing was sent.
    package var seconds: Double?
    package var requestID: UniqueID?
    package var failure: ImageFailure?
    /// The images that have to be there first.
    package let after: [ImageName]
    /// What was at the output when it was decided.
    package let found: AssetFile
    /// Files at other places that go once the image is published; their bytes stay in the store.
    package let removes: [PackagePath]
    /// Why it was left alone or not begun.
    package var notes: [Note]
    /// A person made what is there.
    package var isAccepted = false
    /// What makes the image up to date; nil: it is as the manifest wants it after the command.
    package var wayOut: WayOut?
    /// It was not when the command began, and would have been if placeholders were.
    package let sufficesAsPlaceholder: Bool
    /// The recorded file is in place, and is not what the lockfile says about it.
    package private(set) var isDamaged = false
    /// What there is to choose from; nil: nobody wants to.
    package var candidates: CandidateReport?
    /// In the order of the manifest.
    package var renditions: [RenditionReport]
    /// Of a plan: requests that it takes when none is held back or shared.
    package var requestsNeeded = 0
    /// The same of a run with the same words, where that differs: it asks for what `--allow-placeholders` lets pass.
    package var requestsOfRun: Int?

    package init(
        _ step: Step, action: ReportedAction, asset: LockedAsset? = nil, failure: ImageFailure? = nil,
        notes: [Note] = [], wayOut: WayOut?
    ) {
        image = step.product
        state = step.state
        reasons = step.reasons
        location = step.product.entry.name.location
        after = step.after
        found = step.found
        removes = step.action.publishes ? step.vacates : []
        self.action = action
        self.asset = asset
        self.failure = failure
        self.notes = notes
        self.wayOut = wayOut
        sufficesAsPlaceholder = step.sufficesAsPlaceholder
        candidates = CandidateReport(step)
        renditions = step.renditions.map { RenditionReport($0) }
    }

    package var name: ImageName { image.name }
    package var output: PackagePath { image.output }
    package var fingerprint: Fingerprint? { image.fingerprint }
    package var isAssetSettled: Bool { wayOut == nil }
    /// What holds requests back.
    package var holds: [Hold] { notes.compactMap { if case .held(let hold) = $0 { hold } else { nil } } }
    /// The asset, and all that is made of it.
    package var isSettled: Bool { isAssetSettled && renditions.allSatisfy(\.isSettled) }
    /// The asset, or a candidate that was to be had.
    package var hasAssetFailed: Bool { action == .failed || candidates?.failures.isEmpty == false }
    var hasFailed: Bool { hasAssetFailed || renditions.contains(where: \.hasFailed) }

    /// What a look at the file itself found.
    package mutating func takeDamage(_ failure: ImageFailure) {
        isDamaged = true
        self.failure = failure
        wayOut = WayOut(ofDamage: failure)
    }

    /// The size that was asked for, where the picture has another.
    package var asked: PixelSize? {
        // What a person put there was asked of nobody.
        guard isAssetSettled, !isAccepted, let asset, case .pixels(let size) = image.recipe.size,
            size.width != asset.facts.width || size.height != asset.facts.height
        else { return nil }
        return size
    }
}

package enum ReportedAction: String, Sendable, CaseIterable {
    case none, generated, restored, moved, protected, failed, notStarted, drawn
}
