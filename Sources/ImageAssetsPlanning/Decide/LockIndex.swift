import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// The lockfile's entries and the manifest's products, arranged for the questions that decisions ask.
///
/// A class, because each arrangement is made for the first question: when all is up to date, nobody asks.
package final class LockIndex {
    package typealias Named = (name: ImageName, entry: LockEntry)

    /// Each group is sorted by name.
    package private(set) lazy var byFingerprint = groups(of: all { !$0.isPlaceholder }) { $0.entry.fingerprint }
    /// Those that a service drew: what a person made is no source for another image.
    package private(set) lazy var drawn = groups(of: all { $0.kind == .made }) {
        $0.entry.fingerprint
    }
    package private(set) lazy var byDigest = groups(of: all { _ in true }) { $0.entry.asset.sha256 }
    /// The digests of assets that are placeholders.
    package private(set) lazy var placeholders = Set(all { $0.isPlaceholder }.map { $0.entry.asset.sha256 })
    /// Where products of a fingerprint belong.
    private(set) lazy var outputs = Dictionary(grouping: products.filter { $0.fingerprint != nil }) { $0.fingerprint }
        .mapValues { $0.map(\.output) }
    private lazy var productsByName = Dictionary(products.map { ($0.name, $0) }) { first, _ in first }
    private lazy var claimed = products.claimed
    /// Whatever any entry says was published there as a rendition, and by no person.
    private lazy var rendered = Dictionary(grouping: renditions) { $0.path }
    private lazy var renderedByFingerprint = Dictionary(grouping: renditions) { $0.record.fingerprint }

    let lockfile: Lockfile
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

    /// Whether an entry explains what stands at `path`, where it was published: not a person's file that nothing moves
    /// away.
    func explains(_ digest: SHA256Digest, at path: PackagePath) -> Bool {
        if rendered[path, default: []].contains(where: { $0.record.sha256 == digest }) { return true }
        return byDigest[digest, default: []].contains { named in
            guard named.entry.asset.path == path else { return false }
            guard named.entry.isAccepted else { return true }
            guard let product = productsByName[named.name] else { return false }
            return product.output != path && product.fingerprint == named.entry.fingerprint
        }
    }

    /// Whether these bytes were made by a rendition's recipe, as an entry says.
    func rendered(_ digest: SHA256Digest, by fingerprint: Fingerprint?) -> Bool {
        guard let fingerprint else { return false }
        return renderedByFingerprint[fingerprint, default: []].contains { $0.record.sha256 == digest }
    }

    /// Of the manifest.
    var productCount: Int { products.count }

    /// Whether the manifest has an image of this name.
    func names(_ name: ImageName) -> Bool { productsByName[name] != nil }

    func product(_ name: ImageName) -> Product? { productsByName[name] }

    package func entry(of name: ImageName) -> LockEntry? { lockfile.images[name] }

    private var renditions: [(path: PackagePath, record: LockedRendition)] {
        lockfile.images.values.flatMap { entry in
            entry.renditions.compactMap { $0.value.isAccepted ? nil : ($0.key, $0.value) }
        }
    }

    private func all(where isWanted: (LockEntry) -> Bool) -> [Named] {
        lockfile.images.compactMap { isWanted($0.value) ? Named($0.key, $0.value) : nil }
    }

    private func groups<Key>(of all: [Named], by key: (Named) -> Key) -> [Key: [Named]] {
        // Nearly every group has one member, and to sort them is quicker than to sort all.
        Dictionary(grouping: all, by: key).mapValues { $0.count == 1 ? $0 : $0.sorted { $0.name < $1.name } }
    }
}
