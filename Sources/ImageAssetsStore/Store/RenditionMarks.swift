import ImageAssetsModel
import ImageAssetsSystem

/// The files that were made of assets, known by the digests of their bytes: a run that dies between such a file and the
/// lockfile leaves one that nobody would know for ours.
///
/// Nothing of a person's is given up by their word: what the lockfile does not name is kept before it is replaced.
extension AssetStore {
    /// Notes that a file with these bytes is about to be published.
    package func markRendition(_ digest: SHA256Digest, writer: AtomicFile) throws {
        if holdsRendition(digest) { return }
        try writer.replace(digest.hex, in: makeFolder(StoreFolder.parts(ofRendition: digest)), with: Data())
    }

    /// Those of these files that we made.
    package func rendered(among digests: Set<SHA256Digest>) -> Set<SHA256Digest> {
        guard let marks = try? folder([StoreFolder.renditions]), !marks.names().isEmpty else { return [] }
        return digests.filter(holdsRendition)
    }

    private func holdsRendition(_ digest: SHA256Digest) -> Bool {
        (try? folder(StoreFolder.parts(ofRendition: digest)))?.isFile(digest.hex) == true
    }
}
