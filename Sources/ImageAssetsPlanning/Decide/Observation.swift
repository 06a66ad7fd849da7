import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsText

/// What a look at a package found: all that planning knows of lockfile, disk, store and Git. Below it nobody looks
/// anywhere.
///
/// Of a product that is as the lockfile says, only its own file is in it.
package struct Observation: Sendable {
    package var lockfile: Lockfile
    /// At the outputs, and where entries that may have the bytes of a product say that their assets are.
    package var files: [PackagePath: AssetFile]
    /// What the service gave for a fingerprint.
    package var answers: [Fingerprint: KnownAnswers]
    /// Those that the store holds whole, of the digests that may be wanted.
    package var objects: Set<SHA256Digest>
    /// Files that are the first part, but not all, of what the lockfile records for them.
    package var beginnings: Set<PackagePath>
    /// Files that do not begin like a PNG.
    package var kinds: [PackagePath: FileKind]
    /// What files decode to that break `expect` by the lockfile's word, and renditions of whose alpha it says nothing.
    package var decoded: [PackagePath: AssetFacts]
    /// Of the images that others are made from: the pictures at their outputs.
    package var assets: [ImageName: AssetBytes]
    /// Those of them that are placeholders although no lockfile says so any more.
    package var placeholders: Set<SHA256Digest> = []
    /// What Git has of assets that are nowhere else.
    package var git: [LockedAsset: GitFinding]
    /// Of the files at paths of renditions, those that the store marks as made here.
    package var ownRenditions: Set<SHA256Digest> = []
    /// Of the files that neither lockfile nor store explain, the commit whose lockfile records them for their image.
    package var committed: [PackagePath: GitCommit] = [:]
    /// Git was asked, and does not read the repository that the package is in.
    package var hasUnreadRepository = false

    package init(
        lockfile: Lockfile = Lockfile(), files: [PackagePath: AssetFile] = [:],
        answers: [Fingerprint: KnownAnswers] = [:],
        objects: Set<SHA256Digest> = [], beginnings: Set<PackagePath> = [], kinds: [PackagePath: FileKind] = [:],
        decoded: [PackagePath: AssetFacts] = [:], assets: [ImageName: AssetBytes] = [:],
        git: [LockedAsset: GitFinding] = [:]
    ) {
        self.lockfile = lockfile
        self.files = files
        self.answers = answers
        self.objects = objects
        self.beginnings = beginnings
        self.kinds = kinds
        self.decoded = decoded
        self.assets = assets
        self.git = git
    }

    package func file(at path: PackagePath) -> AssetFile { files[path] ?? .absent }

    /// What was looked at later, about other products.
    mutating func add(_ further: Observation) {
        files.merge(further.files) { _, later in later }
        answers.merge(further.answers) { _, later in later }
        objects.formUnion(further.objects)
        beginnings.formUnion(further.beginnings)
        kinds.merge(further.kinds) { _, later in later }
        decoded.merge(further.decoded) { _, later in later }
        ownRenditions.formUnion(further.ownRenditions)
        git.merge(further.git) { _, later in later }
        committed.merge(further.committed) { _, later in later }
    }

    package func answers(for product: Product) -> KnownAnswers {
        product.fingerprint.flatMap { answers[$0] } ?? KnownAnswers()
    }
}

/// What Git knows of an asset.
package struct GitFinding: Sendable, Hashable {
    /// In its index or last commit.
    package var copy: GitCopy?
    /// How a person has Git bring the copy back.
    package var restore: GitCheckout?
    /// How a person has Git fetch a file that it knows and this clone lacks.
    package var fetch: GitCheckout?

    package init(copy: GitCopy? = nil, restore: GitCheckout? = nil, fetch: GitCheckout? = nil) {
        self.copy = copy
        self.restore = restore
        self.fetch = fetch
    }
}
