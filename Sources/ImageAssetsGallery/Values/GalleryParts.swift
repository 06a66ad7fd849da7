import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsSystem
import ImageAssetsText

/// A picture that is sent along.
package struct GalleryReference: Sendable, Hashable {
    package let path: PackagePath
    /// The image whose asset it is; nil: a file of its own.
    package let image: ImageName?
    package let isMask: Bool
    package var picture: PictureOrigin?
    /// Why there is none.
    package let problem: PictureFault?

    package init(
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
package struct GalleryRendition: Sendable, Hashable {
    package enum Appearance: String, Sendable, Hashable, CaseIterable {
        case any, dark, tinted
    }

    package let path: PackagePath
    /// The folder of the set that it is of.
    package let set: PackagePath?
    /// Where the set has several.
    package let appearance: Appearance?
    package let stateWord: String
    package let reasons: [String]
    /// What it is, for people.
    package let detail: String
    package var picture: PictureOrigin?

    package init(
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
package struct GalleryCandidate: Sendable, Hashable {
    package enum Mark: Sendable, Hashable {
        case chosen
        case rejected(note: String?)
    }

    package let digest: SHA256Digest
    package let isPublished: Bool
    package let mark: Mark?
    package let isUsable: Bool
    package let remark: String?
    /// Nil: nobody knows, as it came to another checkout.
    package let received: Date?
    /// Publishes it; nil where it is published already, or cannot be.
    package let command: String?
    /// Nil where its bytes are still in the answer that brought them.
    package var picture: PictureOrigin?

    package init(
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
    package var short: String { String(digest.hex.prefix(8)) }
}
