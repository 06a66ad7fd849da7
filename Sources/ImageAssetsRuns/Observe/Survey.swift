import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore

/// Everything that a command looks at before it does anything: manifest, lockfile, disk and store, and the plan that
/// follows.
package struct Survey {
    package let workspace: Workspace
    package let rules: ServiceRules
    package let images: [Product]
    /// Requests that the manifest allows a run that does not say.
    package let maximumRequests: Int?
    package let lockfile: LockfileOnDisk
    /// The lockfile holds merge conflicts; what was read is the best of both sides.
    package let isConflicted: Bool
    package let surroundings: Surroundings
    /// What was looked at, for the next survey.
    package let files: SeenFiles
    package let start: Int64
    /// Warnings; errors are thrown.
    package let findings: [Finding]

    /// - Parameter keeper: brings images that are found in kept answers into the store; nil: nothing is written.
    /// - Throws: all that is wrong with manifest, lockfile and references.
    package init(
        of workspace: Workspace, limits: PNGLimits, keeper: AtomicFile? = nil, warn: @escaping (Note) -> Void
    ) async throws(Diagnostics) {
        self.workspace = workspace
        start = FileStamp.now
        let files = workspace.seenFiles()
        self.files = files
        let manifest = try ResolvedManifest.parse(
            workspace.manifest, in: files, invocation: workspace.invocation)
        // Most of the time of a first look goes into hashing the assets: the other cores begin with it at once.
        let unknown = files.unknownAssets(manifest.drafts.compactMap(\.output?.value))
        async let looks = unknown.mapOnAllCores { [folder = workspace.folder] path in
            AssetFile.look(at: path, in: folder)
        }
        let digest: SHA256Digest?
        let content: LockfileOnDisk.Content
        do {
            (content, digest) = try Self.readLockfile(workspace, manifest, files)
        } catch {
            throw Diagnostics(Self.faults(manifest, workspace, files) + [error])
        }
        let lockedTypes = content.referenceTypes
        let resolved = try ResolvedManifest(
            resolving: manifest, path: workspace.manifest, in: files, lockedType: { lockedTypes[$0] }
        )
        rules = resolved.rules
        images = resolved.images
        maximumRequests = resolved.maximumRequests
        findings = resolved.warnings.map(Finding.fault)
        isConflicted = content.isConflicted
        files.remember(await looks, at: unknown)
        let answers = StoredAnswers(
            in: workspace.store, limits: limits, images: images, readAnswer: workspace.readAnswer, keeper: keeper,
            warn: { warn(.store($0)) })
        let surroundings = Surroundings.live(files: files, answers: answers)
        self.surroundings = surroundings
        lockfile = LockfileOnDisk(
            workspace: workspace, digest: digest, content: content,
            fit: Self.fit(images: resolved.images, surroundings: surroundings)
        )
    }

    /// The lockfile, and the digest of its bytes, which are many and are not kept.
    private static func readLockfile(
        _ workspace: Workspace, _ manifest: ParsedManifest, _ files: SeenFiles
    ) throws(Diagnostic) -> (LockfileOnDisk.Content, SHA256Digest?) {
        let bytes = try LockfileOnDisk.bytes(of: workspace.lockfile, read: files.read)
        let digest = bytes.map { SHA256Digest(of: $0) }
        let content = try LockfileOnDisk.Content(
            consume bytes, file: workspace.lockfile, sharing: manifest.entries
        )
        return (content, digest)
    }

    /// A lockfile that cannot be read hides no fault of the manifest.
    private static func faults(
        _ manifest: ParsedManifest, _ workspace: Workspace, _ files: SeenFiles
    ) -> [Diagnostic] {
        do {
            _ = try ResolvedManifest(resolving: manifest, path: workspace.manifest, in: files)
            return []
        } catch {
            return error.all
        }
    }

    /// Of two entries for one image the one is better that fits the manifest, then the disk, then the store.
    private static func fit(
        images: [Product], surroundings: Surroundings
    ) -> (ImageName, LockEntry) -> Int {
        // Only a conflict asks.
        var wanted: [ImageName: Product]?
        return { name, entry in
            if wanted == nil { wanted = Dictionary(images.map { ($0.name, $0) }) { first, _ in first } }
            let image = wanted?[name]
            var fit = 0
            if image?.fingerprint == entry.fingerprint { fit += 4 }
            let places = [entry.asset.path, image?.output].compactMap { $0 }
            if places.contains(where: { surroundings.file($0).digest == entry.asset.sha256 }) {
                fit += 2
            } else if surroundings.object(entry.asset.sha256) != nil {
                fit += 1
            }
            return entry.isPlaceholder ? fit - 4 : fit
        }
    }

    package func plan(_ options: PlanOptions) -> Plan {
        Planner(images: images, lockfile: lockfile.lockfile, surroundings: surroundings, options: options).plan()
    }

    /// The images of these names, in the manifest's order.
    ///
    /// - Parameter commands: what a name may have been meant to be.
    package func images(
        named names: [String], option: String = "image", orCommands commands: [String] = []
    ) throws(UsageError) -> Set<ImageName> {
        let known = Set(images.map(\.name))
        var found: Set<ImageName> = []
        for name in names {
            guard let name = try? ImageName(name), known.contains(name) else {
                let typed = TypedWord(name, commands: commands, invocation: workspace.invocation)
                let near =
                    typed.command
                    ?? NearestName.of(name, among: known.map(\.text).sorted()).map { "\"\($0)\"" }
                    ?? typed.nearCommand
                throw UsageError(
                    "\(option) \"\(name)\" is not in \(workspace.manifest)"
                        + (near.map { "; did you mean \($0)?" } ?? "")
                )
            }
            found.insert(name)
        }
        return found
    }
}
