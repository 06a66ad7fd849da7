import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// The files that were made of assets, known by the digests of their bytes and by the manifest that declares them: a
/// run that dies between such a file and the lockfile leaves one that nobody would know for ours.
///
/// Nothing of a person's is given up by their word: what the lockfile does not name is kept before it is replaced. Nor
/// does a manifest take another's rendition for its own.
extension AssetStore {
    /// Notes that a file with these bytes is about to be published.
    package func markRendition(_ digest: SHA256Digest, for manifest: PackagePath, writer: AtomicFile) throws {
        let mark = RenditionMark(digest, for: manifest)
        if holds(mark) { return }
        try writer.replace(mark.fileName, in: makeFolder(StoreFolder.parts(ofRendition: digest)), with: Data())
    }

    /// Those of these files that were made for a manifest.
    package func rendered(among digests: Set<SHA256Digest>, for manifest: PackagePath) -> Set<SHA256Digest> {
        guard let marks = try? folder([StoreFolder.renditions]), !marks.names().isEmpty else { return [] }
        return digests.filter { holds(RenditionMark($0, for: manifest)) }
    }

    private func holds(_ mark: RenditionMark) -> Bool {
        (try? folder(StoreFolder.parts(ofRendition: mark.digest)))?.isFile(mark.fileName) == true
    }
}

/// That a file was made for a manifest: all of it is in the mark's name.
package struct RenditionMark: Sendable, Hashable {
    package let digest: SHA256Digest
    let fileName: String

    init(_ digest: SHA256Digest, for manifest: PackagePath) {
        self.digest = digest
        fileName = "\(digest.hex)-\(SHA256Digest(of: Data(manifest.text.utf8)).hex.prefix(16))"
    }

    /// Nil where it is no mark's name.
    init?(fileName: String) {
        let parts = fileName.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let digest = SHA256Digest(hex: String(parts[0])) else { return nil }
        self.digest = digest
        self.fileName = fileName
    }
}
