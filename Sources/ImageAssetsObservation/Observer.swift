import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsText

/// Looks at all that planning has to know of disk, store and Git, side by side: below it nobody looks anywhere.
struct Observer {
    let workspace: Workspace
    let limits: PNGLimits
    let files: SeenFiles
    /// Brings images that are found in kept answers into the store; nil: nothing is written.
    let keeper: AtomicFile?
    let warn: (StoreRemark) -> Void

    private var folder: PackageFolder { workspace.folder }

    /// - Parameters:
    ///   - outputs: what is at the products' outputs, where that was looked at already.
    ///   - close: products that are looked at as if they were out of date, and with their old answers.
    ///   - index: of the lockfile, where there is one already.
    /// - Returns: the products, too, with what is known of the images that they are made from.
    func look(
        at products: [Product], _ lockfile: Lockfile, outputs: [PackagePath: AssetFile]? = nil,
        closely close: Set<ImageName> = [], index: LockIndex? = nil
    ) async -> (products: [Product], seen: Observation) {
        var seen = Observation(lockfile: lockfile, files: outputs ?? files.assets(at: products.map(\.output)))
        let products = seen.lookAtParents(of: products, in: files)
        await lookAtRenditions(of: products, into: &seen)
        let doubtful = products.filter { close.contains($0.name) || !seen.isAsRecorded($0) }
        if doubtful.isEmpty { return (products, seen) }
        let entries = Self.entries(that: doubtful, mayUse: index ?? LockIndex(lockfile))
        await look(at: entries.map(\.asset.path), into: &seen)
        await lookAtFiles(of: doubtful, into: &seen)
        // Where an entry's own file has its bytes, nobody looks elsewhere; that they lie at another path by chance is
        // no such place.
        let kept = Set(
            entries.filter { seen.file(at: $0.asset.path).digest == $0.asset.sha256 }.map(\.asset.sha256))
        let wanted = entries.filter { !kept.contains($0.asset.sha256) }
        seen.objects.formUnion(await objects(among: wanted.map(\.asset.sha256)))
        lookIntoGit(for: doubtful, wanted, into: &seen)
        seen.answers = await answers(for: doubtful, closely: close, seen)
        return (products, seen)
    }

    /// Those of a product itself, of its fingerprint, and whatever has the same bytes as these.
    private static func entries(that products: [Product], mayUse index: LockIndex) -> [LockEntry] {
        let fingerprints = Set(products.compactMap(\.fingerprint))
        let own = products.compactMap { index.entry(of: $0.name) }
        let alike = fingerprints.flatMap { index.byFingerprint[$0, default: []].map(\.entry) }
        let digests = Set((own + alike).map(\.asset.sha256))
        return digests.flatMap { index.byDigest[$0, default: []].map(\.entry) }
    }

    // MARK: Disk

    func look(at paths: [PackagePath], into seen: inout Observation) async {
        let unknown = files.unknownAssets(paths)
        let looks = await unknown.mapOnAllCores { [folder] in AssetFile.look(at: $0, in: folder) }
        files.remember(looks, at: unknown)
        seen.files.reserveCapacity(seen.files.count + paths.count)
        for path in paths { seen.files[path] = files.asset(at: path) }
    }

    /// What is at an output where something else should be.
    private enum Detail: Sendable {
        case kind(FileKind)
        case beginning
        case facts(AssetFacts)
    }

    private func lookAtFiles(of products: [Product], into seen: inout Observation) async {
        let outputs = products.map { ($0, seen.lockfile.images[$0.name], seen.file(at: $0.output)) }
        let details = await outputs.mapOnAllCores { [folder, store = workspace.store, limits] product, entry, file in
            Self.detail(of: product, entry, file, in: folder, store, limits)
        }
        for (product, detail) in zip(products, details) {
            switch detail {
            case .kind(let kind)?: seen.kinds[product.output] = kind
            case .beginning?: seen.beginnings.insert(product.output)
            case .facts(let facts)?: seen.decoded[product.output] = facts
            case nil: break
            }
        }
    }

