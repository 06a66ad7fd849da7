import ImageAssetsPNG
import ImageAssetsText

/// What happened to an image that could not be had.
///
/// A text in it is in another's words, and whole: what the operating system, libcurl or a server said, or what a record
/// in the store says. It is one line, safe to print, without key and payload.
package enum FailureCause: Sendable, Hashable {
    /// Whatever has no case of its own.
    case error(String)
    case unreadableFile(PackageFolderError)
    case undecodable(PNGError)

    // MARK: The service

    case answer(Complaint)
    case noConnection(String)
    case insecureConnection(String)
    case noWholeAnswer(String)
    /// By us; whether an option of the command says after how long.
    case timedOut(seconds: Double, isConnected: Bool, isByOption: Bool = true)
    /// It is larger than so many bytes.
    case largeAnswer(limit: Int)
    /// It came in an encoding that cannot be undone.
    case packedAnswer(String)
    /// The address that the request would go to is no URL.
    case unsendable(address: String)
    /// By us, before an answer came.
    case givenUp

    // MARK: Answers that came

    /// One that was kept because no image was found in it, and that nobody can read any more.
    case unreadAnswer(isGone: Bool)
    /// The image in one that was kept does not decode.
    case undecodableAnswer(PNGError)
    case expectation([Violation], ImagePlace)
    /// The bytes of a candidate that was there before.
    case sameBytes(SHA256Digest)
    /// The store could not take it, so that nobody can choose it.
    case unkeptCandidate

    // MARK: Files

    case unreadableStore(path: String, reason: String)
    /// Git does not give the object any more.
    case lostObject(String)
    case lostBytes(SHA256Digest)
    /// What it is made from is not known yet.
    case pendingInput
    /// While the run was at work.
    case changedFile(PackagePath)
    case changedReference(PackagePath, image: ImagePlace?)
    case unreadableReference(PackageFolderError)
    case pointerReference(PackagePath)
    /// What it is instead of what it is to be sent as.
    case otherReference(PackagePath, FileKind, insteadOf: ReferenceType)
    case mask(PackagePath, MaskFault)
    /// The asset does not decode.
    case undecodableFile(PackagePath, PNGError)
    /// The asset is not of the size and form that the lockfile records.
    case otherFacts(PackagePath)
    /// Nothing is sent while an answer could be lost.
    case unsafeStore(StoreProblem)

    /// Of whatever was thrown where files are read and written.
    package init(_ error: any Error) {
        switch error {
        case let error as PNGError: self = .undecodable(error)
        case let error as PackageFolderError: self = .unreadableFile(error)
        default: self = .error("\(error)")
        }
    }
}

/// Why an answer could not be kept.
package enum StoreProblem: Sendable, Hashable {
    case noRoom(bytes: Int)
    case unwritable(String)
    case error(String)
}

/// Where the bytes of an image are.
package enum ImagePlace: Sendable, Hashable {
    /// In the store, from before or as they just came.
    case stored(SHA256Digest), arrived(SHA256Digest)
    /// Somewhere, by their digest.
    case bytes(SHA256Digest)
    /// The store could not take what arrived.
    case unkept(UnkeptImage, error: String)
}

/// An image that arrived and that the store could not take, as its disk was full.
package struct UnkeptImage: Sendable, Hashable {
    package let name: ImageName
    package let output: PackagePath
    /// Where it was saved instead; nil: nowhere.
    package let refuge: String?
    /// Whether it is at its output, though nothing records it.
    package let isPublished: Bool

    package init(name: ImageName, output: PackagePath, refuge: String?, isPublished: Bool = false) {
        self.name = name
        self.output = output
        self.refuge = refuge
        self.isPublished = isPublished
    }
}

/// An answer that brings no image, as far as people are told of it.
package struct Complaint: Sendable, Hashable {
    package enum Title: Sendable, Hashable {
        /// `502 Bad Gateway`.
        case status(String)
        /// What came with a status of success; a page may come because the base URL names no version.
        case instead(UnreadAnswer.Kind, status: Int, lacksVersion: Bool)
    }

    package enum Said: Sendable, Hashable {
        case text(String)
        /// To another address.
        case redirect(host: String?)
    }

    /// What helps, or what people need to know to find out.
    package enum Hint: Sendable, Hashable {
        case keySource(String)
        case address(String, lacksVersion: Bool)
        case size(bytes: Int, reference: String?, referenceBytes: Int)
        /// Of the network, before it lets anything through.
        case signIn
        /// The service refuses a field that another's rules leave out.
        case otherRules
    }

    package struct Wait: Sendable, Hashable {
        package let seconds: Double
        package let longest: Double

        package init(seconds: Double, longest: Double) {
            self.seconds = seconds
            self.longest = longest
        }
    }

    package var title: Title
    /// A page of a firewall before the service.
    package var isFirewall = false
    /// What the server asks to wait, where that is longer than a run waits.
    package var wait: Wait?
    package var said: Said?
    package var hint: Hint?

    package init(_ title: Title) {
        self.title = title
    }
}
