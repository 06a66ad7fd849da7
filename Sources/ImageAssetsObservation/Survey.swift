import ImageAssetsComposition
import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// Everything that a command looks at before it does anything, and the plan that follows.
package struct Survey {
    package let workspace: Workspace
    package let manifest: ComposedManifest
    package let lockfile: LockfileOnDisk
    /// The lockfile holds merge conflicts; what was read is the best of both sides.
    package let isConflicted: Bool
    /// With what is known, as things stand, of the images that they are made from.
    package let products: [Product]
    package let observation: Observation
    /// Of the lockfile as it was found.
    package let index: LockIndex
    /// Where paths of the manifest lead that do not lie as written.
    let leads: [PackagePath: String]
    let observer: Observer
    /// What was looked at, for the next survey.
    package let files: SeenFiles
    package let start: Int64

    /// What comes after the look.
    package enum Purpose: Sendable {
        case nothing
        /// The lockfile is written.
        ///
        /// - Parameter keeper: brings images that are found in kept answers into the store; nil: they stay there.
        case writing(keeper: AtomicFile?)

        fileprivate var keeper: AtomicFile? { if case .writing(let keeper) = self { keeper } else { nil } }
    }

    /// - Parameters:
    ///   - closely: names or patterns of images of which everything is looked at, also where they are up to date.
    /// - Throws: all that is wrong with manifest, lockfile and references.
    package init(
        of workspace: Workspace, limits: PNGLimits, for purpose: Purpose = .nothing, closely: [String] = [],
        warn: @escaping (Note) -> Void
    ) async throws(Diagnostics) {
        self.workspace = workspace
        start = FileStamp.now
        async let cache = Self.readCache(workspace)
        // The lockfile is the longest text of all: another core reads it while this one reads the manifest.
        async let reading = Self.readLockfile(workspace, for: purpose)
        Heap.reserve()
        let parsed = try ManifestReader.parse(workspace.manifest, in: workspace.folder, workspace.invocation)
        // Most of the time of a first look goes into hashing the assets: the other cores begin with it at once.
        let files = SeenFiles(folder: workspace.folder, cache: await cache)
        self.files = files
        let reader = ManifestReader(parsed, of: workspace.manifest, in: files)
        let unknown = files.unknownAssets(reader.parsed.drafts.compactMap(\.output?.value))
        async let looks = unknown.mapOnAllCores { [folder = workspace.folder] path in
            AssetFile.look(at: path, in: folder)
        }
        let seen = await reader.look()
        var lockedTypes: [SHA256Digest: ReferenceType] = [:]
        // Of a reference that is a Git LFS pointer the lockfile knows the type; else nobody waits for it yet.
        if seen.hasPointers, case .success(let read) = await reading { lockedTypes = read.content.referenceTypes }
        let composition = Result { () throws(Diagnostics) in try reader.compose(seen, lockedTypes: lockedTypes) }
        files.remember(await looks, at: unknown)
        let outputs = (try? composition.get()).map { files.assets(at: $0.products.map(\.output)) }
        let (content, digest): (LockfileOnDisk.Content, SHA256Digest?)
        switch await reading {
        case .success(let read): (content, digest) = read
        case .failure(let error):
            // A lockfile that cannot be read hides no fault of the manifest.
            guard case .failure(let found) = composition else { throw Diagnostics([error.diagnostic]) }
            throw Diagnostics(found.all + [error.diagnostic])
        }
        let composed = try composition.get()
        manifest = composed
        leads = seen.leads
        isConflicted = content.isConflicted
        let lockfile = LockfileOnDisk(
            workspace: workspace, digest: digest, content: content, fit: Self.fit(composed.products, files, workspace))
        self.lockfile = lockfile
        observer = Observer(workspace: workspace, limits: limits, files: files, keeper: purpose.keeper) {
            warn(.store($0))
        }
        let names = closely.isEmpty ? [] : composed.names
        let close = closely.reduce(into: Set<ImageName>()) { $0.formUnion(names.named(by: $1)) }
        let (products, first) = await observer.look(
            at: composed.products, lockfile.lockfile, outputs: outputs, closely: close)
        self.products = products
        index = LockIndex(lockfile.lockfile, products: products)
        observation = await Self.deeper(products, first, closely: close, index, observer)
    }

    /// With what there is for images whose parents are only coming back: which bytes those will have is known by what
    /// is decided about them.
    private static func deeper(
        _ products: [Product], _ seen: Observation, closely close: Set<ImageName>, _ index: LockIndex,
        _ observer: Observer
    ) async -> Observation {
        let levels = Lineage(products).levels
        if levels.count < 2 { return seen }
        var planner = Planner(products, in: seen, PlanOptions(), index: index)
        for level in levels {
            let unseen = planner.unseen(in: level)
            if !unseen.isEmpty {
                planner.take(await observer.look(at: unseen, seen.lockfile, closely: close, index: index).seen)
            }
            planner.decide(about: level)
        }
        return planner.observation
    }

    private static func readCache(_ workspace: Workspace) -> StatCache {
        Heap.reserve()
        return workspace.statCache()
    }

    /// The lockfile, and where it is going to be written the digest of its bytes, which are many and are not kept.
    private static func readLockfile(
        _ workspace: Workspace, for purpose: Purpose
    ) -> Result<(content: LockfileOnDisk.Content, digest: SHA256Digest?), LockfileError> {
        Heap.reserve()
        do throws(LockfileError) {
            let text = try LockfileOnDisk.text(in: workspace)
            let content = try LockfileOnDisk.Content(text, file: workspace.lockfile)
            guard case .writing = purpose else { return .success((content, nil)) }
            return .success((content, text.map { SHA256Digest(of: $0.data) }))
        } catch {
            return .failure(error)
        }
    }

    /// Of two entries for one image the one is better that fits the manifest, then the disk, then the store: a step of
    /// the observation, which only a lockfile with conflicts takes.
    private static func fit(
        _ products: [Product], _ files: SeenFiles, _ workspace: Workspace
    ) -> (ImageName, LockEntry) -> Int {
        // Only a conflict asks.
        var wanted: [ImageName: Product]?
        return { name, entry in
            if wanted == nil {
                // Neither side says what the images are that others are made from, but the disk does.
                var seen = Observation()
                let known = seen.lookAtParents(of: products, in: files)
                wanted = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
            }
            let product = wanted?[name]
            var fit = 0
            if product?.fingerprint == entry.fingerprint { fit += 4 }
            let places = [entry.asset.path, product?.output].compactMap { $0 }
            if places.contains(where: { files.asset(at: $0).digest == entry.asset.sha256 }) {
                fit += 2
            } else if workspace.store.object(entry.asset.sha256) != nil {
                fit += 1
            }
            return entry.isPlaceholder ? fit - 4 : fit
        }
    }

    package func plan(_ options: PlanOptions) -> Plan {
        Planner(products, in: observation, options, index: index).plan()
    }
}
