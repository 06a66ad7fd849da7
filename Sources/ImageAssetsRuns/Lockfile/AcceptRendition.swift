import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsRenditions
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

extension LockfileJob {
    /// Records the file at a rendition's path as it is, for the recipe of today.
    func accept(
        _ rendition: Rendition, of image: Product, in survey: Survey, _ planner: RenditionPlanner,
        _ lockfile: inout LockfileOnDisk, writer: AtomicFile
    ) -> Result<LockedRendition, Acceptance.Fault> {
        Result { () throws(Acceptance.Fault) in
            let source = rendition.source ?? image.name
            guard let entry = lockfile.lockfile.images[image.name], let asset = lockfile.lockfile.images[source],
                survey.observation.file(at: asset.asset.path).digest == asset.asset.sha256
            else { throw .noAsset }
            let recipe = planner.origins(of: image).recipe(of: rendition)
            let bytes = try bytes(at: rendition.output, in: survey)
            let digest = SHA256Digest(of: bytes)
            let facts = try facts(of: bytes, for: rendition)
            let isMarked = isPersons(digest, entry.renditions[rendition.output], recipe)
            do {
                if isMarked { try survey.workspace.store.keep(bytes, digest: digest, writer: writer) }
            } catch {
                throw .unkept("\(error)")
            }
            let record = LockedRendition(
                recipe, sha256: digest, byteCount: bytes.count, facts: facts,
                kind: isMarked ? .accepted : facts != nil && asset.isPlaceholder ? .placeholder : .made)
            lockfile.record(record, at: rendition.output, of: image.name)
            return record
        }
    }

    /// Nil for what is no picture: of that Xcode is the judge, once it is a JSON object.
    private func facts(of bytes: Data, for rendition: Rendition) throws(Acceptance.Fault) -> AssetFacts? {
        guard let form = rendition.form else {
            try Self.checkObject(bytes)
            return nil
        }
        let facts: AssetFacts
        do throws(RenditionFailure) {
            facts = try form.format.facts(of: bytes, limits: limits)
        } catch {
            throw Self.fault(of: bytes, as: form.format, error)
        }
        let violations = rendition.expect.violations(facts: facts, byteCount: bytes.count)
        guard violations.isEmpty else { throw .expectation(violations) }
        return facts
    }

    private static func checkObject(_ bytes: Data) throws(Acceptance.Fault) {
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONValue(parsing: SourceText(bytes))
        } catch {
            throw .noObject(error)
        }
        guard case .object = value else { throw .noObject(nil) }
    }

    /// Of an image's output or a rendition's.
    func bytes(at path: PackagePath, in survey: Survey) throws(Acceptance.Fault) -> Data {
        switch survey.observation.file(at: path) {
        case .absent: throw .absent
        case .obstacle(let what): throw .obstacle(what)
        case .pointer: throw .pointer
        case .file:
            do throws(PackageFolderError) {
                return try workspace.folder.read(path, upTo: Bounds.pictureBytes)
            } catch {
                throw .obstacle(error.fault)
            }
        }
    }

    /// Nobody encoded it here: what it is says more than how its reading failed.
    private static func fault(
        of bytes: Data, as format: RenditionFormat, _ failure: RenditionFailure
    ) -> Acceptance.Fault {
        switch FileKind(bytes) {
        case .translatedPNG where format == .png: .convertedLineEndings
        case .gitLFSPointer: .pointer
        case .known(.png) where format == .png, .known(.jpeg) where format == .jpeg,
            .known(.webP) where format == .webp:
            .unsound(format, failure)
        case let kind: .otherKind(kind, insteadOf: format)
        }
    }

    /// What we made of today's recipe is ours, whoever accepts it; whatever else is there is somebody's.
    private func isPersons(
        _ digest: SHA256Digest, _ record: LockedRendition?, _ recipe: RenditionRecipe
    ) -> Bool {
        guard let record, record.sha256 == digest, record.fingerprint == recipe.fingerprint else { return true }
        return record.isAccepted
    }
}
