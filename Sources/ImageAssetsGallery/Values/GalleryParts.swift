import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsSystem
import ImageAssetsText

/// A picture that is sent along.
struct GalleryReference: Sendable, Hashable {
    let path: PackagePath
    /// The image whose asset it is; nil: a file of its own.
    let image: ImageName?
    let isMask: Bool
    var picture: PictureOrigin?
    /// Why there is none.
    package let problem: PictureFault?

    init(
        _ path: PackagePath, of image: ImageName? = nil, isMask: Bool = false, picture: PictureOrigin?,
        problem: PictureFault? = nil
    ) {
        self.path = path
        self.image = image
        self.isMask = isMask
        self.picture = picture
        self.problem = problem
    }
}

/// A file that is made of the image.
struct GalleryRendition: Sendable, Hashable {
    enum Appearance: String, Sendable, Hashable, CaseIterable {
        case any, dark, tinted
    }

    let path: PackagePath
    /// The folder of the set that it is of.
    let set: PackagePath?
    /// Where the set has several.
    let appearance: Appearance?
    let stateWord: String
    let reasons: [String]
    /// What it is, for people.
    let detail: String
    var picture: PictureOrigin?

    init(
        _ path: PackagePath, in set: PackagePath? = nil, appearance: Appearance? = nil, stateWord: String,
        reasons: [String] = [], detail: String, picture: PictureOrigin?
    ) {
        self.path = path
        self.set = set
        self.appearance = appearance
        self.stateWord = stateWord
        self.reasons = reasons
        self.detail = detail
        self.picture = picture
    }
}

/// A picture of today's inputs that a person can choose.
struct GalleryCandidate: Sendable, Hashable {
    enum Mark: Sendable, Hashable {
        case chosen
        case rejected(note: String?)
    }

    let digest: SHA256Digest
    let isPublished: Bool
    let mark: Mark?
    let isUsable: Bool
    let remark: String?
    /// Nil: nobody knows, as it came to another checkout.
    let received: Date?
    /// Publishes it; nil where it is published already, or cannot be.
    let command: String?
    /// Nil where its bytes are still in the answer that brought them.
    var picture: PictureOrigin?

    init(
        _ digest: SHA256Digest, isPublished: Bool = false, mark: Mark? = nil, isUsable: Bool = true,
        remark: String? = nil, received: Date? = nil, command: String? = nil, picture: PictureOrigin?
    ) {
        self.digest = digest
        self.isPublished = isPublished
        self.mark = mark
        self.isUsable = isUsable
        self.remark = remark
        self.received = received
        self.command = command
        self.picture = picture
    }

    /// Enough to tell candidates apart, and for `choose`.
    var short: String { String(digest.hex.prefix(8)) }
}