    private static func detail(
        of product: Product, _ entry: LockEntry?, _ file: AssetFile, in folder: PackageFolder, _ store: AssetStore,
        _ limits: PNGLimits
    ) -> Detail? {
        guard let digest = file.digest else { return nil }
        if let entry, digest == entry.asset.sha256 {
            guard let byteCount = file.byteCount, entry.stands(for: product),
                product.expect.isInDoubt(entry.asset.facts, byteCount: byteCount),
                let bytes = try? folder.read(product.output, upTo: Bounds.pictureBytes),
                SHA256Digest(of: bytes) == digest,
                let info = try? PNGInfo(decoding: bytes, limits: limits)
            else { return nil }
            return .facts(AssetFacts(info))
        }
        if let entry, case .file(_, let count) = file, count > 0, count < entry.asset.byteCount,
            let whole = store.object(entry.asset.sha256),
            let bytes = try? folder.read(product.output, upTo: Bounds.pictureBytes),
            bytes == whole.prefix(count)
        {
            return .beginning
        }
        guard let start = try? folder.readStart(of: product.output, count: LFSPointer.maximumByteCount).start,
            case let kind = FileKind(start), kind != .known(.png)
        else { return nil }
        return .kind(kind)
    }

    // MARK: Store and Git

    /// Nothing is read of answers where the recorded bytes are at hand: they come first.
    private func answers(
        for products: [Product], closely close: Set<ImageName>, _ seen: Observation
    ) async -> [Fingerprint: KnownAnswers] {
        var known: Set<Fingerprint> = []
        var questions: [StoredAnswers.Question] = []
        for product in products {
            let isClose = close.contains(product.name)
            if let fingerprint = product.fingerprint, isClose || !seen.hasRecordedBytes(of: product),
                known.insert(fingerprint).inserted
            {
                questions.append((fingerprint, product.pictures))
            }
            // Only to tell whose they are: without the references that were sent along nothing may be kept as an image.
            if isClose, keeper == nil, let old = seen.lockfile.images[product.name]?.fingerprint,
                known.insert(old).inserted
            {
                questions.append((old, []))
            }
        }
        return await StoredAnswers(
            in: workspace.store, limits: limits, readAnswer: workspace.readAnswer, keeper: keeper
        ).look(at: questions, warn: warn)
    }

    func objects(among digests: [SHA256Digest]) async -> Set<SHA256Digest> {
        let wanted = Array(Set(digests))
        let isThere = await wanted.mapOnAllCores { [store = workspace.store] in store.object($0) != nil }
        return Set(zip(wanted, isThere).filter(\.1).map(\.0))
    }

    /// Git is asked of what is nowhere else, and how it brings back what something else stands for.
    private func lookIntoGit(for products: [Product], _ lost: [LockEntry], into seen: inout Observation) {
        let git = GitCopies(of: folder)
        let fingerprints = Set(products.compactMap(\.fingerprint))
        let frozen = Set(products.filter(\.entry.frozen).compactMap { seen.lockfile.images[$0.name]?.asset })
        let wanted = lost.filter { entry in
            !seen.objects.contains(entry.asset.sha256)
                && (fingerprints.contains(entry.fingerprint) || frozen.contains(entry.asset))
        }
        seen.hasUnreadRepository = !wanted.isEmpty && git.isRefused
        let spoiled = products.filter { seen.kinds[$0.output] != nil }.compactMap { seen.lockfile.images[$0.name] }
        for entry in wanted + spoiled where seen.git[entry.asset] == nil {
            let copy = git.copy(at: entry.asset.path, of: entry.asset)
            seen.git[entry.asset] = GitFinding(
                copy: copy, restore: copy?.checkout, fetch: git.fetch(of: entry.asset.path))
        }
        MergedSides(of: products, in: seen).look(at: workspace.lockfile, git, into: &seen)
    }
}

extension Observation {
    /// Whether the lockfile says all that there is to know of a product.
    fileprivate func isAsRecorded(_ product: Product) -> Bool {
        let file = file(at: product.output)
        guard let entry = lockfile.images[product.name], entry.stands(for: product), entry.asset.path == product.output,
            file.digest == entry.asset.sha256
        else { return false }
        let byteCount = file.byteCount ?? entry.asset.byteCount
        return !product.expect.isInDoubt(entry.asset.facts, byteCount: byteCount)
    }

    /// Whether what the lockfile records of a product stands for today's recipe and can be had without its answers.
    fileprivate func hasRecordedBytes(of product: Product) -> Bool {
        guard let entry = lockfile.images[product.name], entry.stands(for: product),
            // As planning does: an answer that is there must be found before another one is paid for.
            product.expect.violations(
                facts: decoded[product.output] ?? entry.asset.facts, byteCount: entry.asset.byteCount
            ).isEmpty
        else { return false }
        switch file(at: product.output) {
        // Whether something else that is there is an answer, only the answers tell.
        case .file(let digest, let count) where digest != entry.asset.sha256 && count > 0: return false
        case .pointer(let digest, _) where digest != entry.asset.sha256: return false
        case .absent, .obstacle, .file, .pointer: break
        }
        return objects.contains(entry.asset.sha256) || file(at: entry.asset.path).digest == entry.asset.sha256
    }
}
