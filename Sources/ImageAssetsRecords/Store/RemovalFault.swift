import ImageAssetsModel

/// Why a file that may go is left where it is.
package enum RemovalFault: Error, Sendable, Hashable {
    /// Nothing is there.
    case absent
    /// A symbolic link, in the end; it may be somebody's way to a file of another name.
    case link
    /// It is no picture by its name, or no file.
    case otherKind
    /// The manifest names this very file, by this or by another path.
    case claimed
    /// Why it cannot be looked at.
    case obstacle(PackageFolderError.Fault)
}
