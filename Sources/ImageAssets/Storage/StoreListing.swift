import Foundation

/// What lies in the store, all of it, and how it is taken out again: for `prune --store` alone.
extension AssetStore {
    /// Every record that can be read, newest first for each fingerprint.
    func allResults() -> [Fingerprint: [StoredResult]] {
        var all: [Fingerprint: [StoredResult]] = [:]
        for fingerprint in names(below: "results").compactMap(Fingerprint.init(hex:)) {
            all[fingerprint] = results(for: fingerprint)
        }
        return all
    }

    func allObjects() -> [SHA256Digest] { names(below: "objects").compactMap(SHA256Digest.init(hex:)) }

    /// The names in the folders of `part`, each of which holds those with one beginning.
    private func names(below part: String) -> [String] {
        let files = FileManager.default
        let folders = (try? files.contentsOfDirectory(atPath: path + "/" + part)) ?? []
        return folders.flatMap { (try? files.contentsOfDirectory(atPath: "\(path)/\(part)/\($0)")) ?? [] }
    }

    /// Bytes on disk; 0 when it is not there.
    func byteCount(of object: SHA256Digest) -> Int {
        var status = stat()
        return stat(path + "/" + Self.objectPart(object), &status) == 0 ? Int(status.st_size) : 0
    }

    func remove(_ result: StoredResult, of fingerprint: Fingerprint) throws(FileError) {
        try remove(resultsFolder(fingerprint) + "/" + Self.recordName(result.sequence))
    }

    func remove(_ object: SHA256Digest) throws(FileError) {
        try remove(path + "/" + Self.objectPart(object))
    }

    /// Removes a file, and the folders that it leaves empty. One that is gone already is no failure.
    private func remove(_ file: String) throws(FileError) {
        guard unlink(file) == 0 || errno == ENOENT else { throw FileError("remove", "a file of \(Self.folderName)") }
        var folder = AtomicFile.folder(of: file)
        while folder.hasPrefix(path + "/"), rmdir(folder) == 0 { folder = AtomicFile.folder(of: folder) }
    }
}
