import ImageAssetsText

/// Why a file that is to hold the key is not used.
package enum KeyFileFault: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(String)
    case noFile(String)
    /// It could be committed, and a plugin's sandbox would have to be open for it.
    case insidePackage(String)
    case readableByOthers(String)
    case tooLarge(String)

    package var description: String {
        switch self {
        case .unreadable(let what): what
        case .noFile(let path): "\(path) is no regular file"
        case .insidePackage(let path): "\(path) lies inside the package, where it could be committed: move it out"
        case .readableByOthers(let path): "\(path) can be read by others: run `chmod 600 \(path.shellQuoted)`"
        case .tooLarge(let path): "\(path) is too large to hold a key"
        }
    }
}
