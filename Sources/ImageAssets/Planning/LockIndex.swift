/// The lockfile's entries and the manifest's images, arranged for the questions that a plan asks.
///
/// A class, because each arrangement is made for the first question: when all is up to date, nobody asks.
final class LockIndex {
    typealias Named = (name: ImageName, entry: LockEntry)

    /// Each group is sorted by name.
    private(set) lazy var byFingerprint = groups(of: all { !$0.isPlaceholder }) { $0.entry.fingerprint }
    private(set) lazy var byDigest = groups(of: all { _ in true }) { $0.entry.asset.sha256 }
    /// The digests of assets that are stand-ins.
    private(set) lazy var standIns = Set(all { $0.isPlaceholder }.map { $0.entry.asset.sha256 })
    /// Where images of a fingerprint belong.
    private(set) lazy var outputs = Dictionary(grouping: images) { $0.fingerprint }.mapValues { $0.map(\.output) }

    private let lockfile: Lockfile
    private let images: [ResolvedImage]

    init(_ lockfile: Lockfile, images: [ResolvedImage] = []) {
        self.lockfile = lockfile
        self.images = images
    }

    private func all(where isWanted: (LockEntry) -> Bool) -> [Named] {
        lockfile.images.compactMap { isWanted($0.value) ? Named($0.key, $0.value) : nil }
    }

    private func groups<Key>(of all: [Named], by key: (Named) -> Key) -> [Key: [Named]] {
        // Nearly every group has one member, and to sort them is quicker than to sort all.
        Dictionary(grouping: all, by: key).mapValues { $0.count == 1 ? $0 : $0.sorted { $0.name < $1.name } }
    }
}
