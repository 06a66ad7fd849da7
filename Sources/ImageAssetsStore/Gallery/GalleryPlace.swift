import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// Where a gallery is to be, looked at before anything is made there.
///
/// The folder is new, empty, or an older gallery, and is never reached through a link that has its name: whatever else
/// lies there is somebody's.
package struct GalleryPlace: Sendable {
    /// For people.
    private let shown: String
    /// The nearest folder that is there, and the names of those that are to be made in it.
    private let above: Directory
    private let names: [String]
    /// The store's, where the gallery lies there.
    private let store: AssetStore?
    /// Absolute, free of symbolic links.
    package let path: String

    private init(
        shown: String, above: Directory, names: [String], store: AssetStore? = nil, path: String
    ) throws(GalleryFolderError) {
        self.shown = shown
        self.above = above
        self.names = names
        self.store = store
        self.path = path
        try check()
    }

    /// Where galleries are that nobody named a folder for: in the store, which Git does not look into.
    ///
    /// - Throws: when something else is there.
    package static func usual(in workspace: Workspace) throws(GalleryFolderError) -> GalleryPlace {
        try GalleryPlace(
            shown: "\(StoreFolder.name)/\(name)", above: workspace.folder.directory, names: [StoreFolder.name, name],
            store: workspace.store, path: usualPath(in: workspace))
    }

    /// - Parameter typed: a path of the file system. Links on the way to it are followed, as whoever types it means.
    /// - Throws: when no gallery can be there.
    package static func named(
        _ typed: String, besides workspace: Workspace
    ) throws(GalleryFolderError) -> GalleryPlace {
        var rest = typed
        while rest.utf8.count > 1, rest.utf8.last == UInt8(ascii: "/") { rest.removeLast() }
        guard !rest.isEmpty else { throw GalleryFolderError(typed, .empty) }
        var status = stat()
        if lstat(rest, &status) == 0, status.st_mode & S_IFMT == S_IFLNK { throw GalleryFolderError(typed, .isALink) }
        let real: String
        do {
            real = try realPath(rest)
        } catch {
            throw GalleryFolderError(typed, error)
        }
        if real == usualPath(in: workspace) { return try usual(in: workspace) }
        if "\(real)/".foldedForCase.contains("/\(StoreFolder.name)/") { throw GalleryFolderError(typed, .inStore) }
        let (above, names) = try nearest(real, shownAs: typed)
        return try GalleryPlace(shown: typed, above: above, names: names, path: real)
    }

    private static let name = "gallery"

    private static func usualPath(in workspace: Workspace) -> String {
        "\(workspace.folder.root)/\(StoreFolder.name)/\(name)"
    }

    /// What a path will be once its folders are made.
    private static func realPath(_ path: String) throws(GalleryFolderError.Fault) -> String {
        if let real = PackageFolder.realPath(path) { return real }
        let reason = errno
        let slash = path.lastSlash
        let last = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
        if reason == ENOTDIR { throw .belowNoFolder }
        guard reason == ENOENT, ![".", "..", ""].contains(last) else {
            throw .unusable(String(cString: strerror(reason)))
        }
        let above = try realPath(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
        return above == "/" ? "/\(last)" : "\(above)/\(last)"
    }

    private static func nearest(
        _ path: String, shownAs shown: String
    ) throws(GalleryFolderError) -> (above: Directory, names: [String]) {
        var parts = path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        var names: [String] = []
        while let part = parts.popLast() {
            names.insert(part, at: 0)
            let above = "/" + parts.joined(separator: "/")
            if access(above, F_OK) != 0 { continue }
            do {
                return (try Directory(trusting: above, shownAs: above == "/" ? "" : above), names)
            } catch {
                throw GalleryFolderError(shown, error.code == ENOTDIR ? .belowNoFolder : .unusable(error.reason))
            }
        }
        throw GalleryFolderError(shown, .otherContent)
    }

    // MARK: Looking and making

    /// - Throws: when something else than an older gallery is there.
    private func check() throws(GalleryFolderError) {
        do {
            var folder = above
            for name in names {
                guard let inner = try folder.directoryIfPresent(name) else { return }
                folder = inner
            }
            if let fault = GalleryFolder.fault(of: folder) { throw GalleryFolderError(shown, fault) }
        } catch let error as GalleryFolderError {
            throw error
        } catch let error as FileError {
            throw GalleryFolderError(shown, Self.fault(error))
        } catch {
            throw GalleryFolderError(shown, .unusable("\(error)"))
        }
    }

    private static func fault(_ error: FileError) -> GalleryFolderError.Fault {
        switch error.code {
        case ELOOP: .isALink
        case ENOTDIR: .isNoFolder
        default: .unusable(error.reason)
        }
    }

    /// The folder, made where it is missing, and marked as a gallery's. It is locked for as long as it is held.
    ///
    /// - Parameter files: the names of the page's.
    package func make(forPageOf files: [String]) throws -> GalleryFolder {
        try store?.makeHidden()
        var folder = above
        for name in names { folder = try folder.makeDirectory(name) }
        guard folder.lockIfFree() else { throw GalleryFolderError(shown, .isBeingWritten) }
        // Whatever came there meanwhile is somebody's, too.
        if let fault = GalleryFolder.fault(of: folder) { throw GalleryFolderError(shown, fault) }
        return try GalleryFolder(folder, files: files)
    }
}
