import ImageAssetsModel
import ImageAssetsSystem

/// A gallery on disk: its page, its pictures, and a mark by which a later one knows it.
///
/// The page is taken away before anything that it shows, and comes back last: whenever a run breaks off, there is the
/// whole page of before or none. Nothing is forced to the disk, as all of it can be made again.
///
/// One command at a time writes there: another one's sweep would take what this one has just put in place.
package struct GalleryFolder: Sendable {
    /// Where the pictures go.
    package let directory: Directory

    private static let page = "index.html"
    private static let mark = "gallery.txt"
    private static let markStart = "image-assets gallery 1\n"
    /// Of a mark, far more than any names.
    private static let markLimit = 1 << 16
    private static let folders = ["differences", "pictures", "thumbnails"]

    /// What keeps a folder from being a gallery's; nil: it is empty, or one.
    static func fault(of folder: Directory) -> GalleryFolderError.Fault? {
        // A run that broke off at its very beginning left no more than this.
        let names = folder.names().filter { !Directory.isUnfinished($0) }
        if names.isEmpty { return nil }
        guard isMarked(folder) else { return .otherContent }
        return folders.first { names.contains($0) && !folder.isFolder($0) }.map { .strangePart($0) }
    }

    private static func isMarked(_ folder: Directory) -> Bool {
        (try? folder.read(mark, upTo: markLimit))?.starts(with: markStart.utf8) ?? false
    }

    /// - Parameter files: the names of the page's.
    init(_ directory: Directory, files: [String]) throws(FileError) {
        self.directory = directory
        // What the older page had goes at the end: its names are told there until then.
        if !Self.isMarked(directory) { try write(Self.mark, Self.text(files)) }
    }

    private static func text(_ files: [String]) -> Data {
        Data(
            (markStart + "A page to look at: open \(page). The next gallery replaces what this one has written here.\n"
                + files.sorted().map { "- \($0)\n" }.joined()).utf8)
    }

    /// Puts the page in place, once its pictures are there, and takes away what only an older gallery had.
    ///
    /// - Parameters:
    ///   - page: its files, among them `index.html`.
    ///   - pictures: those that it shows, relative to it.
    package func finish(_ page: [(name: String, bytes: Data)], showing pictures: Set<String>) throws(FileError) {
        let older = pageFiles
        try directory.remove(Self.page)
        for (name, bytes) in page where name != Self.page { try write(name, bytes) }
        for (name, bytes) in page where name == Self.page { try write(name, bytes) }
        let files = page.map(\.name)
        for name in older.subtracting(files) where directory.isFile(name) { try directory.remove(name) }
        try write(Self.mark, Self.text(files))
        for name in directory.names() where Directory.isUnfinished(name) && directory.isFile(name) {
            try directory.remove(name)
        }
        for name in Self.folders { try sweep(name, keeping: pictures) }
    }

    /// What the mark says of an older page. Only such names are believed as a page's file can have.
    private var pageFiles: Set<String> {
        let bytes = (try? directory.read(Self.mark, upTo: Self.markLimit)) ?? nil
        let text = String(decoding: bytes ?? Data(), as: UTF8.self)
        return Set(
            text.split(separator: "\n").filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }.filter { name in
                name.wholeMatch(of: /[a-z][a-z0-9-]{0,60}\.(?:css|html|js|svg)/.byScalars) != nil
            })
    }

    /// Of other names it is somebody's.
    private func sweep(_ name: String, keeping pictures: Set<String>) throws(FileError) {
        guard let folder = try directory.directoryIfPresent(name) else { return }
        for file in folder.names() where !pictures.contains("\(name)/\(file)") {
            let isOurs = SHA256Digest(hex: String(file.prefix(64))) != nil || Directory.isUnfinished(file)
            if isOurs, folder.isFile(file) { try folder.remove(file) }
        }
        directory.removeDirectory(name)
    }

    /// A file that is there as it should be is left alone.
    private func write(_ name: String, _ bytes: Data) throws(FileError) {
        if (try? directory.read(name, upTo: bytes.count)) == bytes { return }
        try directory.put(name, bytes, sharing: nil)
    }
}
