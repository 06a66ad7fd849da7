import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// The file that `--output` names: a document goes there whole or not at all, and over nothing but an older document.
package struct DocumentFile: Sendable, Hashable {
    private let path: String
    /// Where the command's own files are or may come to be.
    private let spared: Set<String>

    private enum Target {
        /// Where a file is or will be, free of symbolic links.
        case file(String)
        /// A pipe or a device, which cannot be replaced.
        case stream
    }

    /// - Parameters:
    ///   - path: relative to the current folder, as a shell completes it.
    ///   - files: the command's own, which no document replaces even where they do not exist yet.
    /// - Throws: when nothing can be written there. It is known before anything is paid for.
    package init(_ path: String, sparing files: [String] = []) throws(DocumentError) {
        self.path = path
        spared = Set(files.compactMap { PackageFolder.realPath($0) ?? Self.place(of: $0) }.map(\.foldedForCase))
        do {
            _ = try target()
        } catch {
            throw DocumentError(path, error)
        }
    }

    /// - Throws: when the file system says no.
    package func write(_ text: String) throws(DocumentError) {
        do {
            switch try target() {
            case .file(let path): try Self.replace(path, with: Data(text.utf8))
            case .stream: try Self.append(Data(text.utf8), to: path)
            }
        } catch {
            throw DocumentError(path, error)
        }
    }

    // MARK: Where it leads

    private func target() throws(DocumentError.Fault) -> Target {
        if path.isEmpty { throw .empty }
        if path == "-" { throw .dash }
        var status = stat()
        guard stat(path, &status) == 0 else {
            let reason = errno
            guard reason == ENOENT, lstat(path, &status) != 0 else {
                throw reason == ENOENT ? .linkToNothing : .unseen
            }
            return try newFile()
        }
        switch status.st_mode & S_IFMT {
        // Words go there too, and both would write over each other.
        case S_IFREG where path.hasPrefix("/dev/") || path.hasPrefix("/proc/"):
            throw .openFile
        case S_IFREG:
            guard let real = PackageFolder.realPath(path) else { throw .unwritable(Self.reason) }
            guard Self.isReplaceable(path, byteCount: Int(status.st_size)) else { throw .otherContent }
            return .file(try checked(real))
        case S_IFIFO, S_IFCHR: return .stream
        case S_IFDIR: throw .isAFolder
        default: throw .notAFile
        }
    }

    private func newFile() throws(DocumentError.Fault) -> Target {
        guard path.utf8.last != UInt8(ascii: "/") else { throw .namesAFolder }
        guard let place = Self.place(of: path) else { throw .absentFolder }
        return .file(try checked(place))
    }

    /// Where a file of this path is or would be, its folder free of symbolic links; nil when there is no such folder.
    private static func place(of path: String) -> String? {
        let (folder, name) = split(path)
        return PackageFolder.realPath(folder + "/.").map { ($0 == "/" ? "" : $0) + "/" + name }
    }

    /// Of the call that failed last.
    private static var reason: String { String(cString: strerror(errno)) }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
        let name = String(path[path.utf8.index(after: slash)...])
        return (slash == path.startIndex ? "/" : String(path[..<slash]), name)
    }

    /// What names a file of the package is no place for a document, also before that file exists.
    private func checked(_ path: String) throws(DocumentError.Fault) -> String {
        let name = path.foldedForCase
        if spared.contains(name)
            || [".lock.json", "/package.swift", "/images.json", ".png"].contains(where: name.hasSuffix)
        {
            throw .ownFile
        }
        if name.contains("/\(StoreFolder.name)/") { throw .inStore }
        guard access(Self.split(path).folder, W_OK) == 0 else { throw .unwritableFolder(Self.reason) }
        return path
    }

    /// A manifest, a lockfile, a picture, somebody's notes: none of them goes for a slip of the keyboard.
    private static func isReplaceable(_ path: String, byteCount: Int) -> Bool {
        if byteCount == 0 { return true }
        guard let bytes = contents(of: path, byteCount: byteCount) else { return false }
        if bytes.starts(with: JUnitDocument.start.utf8) || CSVDocument.isStart(of: bytes) { return true }
        guard bytes.first == UInt8(ascii: "{"), let json = try? JSONDocument(SourceText(bytes)) else { return false }
        let members: [StaticString] = ["command", "version", "diagnostics"]
        return members.allSatisfy { json.member(json.root, $0) != nil }
    }

    /// Nil of what cannot be read, or is larger than any document.
    private static func contents(of path: String, byteCount: Int) -> Data? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return FileBytes.read(descriptor, byteCount: byteCount, upTo: Bounds.textBytes)
    }

    // MARK: Writing

    private static func replace(_ path: String, with bytes: Data) throws(DocumentError.Fault) {
        do {
            let (folder, name) = split(path)
            let directory = try Directory(trusting: folder, shownAs: folder)
            try AtomicFile(temporaryFolder: nil, runID: UniqueID()).replace(name, in: directory, with: bytes)
        } catch {
            throw .unwritable((error as? FileError)?.reason ?? "\(error)")
        }
    }

    private static func append(_ bytes: Data, to path: String) throws(DocumentError.Fault) {
        // Opening a pipe that nobody reads would wait for ever.
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw errno == ENXIO ? .unreadPipe : .unwritable(Self.reason) }
        defer { close(descriptor) }
        _ = fcntl(descriptor, F_SETFL, O_APPEND)
        guard bytes.writeAll(to: descriptor) else { throw .unwritable(Self.reason) }
    }
}
