import ImageAssetsPNG
import ImageAssetsRecords

/// What a checkout or a program made of an asset, where somebody's work may be none: the file is named as what it is,
/// and with the way to get the picture back that costs nothing.
package enum AssetForm: Sendable, Hashable {
    /// A PNG whose line endings were converted as if it were text.
    case convertedPNG
    /// A Git LFS pointer to another object than the lockfile records.
    case otherPointer
    /// No PNG.
    case otherKind(FileKind)

    /// What the lockfile of that commit records for the image, while the one on disk records another: a merge took them
    /// from different sides.
    case ofCommit(GitCommit)

    /// Nil for what may well be a picture of somebody's.
    init?(_ kind: FileKind?) {
        switch kind {
        case nil: return nil
        case .translatedPNG?: self = .convertedPNG
        case .gitLFSPointer?: self = .otherPointer
        case let kind?: self = .otherKind(kind)
        }
    }
}
