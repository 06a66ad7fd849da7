import ImageAssetsModel
import ImageAssetsSystem

/// What lies in the store, all of it, and how it is taken out again: for `prune --store` alone.
extension AssetStore {
    /// Every record that can be read, newest first for each fingerprint.
    package func allResults() -> [Fingerprint: [StoredResult]] {
        var all: [Fingerprint: [StoredResult]] = [:]
        for fingerprint in names(below: "results").compactMap(Fingerprint.init(hex:)) {
            all[fingerprint] = results(for: fingerprint)
        }
        return all
    }

    package func allObjects() -> [SHA256Digest] { names(below: "objects").compactMap(SHA256Digest.init(hex:)) }

    /// The names in the folders of `part`, each of which holds those with one beginning.
    private func names(below part: String) -> [String] {
        guard let part = try? folder([part]) else { return [] }
        return part.names().flatMap { (try? part.directory($0))?.names() ?? [] }
    }

    /// Bytes on disk; 0 when it is not there.
    package func byteCount(of object: SHA256Digest) -> Int {
        guard let status = (try? folder(StoreFolder.parts(ofObject: object)))?.status(of: object.hex),
            status.st_mode & S_IFMT == S_IFREG
        else { return 0 }
        return Int(status.st_size)
    }

    package func remove(_ result: StoredResult, of fingerprint: Fingerprint) throws(FileError) {
        try remove(result.fileName, in: Self.resultParts(fingerprint))
    }

    package func remove(_ object: SHA256Digest) throws(FileError) {
        try remove(object.hex, in: StoreFolder.parts(ofObject: object))
    }

    /// Removes a file, and the folders that it leaves empty. One that is gone already is no failure; what is no file is
    /// none of ours.
    private func remove(_ name: String, in parts: [String]) throws(FileError) {
        guard let folder = try folder(parts), folder.isFile(name) else { return }
        try folder.remove(name)
        var parts = parts
        while let last = parts.popLast(), try self.folder(parts)?.removeDirectory(last) == true {}
    }
}
