/// What keeps a document from the place that `--output` names.
package struct DocumentError: Error, Sendable, Hashable {
    /// As it was typed.
    package let path: String
    package let fault: Fault

    /// Why nothing can be written there.
    package enum Fault: Error, Sendable, Hashable {
        case empty
        /// `-`, which elsewhere means standard output.
        case dash
        case linkToNothing
        case unseen
        /// A file of a process, whose words go there too.
        case openFile
        /// Something that no command wrote as its document.
        case otherContent
        case isAFolder
        case notAFile
        /// A name that ends like a folder's.
        case namesAFolder
        case absentFolder
        /// It has the operating system's reason.
        case unwritableFolder(String)
        /// A file that the package has or may come to have.
        case ownFile
        case inStore
        case unreadPipe
        /// It has the operating system's reason.
        case unwritable(String)
    }

    package init(_ path: String, _ fault: Fault) {
        self.path = path
        self.fault = fault
    }
}
