import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// Where a file of the package is written or removed: a name in an open folder, with every symbolic link resolved.
package struct WritablePlace: Sendable {
    package let folder: Directory
    package let name: String
    /// Relative to the package root.
    package let realPath: String
}

extension PackageFolder {
    /// Where the file behind `path` is, there or not: a symbolic link is written through, so that it stays one.
    ///
    /// What is written there lands in the folder that was looked at, whatever takes its place meanwhile.
    package func place(forWriting path: PackagePath) throws(PackageFolderError) -> WritablePlace {
        let target = try target(of: path, in: try resolveFolder(path.parent, of: path))
        let (folder, name) = try openFolder(ofReal: target, of: path, makesFolders: true)
        return WritablePlace(folder: folder, name: name, realPath: relative(target))
    }

    /// Where the file behind `path` would be written, relative to the package root. Nothing is made.
    package func realPath(forWriting path: PackagePath) throws(PackageFolderError) -> String {
        relative(try target(of: path, in: try resolveFolder(path.parent, of: path)))
    }

    /// An absolute path inside the package as the package knows it.
    package func relative(_ target: String) -> String { String(Substring(target.utf8.dropFirst(root.utf8.count + 1))) }

    /// A folder of the package, with every link resolved; nil when there is none.
    package func existingFolder(_ path: PackagePath?) -> Directory? {
        guard let path else { return directory }
        guard let target = try? existing(path), let (folder, name) = try? openFolder(ofReal: target, of: path) else {
            return nil
        }
        return try? folder.directory(name)
    }

    /// A folder of the package, opened where its path says; nil when it is not there or behind a symbolic link.
    func folderAsWritten(_ path: PackagePath?) -> Directory? {
        guard let path else { return directory }
        guard let (folder, name) = try? openFolder(ofReal: self.path(of: path), of: path) else { return nil }
        return try? folder.directory(name)
    }

    /// Whether there is a symbolic link at `path` itself.
    package func isLink(_ path: PackagePath) -> Bool {
        guard let target = try? resolveFolder(path.parent, of: path) + "/" + path.lastPart,
            let (folder, name) = try? openFolder(ofReal: target, of: path)
        else { return false }
        return folder.status(of: name).map { $0.st_mode & S_IFMT == S_IFLNK } ?? false
    }

    // MARK: Removing

    /// Removes the picture at `path`, or what Xcode reads of a set, at the place to which links in the folders above it
    /// lead; the folder of a set goes with the last of its files.
    ///
    /// - Returns: why it was left alone; nil when it is gone.
    package func remove(_ path: PackagePath, unless claimed: ClaimedFiles) throws(FileError) -> RemovalFault? {
        let place: WritablePlace
        do {
            place = try removable(path, unless: claimed)
        } catch {
            return error
        }
        try place.folder.remove(place.name)
        if let set = path.parent, CatalogSet.isFolder(set) { removeIfEmpty(set) }
        return nil
    }

    /// Nothing that is in it is lost: a folder with anything in it cannot be removed.
    private func removeIfEmpty(_ path: PackagePath) {
        guard let above = try? resolveFolder(path.parent, of: path),
            let (folder, name) = try? openFolder(ofReal: "\(above)/\(path.lastPart)", of: path)
        else { return }
        _ = folder.removeDirectory(name)
    }

    /// Why `remove` would leave it alone; nil when it would not.
    package func removalFault(of path: PackagePath, unless claimed: ClaimedFiles) -> RemovalFault? {
        do {
            _ = try removable(path, unless: claimed)
            return nil
        } catch {
            return error
        }
    }

    private func removable(
        _ path: PackagePath, unless claimed: ClaimedFiles
    ) throws(RemovalFault) -> WritablePlace {
        let folder: Directory
        let name: String
        let target: String
        do throws(PackageFolderError) {
            target = try resolveFolder(path.parent, of: path) + "/" + path.lastPart
            (folder, name) = try openFolder(ofReal: target, of: path)
        } catch {
            throw error.fault == .absent ? .absent : .obstacle(error.fault)
        }
        guard let status = folder.status(of: name) else { throw .absent }
        if status.st_mode & S_IFMT == S_IFLNK { throw .link }
        guard status.st_mode & S_IFMT == S_IFREG,
            RenditionFormat(extensionOf: name) != nil || CatalogSet.isContents(path)
        else { throw .otherKind }
        if claimed.contains(status, at: relative(target)) { throw .claimed }
        return WritablePlace(folder: folder, name: name, realPath: relative(target))
    }
}

/// The files that a manifest names, as they are on disk: one file may have several paths, by links, by another spelling
/// on a file system that does not tell letter cases apart, or by a hard link.
package struct ClaimedFiles: Sendable {
    private struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    private var files: Set<Identity> = []
    /// Where they lead: what is published meanwhile is another file at the same place.
    private var places: Set<String> = []

    package init(_ paths: some Sequence<PackagePath>, in folder: PackageFolder) {
        for path in paths {
            var status = stat()
            if stat(folder.path(of: path), &status) == 0 { files.insert(Self.identity(status)) }
            if let place = try? folder.realPath(forWriting: path) { places.insert(place) }
        }
    }

    fileprivate func contains(_ status: stat, at place: String) -> Bool {
        files.contains(Self.identity(status)) || places.contains(place)
    }

    private static func identity(_ status: stat) -> Identity {
        Identity(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
    }
}
