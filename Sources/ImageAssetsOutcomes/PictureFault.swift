import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsText

/// Why a gallery has no picture where one is expected, or no map of what differs.
package enum PictureFault: Error, Sendable, Hashable {
    // MARK: As things are

    /// A file that is sent along.
    case absent(PackagePath)
    /// The same, which is an image's.
    case unmade(ImageName)
    /// Its bytes are still in the answer that brought them.
    case inAnswer
    /// Nil: nobody says why.
    case unreadable(PackageFolderError.Fault?)
    case notStored
    case otherKind(FileKind)
    /// By its header, of a format that is not decoded here; nil: it says no size.
    case damaged(String?)
    case tooManyPixels(PixelSize, limit: Int)
    case undecodable(RenditionFailure)
    /// The gallery's own folder does not take it; why, as a sentence.
    case unwritten(String)
    case interrupted

    // MARK: As a revision has them

    /// The manifest had the image, and nothing says that it was made.
    case notMadeThen
    case notCommitted(PackagePath)
    /// The commit has something else there.
    case otherKindThen(PackagePath, FileKind)
    /// Why Git does not tell, as a sentence.
    case revision(String)
    /// A picture that was sent along, in bytes that are nowhere to be had.
    case lost(PackagePath)
    /// The same, whose bytes nobody recorded.
    case unrecorded

    // MARK: Held against each other

    case notCompared
    case sides(PixelSize, PixelSize)
    case colors
    /// The gallery's copy of one, before they were compared.
    case changedMeanwhile
}
