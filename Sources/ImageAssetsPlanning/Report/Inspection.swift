import ImageAssetsModel
import ImageAssetsPNG

/// What `inspect` says of one file: what it is, or exactly what is wrong with it and where.
package struct Inspection: Sendable {
    /// As it was given.
    package let file: String
    package let result: Result<Facts, Fault>

    package struct Facts: Sendable {
        package let info: PNGInfo
        package let sha256: SHA256Digest
        /// Of the decoded pixels, when that was asked for: equal for files that look the same.
        package let pixels: String?

        package init(info: PNGInfo, sha256: SHA256Digest, pixels: String?) {
            self.info = info
            self.sha256 = sha256
            self.pixels = pixels
        }
    }

    package enum Fault: Error, Sendable {
        case unreadable(String)
        /// With the way back to the image, where Git has put something else into its place, and what a pointer of Git
        /// LFS stands for.
        case png(PNGError, wayBack: String?, object: (byteCount: Int, sha256: SHA256Digest)?)
    }

    package init(of file: String, result: Result<Facts, Fault>) {
        self.file = file
        self.result = result
    }

    package var isSound: Bool {
        if case .success = result { true } else { false }
    }
}
