import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsPNG

/// What `inspect` says of one file: what it is, or exactly what is wrong with it and where.
package struct Inspection: Sendable {
    /// As it was given.
    package let file: String
    package let result: Result<Facts, Fault>

    package struct Facts: Sendable {
        package let picture: Picture
        package let byteCount: Int
        package let sha256: SHA256Digest
        package let labels: Set<ProvenanceLabel>

        package init(_ picture: Picture, byteCount: Int, sha256: SHA256Digest, labels: Set<ProvenanceLabel>) {
            self.picture = picture
            self.byteCount = byteCount
            self.sha256 = sha256
            self.labels = labels
        }
    }

    package enum Picture: Sendable {
        /// It decoded whole. A digest of the decoded pixels, when that was asked for: equal for files that look the
        /// same.
        case png(PNGInfo, pixels: String?)
        /// A rendition may be one of these. No decoder of theirs is here: it is what its header says, with an end.
        case jpeg(PixelSize)
        case webP(PixelSize)
    }

    /// Why nothing is known of it.
    package enum Fault: Error, Sendable {
        case unreadable(Obstacle)
        /// With what it is instead, and what a pointer of Git LFS stands for.
        case png(PNGError, FileKind, object: (byteCount: Int, sha256: SHA256Digest)?)
        /// What the header of a JPEG or WebP is like, or what is behind it; nil: it says no size.
        case damaged(ReferenceType, String?)
    }

    package enum Obstacle: Sendable {
        /// Neither a file nor a pipe: it has no end.
        case device
        case tooLarge(FileSizeFault)
        /// What the operating system says.
        case system(String)
    }

    package init(of file: String, result: Result<Facts, Fault>) {
        self.file = file
        self.result = result
    }

    package var isSound: Bool {
        if case .success = result { true } else { false }
    }
}

extension [Inspection] {
    package var exitStatus: ExitStatus { allSatisfy(\.isSound) ? .done : .failed }
}
