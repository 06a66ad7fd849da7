import ImageAssetsText

/// Why a file of the package cannot be read or written.
package struct PackageFolderError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Relative to the package root; of the root itself, as it was given.
    let path: String
    package let fault: Fault

    /// What is in the way.
    package enum Fault: Sendable, Hashable {
        case absent
        case isAFolder
        case notAFolder
        /// A device, a socket or a pipe.
        case notAFile
        /// A symbolic link leads out of the package, or below a folder or to a file whose name begins with a dot.
        case outside
        case linkToNothing
        /// A symbolic link leads to a file of another kind, by its name.
        case otherKind(String)
        /// A folder on the way was replaced by a symbolic link meanwhile.
        case changed
        case belowAFile(PackagePath)
        case forbidden
        case tooLarge(FileSizeFault)
        /// What the operating system says.
        case system(String)
    }

    package init(_ path: String, _ fault: Fault) {
        self.path = path
        self.fault = fault
    }

    package init(_ path: PackagePath, _ fault: Fault) {
        self.init(path.text, fault)
    }

    /// A clause that a sentence can begin with the path's name: `Art/a.png is a folder`.
    package var description: String { "\(path) \(fault.predicate)" }
}

extension PackageFolderError.Fault {
    /// Behind the path's name.
    package var predicate: String {
        switch self {
        case .absent: "does not exist"
        case .isAFolder: "is a folder, not a file"
        case .notAFolder: "is not a folder"
        case .notAFile: "is not a regular file"
        case .outside: "leads, by a symbolic link, out of the package or to something hidden in it"
        case .linkToNothing: "is a symbolic link that leads to nothing"
        case .otherKind(let target): "leads, by a symbolic link, to \(target), a file of another kind"
        case .changed: "was replaced by a symbolic link meanwhile"
        case .belowAFile(let path): "cannot be made, because \(path) is not a folder"
        case .forbidden: "cannot be opened: permission denied"
        case .tooLarge(let fault): fault.predicate
        case .system(let message): "cannot be opened: \(message)"
        }
    }
}
