import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsRenditions
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// Puts an image's bytes at its output: whole or not at all, and never over something that the plan did not see.
struct Publisher: Sendable {
    let folder: PackageFolder
    let store: AssetStore
    let writer: AtomicFile

    /// Writes `bytes` to the output of `step`, and then removes the files that it no longer needs. Whatever goes, goes
    /// into the store first, unless it is a placeholder.
    ///
    /// - Parameters:
    ///   - before: what the lockfile recorded.
    ///   - claimed: asked once the bytes are in place, and only where files are to go.
    ///
    /// - Returns: which of them were left where they are, and why.
    func publish(
        _ bytes: Data, for step: Step, over before: RecordedDigests, vacating old: [PackagePath],
        keepsOld: Bool = true, claimed: () -> ClaimedFiles
    ) throws -> [Note] {
        let isPlaceholder = step.found.digest.map(before.placeholders.contains) ?? false
        try publish(bytes, at: step.product.output, over: step.found, keepsFound: !isPlaceholder)
        if old.isEmpty { return [] }
        return try vacate(old, of: before.digests, keepInStore: !isPlaceholder && keepsOld, claimed: claimed())
    }

    /// - Parameters:
    ///   - seen: what was there when it was decided to write.
    ///   - keepsFound: whether a file that is replaced goes into the store first; a Git LFS pointer always does.
    ///
    /// - Throws: `ChangedMeanwhileError` when the file there is not what the plan saw, and whatever keeps it from being
    ///   written.
    func publish(_ bytes: Data, at output: PackagePath, over seen: AssetFile, keepsFound: Bool) throws {
        let found = AssetFile(at: output, in: folder)
        guard found == seen else { throw ChangedMeanwhileError(output) }
        if case .file(let digest, _) = found, digest == SHA256Digest(of: bytes) { return }
        let isKept =
            switch found {
            case .absent: false
            case .file(_, let count): count > 0 && keepsFound
            case .pointer(_, let count): count > 0
            // What cannot be kept is not replaced: this says why.
            case .obstacle: true
            }
        if isKept { try store.keep(folder.read(output, upTo: Bounds.pictureBytes), writer: writer) }
        let place = try folder.place(forWriting: output)
        try writer.replace(place.name, in: place.folder, with: bytes, shownAs: output.text) {
            guard AssetFile(at: output, in: folder) == seen,
                try folder.realPath(forWriting: output) == place.realPath
            else { throw ChangedMeanwhileError(output) }
        }
    }

    /// Writes what Xcode wants of the catalog that a set lies in, unless it is there.
    func completeCatalog(around set: CatalogSet) throws {
        guard let path = set.catalogContents, case .absent = AssetFile(at: path, in: folder) else { return }
        try publish(CatalogDocument.ofCatalog, at: path, over: .absent, keepsFound: true)
    }

    /// Removes files that a published image no longer needs, as long as they are still what the lockfile recorded.
    ///
    /// - Returns: which of them were left where they are, and why.
    func vacate(
        _ paths: [PackagePath], of digests: Set<SHA256Digest>, keepInStore: Bool, claimed: ClaimedFiles
    ) throws -> [Note] {
        var left: [Note] = []
        for path in paths {
            let found = AssetFile(at: path, in: folder)
            guard let digest = found.digest, digests.contains(digest) else { continue }
            if keepInStore, case .file = found {
                try store.keep(folder.read(path, upTo: Bounds.pictureBytes), writer: writer)
            }
            switch try folder.remove(path, unless: claimed) {
            case nil, .absent?, .claimed?: break
            case let reason?: left.append(.oldFileStays(path, reason))
            }
        }
        return left
    }
}
