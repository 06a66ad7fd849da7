import ImageAssetsPNG
import ImageAssetsText

/// What is wrong with the mask of a request.
package enum MaskFault: Sendable, Hashable {
    case unreadable(PackageFolderError)
    /// No PNG.
    case otherKind(FileKind)
    case undecodable(PNGError)
    case noAlpha
    /// It has to measure what the picture does that it is laid upon.
    case size(PixelSize, reference: PackagePath, PixelSize)
    case tooLarge(byteCount: Int, limit: Int)
    /// It is sent all the same: no pixel of it says that anything may change.
    case opaque

    package var isWarning: Bool { self == .opaque }
    package var isOfSize: Bool { if case .size = self { true } else { false } }
}
