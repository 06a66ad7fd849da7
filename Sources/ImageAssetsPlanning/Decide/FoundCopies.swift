import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// Where bytes that one plan wants are, each looked for once: of thousands of images that share a fingerprint it would
/// take hours.
final class FoundCopies {
    private let index: LockIndex
    private var copies: [Fingerprint: [(entry: LockEntry, source: FreeSource)]] = [:]
    private var twins: [SHA256Digest: PackagePath?] = [:]

    init(_ index: LockIndex) {
        self.index = index
    }

    /// The entries of a fingerprint whose bytes can be had, and where.
    ///
    /// They are looked for once, not for each of the images that share the fingerprint: of thousands it would take
    /// hours.
    func copies(
        of fingerprint: Fingerprint, digest: (PackagePath) -> SHA256Digest?,
        find: (LockEntry, [SHA256Digest: PackagePath]) -> FreeSource?
    ) -> [(entry: LockEntry, source: FreeSource)] {
        if let known = copies[fingerprint] { return known }
        let entries = index.drawn[fingerprint, default: []]
        var places: [SHA256Digest: PackagePath] = [:]
        for output in entries.isEmpty ? [] : index.outputs[fingerprint, default: []] {
            if let digest = digest(output), places[digest] == nil { places[digest] = output }
        }
        let found = entries.compactMap { named in find(named.entry, places).map { (named.entry, $0) } }
        copies[fingerprint] = found
        return found
    }

    /// The path of an entry with these bytes, where `holds` is true of it.
    func twin(of digest: SHA256Digest, where holds: (PackagePath) -> Bool) -> PackagePath? {
        if let known = twins[digest] { return known }
        let twin = index.byDigest[digest, default: []].lazy.map(\.entry.asset.path).first(where: holds)
        twins[digest] = .some(twin)
        return twin
    }
}
