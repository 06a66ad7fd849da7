/// Why a file that may go is left where it is.
package enum ReasonToStay: Sendable, Hashable, CustomStringConvertible {
    /// Nothing is there.
    case absent
    /// A symbolic link, in the end; it may be somebody's way to a file of another name.
    case link
    /// It is not a PNG file by its name, or no file.
    case otherKind
    /// The manifest names this very file, by this or by another path.
    case claimed
    /// Why it cannot be looked at.
    case problem(String)

    package var description: String {
        switch self {
        case .absent: "there is no file"
        case .link: "it is a symbolic link"
        case .otherKind: "it is no PNG file"
        case .claimed: "the manifest uses this file"
        case .problem(let problem): "it \(problem)"
        }
    }
}
