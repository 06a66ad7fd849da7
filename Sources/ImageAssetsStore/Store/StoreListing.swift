import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem

/// All that lies in the store, and the removal of it: for `prune --store`, and for what earlier answers tell of prices.
extension AssetStore {
    /// Every record that can be read, newest first for each fingerprint.
    package func allResults() -> [Fingerprint: [StoredResult]] {
        var all: [Fingerprint: [StoredResult]] = [:]
        for fingerprint in names(below: "results").compactMap(Fingerprint.init(hex:)) {
            all[fingerprint] = results(for: fingerprint)
        }
        return all
    }

    /// The same in no order, read side by side.
    package func everyResult() async -> [StoredResult] {
        let fingerprints = names(below: "results").compactMap(Fingerprint.init(hex:))
        return await fingerprints.mapOnAllCores { results(for: $0) }.flatMap { $0 }
    }

    package func allObjects() -> [SHA256Digest] { names(below: "objects").compactMap(SHA256Digest.init(hex:)) }

    package func allRenditionMarks() -> [RenditionMark] {
        names(below: StoreFolder.renditions).compactMap(RenditionMark.init(fileName:))
    }

    /// The names of all files of `part`, whose folders are named by how they begin.
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

    package func remove(_ mark: RenditionMark) throws(FileError) {
        try remove(mark.fileName, in: StoreFolder.parts(ofRendition: mark.digest))
    }

    /// Removes a file, and the folders that are empty then. That it is gone already is no failure; a link or folder of
    /// its name is left alone.
    private func remove(_ name: String, in parts: [String]) throws(FileError) {
        guard let folder = try folder(parts), folder.isFile(name) else { return }
        try folder.remove(name)
        var parts = parts
        while let last = parts.popLast(), try self.folder(parts)?.removeDirectory(last) == true {}
    }
}
