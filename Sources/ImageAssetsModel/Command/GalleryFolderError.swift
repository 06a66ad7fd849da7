/// What keeps a gallery from the folder where it was to be.
package struct GalleryFolderError: Error, Sendable, Hashable {
    /// As it was typed, or relative to the package.
    package let path: String
    package let fault: Fault

    /// Why none can be there.
    package enum Fault: Error, Sendable, Hashable {
        case empty
        case isALink
        case isNoFolder
        /// Something lies there, and no gallery.
        case otherContent
        /// What has the name of a folder of an older gallery's is none.
        case strangePart(String)
        /// It is of the store, which is no place for others' files.
        case inStore
        case belowNoFolder
        /// Another command is at work there.
        case isBeingWritten
        /// It has the operating system's reason.
        case unusable(String)
    }

    package init(_ path: String, _ fault: Fault) {
        self.path = path
        self.fault = fault
    }
}
