import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// What is done about a product.
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

extension Action {
    /// Whether a picture is made, now or once nothing holds it back.
    var isMaking: Bool {
        switch self {
        case .request, .draw, .hold(.budget), .hold(.cost), .hold(.unpriced), .hold(.offline), .hold(.unasked): true
        case .nothing, .publish, .protect, .fail, .hold(.lack): false
        }
    }
}

extension Action {
    /// Why nothing can be made from an image, when this was all that was done about it; nil: nobody came to it.
    func lack(of image: ImageName) -> Lack? {
        switch self {
        case .fail: Lack(image, .failed)
        case .hold(.lack(let root)): root
        case .hold: Lack(image, .held)
        case .protect: Lack(image, .leftAlone)
        case .nothing: Lack(image, .missing)
        case .publish, .request, .draw: nil
        }
    }

    /// What is left of it when a parent that it waited for ends in another action.
    func left(without parent: ImageName, _ action: Action) -> Action {
        if case .hold = self { return self }
        return action.lack(of: parent).map { .hold(.lack($0)) } ?? self
    }
}

/// Where bytes come from that cost nothing.
package struct FreeSource: Sendable, Hashable {
    package enum Place: Sendable, Hashable {
        case file(PackagePath)
        case store
        case git(GitCopy)
    }

    /// As what they come to the image's output.
    package enum Arrival: Sendable, Hashable {
        /// Back to it, or as a copy, or for the first time.
        case back
        /// The asset changes its place or its name.
        ///
        /// - Parameter dropping: the entry that left the manifest and whose asset it is: it is dropped when the image
        ///   is recorded.
        case moving(dropping: ImageName?)
    }

    package let place: Place
    package let digest: SHA256Digest
    /// What the file stands for where it is a Git LFS pointer, which is moved as it is; nil: it is none.
    package let pointerTo: LockedAsset?
    package let revisedPrompt: String?
    package let arrival: Arrival

    package init(
        _ place: Place, _ digest: SHA256Digest, pointerTo: LockedAsset? = nil, revisedPrompt: String? = nil,
        _ arrival: Arrival = .back
    ) {
        self.place = place
        self.digest = digest
        self.pointerTo = pointerTo
        self.revisedPrompt = revisedPrompt
        self.arrival = arrival
    }

    package var isMove: Bool { arrival != .back }
    package var drops: ImageName? { if case .moving(let name) = arrival { name } else { nil } }
}

extension FreeSource {
    /// Whom these bytes are by as a picture of the image: a person's, where they were made for it or for the entry that
    /// it takes over.
    package func kind(for image: ImageName, in lockfile: Lockfile) -> LockedKind {
        let entry = lockfile.images[drops ?? image]
        return entry?.asset.sha256 == digest && entry?.isAccepted == true ? .accepted : .made
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
    case obstacle(PackageFolderError.Fault)
}

/// Why a request is not sent.
package enum Hold: Sendable, Hashable {
    case offline
    /// Only a rendition of it was asked for.
    case unasked
    /// The plan needs this many requests, more than `--max-requests` allows.
    case budget(needed: Int, allowed: Int)
    /// The plan may cost more than `--max-cost` allows.
    case cost(atMost: Money, allowed: Money, currency: String)
    /// There is such a limit, and nobody knows what the plan costs.
    case unpriced(Quote.Gap)
    /// Something that it is made from is not to be had.
    case lack(Lack)
}

extension Hold {
    /// What it ends a run by; nil where that goes on to its end.
    package var stop: RunStop? {
        switch self {
        case .budget: .budget
        case .cost: .cost
        case .unpriced: .unpriced
        case .offline, .unasked, .lack: nil
        }
    }
}
