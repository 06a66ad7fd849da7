import ImageAssetsModel

/// What is to be done for each image, and why: the value between looking and doing.
package struct Plan: Sendable, Hashable {
    /// In the order of the manifest, only the images that were asked for.
    package var steps: [Step]
    /// Entries of the lockfile whose image left the manifest, sorted by name; not those that a step moves.
    package var orphans: [ImageName]
    /// Files that the manifest names, as outputs or to be read: whatever else goes away, these stay.
    package var claimed: Set<PackagePath>
    package var allowsPlaceholders: Bool

    package init(
        steps: [Step], orphans: [ImageName] = [], claimed: Set<PackagePath> = [], allowsPlaceholders: Bool = false
    ) {
        self.steps = steps
        self.orphans = orphans
        self.claimed = claimed
        self.allowsPlaceholders = allowsPlaceholders
    }

    /// Requests that it takes when each succeeds at once. Images that share one count once.
    package var requests: Int {
        steps.count { $0.action == .request(sharedWith: nil) }
    }

    /// Requests that it would take if none were held back.
    var requestsNeeded: Int { Set(steps.filter(\.isAsking).map(\.fingerprint)).count }

    /// Bytes of references that they carry, of Git LFS pointers those of the file.
    package var uploadBytes: Int {
        let requests = steps.filter { $0.action == .request(sharedWith: nil) }
        return requests.flatMap(\.image.references).map(\.byteCount).reduce(0, +)
    }

    /// Whether `check` has nothing to complain about.
    package var isSettled: Bool { steps.allSatisfy(\.isSettled) }
}

/// One image's part of a plan.
package struct Step: Sendable, Hashable {
    package let image: Product
    package let state: ImageState
    package let reasons: [Reason]
    package var action: Action
    /// What was at the output when the plan was made; when something else is there later, it is somebody's work.
    package let found: AssetFile
    /// Files of this image that are obsolete once it is published: its asset under an old path.
    package let vacates: [PackagePath]
    /// Whether the image is as it should be without anything being done.
    package let isSettled: Bool

    package var name: ImageName { image.name }
    package var recipe: Recipe { image.recipe }
    package var fingerprint: Fingerprint { image.fingerprint }
}

/// The state of an image; where several fit, the first in the order of the cases.
package enum ImageState: String, Sendable, Hashable, CaseIterable {
    case orphan, frozen, renamed, new, modified, placeholder, changed, missing, broken, upToDate
}

package enum Action: Sendable, Hashable {
    case nothing
    /// The bytes exist already: put them at the output and record them.
    indirect case publish(FreeSource)
    /// Ask the service. The images that share a request name the one that sends it.
    case request(sharedWith: ImageName?)
    /// Draw a placeholder.
    case draw
    case protect(Protection)
    /// Known beforehand not to work.
    indirect case fail(ImageFailure)
    case hold(Hold)
}

/// Where bytes come from that cost nothing.
package struct FreeSource: Sendable, Hashable {
    package enum Place: Sendable, Hashable {
        case file(PackagePath)
        case store
        case git(GitCopy)
    }

    package let place: Place
    package let digest: SHA256Digest
    /// Whether the file is a Git LFS pointer, which is moved as it is; then these are the facts of what it stands for.
    package let pointerTo: LockedAsset?
    package let revisedPrompt: String?
    /// Whether the asset changes its place or its name, rather than coming back or being copied.
    package let isMove: Bool
    /// The entry that left the manifest and whose asset this is: it is dropped when the image is recorded.
    package let drops: ImageName?

    package init(
        _ place: Place, _ digest: SHA256Digest, pointerTo: LockedAsset? = nil, revisedPrompt: String? = nil,
        isMove: Bool = false, drops: ImageName? = nil
    ) {
        self.place = place
        self.digest = digest
        self.pointerTo = pointerTo
        self.revisedPrompt = revisedPrompt
        self.isMove = isMove
        self.drops = drops
    }
}

/// Why a file is left alone.
package enum Protection: Sendable, Hashable {
    /// It is somebody's work.
    case work
    /// It is somebody's work that was accepted, and what it was accepted for has changed.
    case accepted
    /// It is a real image, and only a placeholder could replace it.
    case realImage
    /// Not a file at all.
    case obstacle(String)
}

/// Why a request is not sent.
package enum Hold: Sendable, Hashable {
    case offline
    /// The plan needs this many requests, more than `--max-requests` allows.
    case budget(needed: Int, allowed: Int)
}

package struct PlanOptions: Sendable, Hashable {
    package enum Service: Sendable, Hashable {
        case real
        case placeholder
    }

    package var service: Service
    /// Nil: all.
    package var names: Set<ImageName>?
    package var overwrite: Set<ImageName>
    package var regenerate: Set<ImageName>
    package var isOffline: Bool
    package var maximumRequests: Int?
    package var allowsPlaceholders: Bool

    package init(
        service: Service = .real, names: Set<ImageName>? = nil, overwrite: Set<ImageName> = [],
        regenerate: Set<ImageName> = [], isOffline: Bool = false, maximumRequests: Int? = nil,
        allowsPlaceholders: Bool = false
    ) {
        self.service = service
        self.names = names
        self.overwrite = overwrite
        self.regenerate = regenerate
        self.isOffline = isOffline
        self.maximumRequests = maximumRequests
        self.allowsPlaceholders = allowsPlaceholders
    }
}

extension Step {
    /// Whether it needs an answer of the service, sent now or held back.
    package var isAsking: Bool {
        switch action {
        case .request, .hold: true
        case .nothing, .publish, .draw, .protect, .fail: false
        }
    }
}
