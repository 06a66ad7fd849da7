import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// Why an image is not up to date: one input or fact each, with its old and its new value.
///
/// All that is said of it is made of it in reports; nothing else decides what is said.
package enum Reason: Sendable, Hashable {
    case operation(old: Operation, new: Operation)
    case model(old: String, new: String)
    case prompt(old: String, new: String)
    case size(old: RequestedSize, new: RequestedSize)
    case parameter(String, old: ParameterValue?, new: ParameterValue?)
    /// Other bytes of the same file or image; nil: what another image will be.
    case reference(PictureSource, old: SHA256Digest?, new: SHA256Digest?)
    case referenceAdded(PictureSource, SHA256Digest?)
    case referenceRemoved(PictureSource, SHA256Digest?)
    /// The same references in another order.
    case referenceOrder(old: [PictureSource], new: [PictureSource])
    /// Nil: there is none.
    case mask(old: Input?, new: Input?)
    case variant(old: Int?, new: Int?)
    /// The inputs are the same, yet their fingerprint is not: the lockfile was written by another scheme, or by hand.
    case fingerprint(old: Fingerprint, new: Fingerprint)
    /// The image had another name when its asset was made.
    case name(old: ImageName, new: ImageName)
    case output(old: PackagePath, new: PackagePath)
    /// The file at the output is not what the lockfile says, and nobody can tell whose it is.
    case modified(recorded: SHA256Digest?, found: SHA256Digest)
    /// Something other than a file is at the output.
    case obstacle(PackageFolderError.Fault)
    /// What became of the file, where it is hardly somebody's work, and the command by which Git brings it back.
    case form(AssetForm, restore: GitCheckout?)
    /// The file is missing, and Git has it; the command by which it brings it back.
    case inGit(restore: GitCheckout)
    /// The file is missing, and Git knows it but has to fetch it first.
    case lackedByGit(fetch: GitCheckout)
    /// Another known result for the same inputs is in place.
    case otherResult(recorded: SHA256Digest, found: SHA256Digest)
    case missing
    /// The file is empty, or only the first part of the asset.
    case incomplete(bytes: Int, of: Int)
    case expectation(Violation)
    case placeholder
    case neverMade
    /// `--regenerate` asked for it.
    case asked
}
