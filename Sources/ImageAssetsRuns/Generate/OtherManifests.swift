import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsText

/// What the package's other manifests name: a file of theirs is not removed for this one's sake.
extension Workspace {
    /// The files that go away for nobody: those of `plan`, and those of the other manifests as far as they can be read.
    func claimedFiles(_ plan: Plan) -> ClaimedFiles {
        var paths = plan.claimed
        let others = try? PackageManifests(in: folder, known: manifest)
        for path in others?.manifests ?? [] where path != manifest {
            guard let text = try? folder.text(path) else { continue }
            let parsed = ManifestParser.parse(text, file: path)
            paths.formUnion(parsed.fragmentFiles)
            if let names = parsed.swiftNames { paths.insert(names.output) }
            for draft in parsed.drafts {
                if let output = draft.output?.value { paths.insert(output) }
                for rendition in draft.renditions { paths.insert(rendition.output) }
                if case .file(let prompt)? = draft.prompt?.value { paths.insert(prompt) }
                for path in draft.pictures.compactMap(\.value.path) { paths.insert(path) }
            }
        }
        return ClaimedFiles(paths, in: folder)
    }
}
