import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// What a revision says of the images: its lockfile, its manifest, and which files it has.
struct RevisionState {
    var lockfile = Lockfile()
    /// Why the lockfile is not known.
    var fault: ComparisonFault?
    /// Of its manifest; nil where that does not tell all of them.
    var names: Set<ImageName>?
    /// At the outputs of today and of then.
    var files: [PackagePath: GitRevision.File] = [:]

    func entry(of name: ImageName) -> LockEntry? { lockfile.images[name] }

    /// Images that it has and the manifest no more, by name.
    func gone(from survey: Survey) -> [ImageName] {
        let today = Set(survey.products.map(\.name))
        return lockfile.images.keys.filter { name in
            // An entry may outlive its image, until it is pruned.
            !today.contains(name) && names?.contains(name) ?? true
        }.sorted()
    }

    /// What images that came are called here, where they show the very picture of one that is gone: of several that do
    /// the one whose path it has, or else the first by name, and each only once.
    func former(of survey: Survey, among gone: [ImageName]) -> [ImageName: ImageName] {
        var left = Dictionary(grouping: gone) { lockfile.images[$0]?.asset.sha256 }
        var former: [ImageName: ImageName] = [:]
        if left.isEmpty { return former }
        for product in survey.products
        where lockfile.images[product.name] == nil && names?.contains(product.name) != true {
            guard let digest = survey.observation.file(at: product.output).digest, var names = left[digest],
                !names.isEmpty
            else { continue }
            let place = names.firstIndex { lockfile.images[$0]?.asset.path == product.output } ?? 0
            former[product.name] = names.remove(at: place)
            left[digest] = names
        }
        return former
    }

    /// - Throws: where nothing can be said of it.
    static func read(
        of revision: GitRevision, for survey: Survey
    ) throws(GitRevisionError) -> RevisionState {
        let workspace = survey.workspace
        var state = RevisionState()
        let (path, bytes) = (workspace.lockfile, try revision.bytes(at: workspace.lockfile))
        do throws(LockfileError) {
            switch try LockfileOnDisk.Content(bytes.map { SourceText($0) }, file: path) {
            case .absent: break
            case .whole(let lockfile): state.lockfile = lockfile
            case .conflicted: state.fault = .conflictedLockfile(path, of: revision.name)
            }
        } catch {
            state.fault = .lockfile(error.diagnostic, of: revision.name)
        }
        if let manifest = try? revision.bytes(at: workspace.manifest) {
            let parsed = ManifestParser.parse(SourceText(manifest), file: workspace.manifest)
            let isWhole = parsed.rules != nil && parsed.hasAllImages
            state.names = isWhole ? Set(parsed.drafts.compactMap { $0.name?.value }) : nil
        }
        let paths = survey.products.map(\.output) + state.lockfile.images.values.map(\.asset.path)
        state.files = try revision.files(at: paths)
        return state
    }
}
