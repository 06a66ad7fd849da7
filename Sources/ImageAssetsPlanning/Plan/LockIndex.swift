import ImageAssetsModel

/// The lockfile's entries and the manifest's images, arranged for the questions that a plan asks.
///
/// A class, because each arrangement is made for the first question: when all is up to date, nobody asks.
package final class LockIndex {
    package typealias Named = (name: ImageName, entry: LockEntry)

    /// Each group is sorted by name.
    package private(set) lazy var byFingerprint = groups(of: all { !$0.isPlaceholder }) { $0.entry.fingerprint }
    /// Those that a service drew: what a person made is no source for another image.
    package private(set) lazy var drawn = groups(of: all { !$0.isPlaceholder && !$0.isAccepted }) {
        $0.entry.fingerprint
    }
    private(set) lazy var byDigest = groups(of: all { _ in true }) { $0.entry.asset.sha256 }
    /// The digests of assets that are placeholders.
    package private(set) lazy var placeholders = Set(all { $0.isPlaceholder }.map { $0.entry.asset.sha256 })
    /// Where images of a fingerprint belong.
    private lazy var outputs = Dictionary(grouping: images) { $0.fingerprint }.mapValues { $0.map(\.output) }
    private var copies: [Fingerprint: [(entry: LockEntry, source: FreeSource)]] = [:]
    private var twins: [SHA256Digest: PackagePath?] = [:]

    private lazy var imagesByName = Dictionary(images.map { ($0.name, $0) }) { first, _ in first }

    private let lockfile: Lockfile
    private let images: [Product]

    package init(_ lockfile: Lockfile, images: [Product] = []) {
        self.lockfile = lockfile
        self.images = images
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
        let entries = drawn[fingerprint, default: []]
        var places: [SHA256Digest: PackagePath] = [:]
        for output in entries.isEmpty ? [] : outputs[fingerprint, default: []] {
            if let digest = digest(output), places[digest] == nil { places[digest] = output }
        }
        let found = entries.compactMap { named in find(named.entry, places).map { (named.entry, $0) } }
        copies[fingerprint] = found
        return found
    }

    /// The path of an entry with these bytes, where `holds` is true of it.
    func twin(of digest: SHA256Digest, where holds: (PackagePath) -> Bool) -> PackagePath? {
        if let known = twins[digest] { return known }
        let twin = byDigest[digest, default: []].lazy.map(\.entry.asset.path).first(where: holds)
        twins[digest] = .some(twin)
        return twin
    }

    /// Whether an entry explains what stands at `path`, where it was published: not a person's file that nothing moves
    /// away.
    func explains(_ named: Named, at path: PackagePath) -> Bool {
        guard named.entry.asset.path == path else { return false }
        guard named.entry.isAccepted else { return true }
        guard let image = imagesByName[named.name] else { return false }
        return image.output != path && image.fingerprint == named.entry.fingerprint
    }

    private func all(where isWanted: (LockEntry) -> Bool) -> [Named] {
        lockfile.images.compactMap { isWanted($0.value) ? Named($0.key, $0.value) : nil }
    }

    private func groups<Key>(of all: [Named], by key: (Named) -> Key) -> [Key: [Named]] {
        // Nearly every group has one member, and to sort them is quicker than to sort all.
        Dictionary(grouping: all, by: key).mapValues { $0.count == 1 ? $0 : $0.sorted { $0.name < $1.name } }
    }
}
