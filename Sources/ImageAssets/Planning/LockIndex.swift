/// The lockfile's entries, arranged for the questions that a plan asks.
struct LockIndex {
    typealias Named = (name: ImageName, entry: LockEntry)

    /// Sorted by name.
    let byFingerprint: [Fingerprint: [Named]]
    let byDigest: [SHA256Digest: [Named]]
    /// The digests of assets that are stand-ins.
    let standIns: Set<SHA256Digest>

    init(_ lockfile: Lockfile) {
        let all = lockfile.images.map { Named($0.key, $0.value) }.sorted { $0.name < $1.name }
        byFingerprint = Dictionary(grouping: all.filter { !$0.entry.isPlaceholder }, by: \.entry.fingerprint)
        byDigest = Dictionary(grouping: all, by: \.entry.asset.sha256)
        standIns = Set(all.filter(\.entry.isPlaceholder).map(\.entry.asset.sha256))
    }
}
