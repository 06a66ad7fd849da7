import ImageAssetsModel

/// The lockfile's entries and the manifest's products, arranged for the questions that decisions ask.
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
    package private(set) lazy var byDigest = groups(of: all { _ in true }) { $0.entry.asset.sha256 }
    /// The digests of assets that are placeholders.
    package private(set) lazy var placeholders = Set(all { $0.isPlaceholder }.map { $0.entry.asset.sha256 })
    /// Where products of a fingerprint belong.
    private lazy var outputs = Dictionary(grouping: products.filter { $0.fingerprint != nil }) { $0.fingerprint }
        .mapValues { $0.map(\.output) }
    private lazy var productsByName = Dictionary(products.map { ($0.name, $0) }) { first, _ in first }
    private lazy var claimed = products.claimed
    private var copies: [Fingerprint: [(entry: LockEntry, source: FreeSource)]] = [:]
    private var twins: [SHA256Digest: PackagePath?] = [:]

    private let lockfile: Lockfile
    private let products: [Product]

    package init(_ lockfile: Lockfile, products: [Product] = []) {
        self.lockfile = lockfile
        self.products = products
    }

    /// Whether the manifest names a file.
    func claims(_ path: PackagePath) -> Bool { claimed.contains(path) }

    /// Whether a service drew these bytes for a fingerprint, as an entry says.
    func drew(_ digest: SHA256Digest, for fingerprint: Fingerprint?) -> Bool {
        guard let fingerprint else { return false }
        return drawn[fingerprint, default: []].contains { $0.entry.asset.sha256 == digest }
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
    func explains(_ digest: SHA256Digest, at path: PackagePath) -> Bool {
        byDigest[digest, default: []].contains { named in
            guard named.entry.asset.path == path else { return false }
            guard named.entry.isAccepted else { return true }
            guard let product = productsByName[named.name] else { return false }
            return product.output != path && product.fingerprint == named.entry.fingerprint
        }
    }

    package func entry(of name: ImageName) -> LockEntry? { lockfile.images[name] }

    private func all(where isWanted: (LockEntry) -> Bool) -> [Named] {
        lockfile.images.compactMap { isWanted($0.value) ? Named($0.key, $0.value) : nil }
    }

    private func groups<Key>(of all: [Named], by key: (Named) -> Key) -> [Key: [Named]] {
        // Nearly every group has one member, and to sort them is quicker than to sort all.
        Dictionary(grouping: all, by: key).mapValues { $0.count == 1 ? $0 : $0.sorted { $0.name < $1.name } }
    }
}
