import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsStore
import ImageAssetsText

extension ComposedManifest {
    static func read(
        _ path: PackagePath, in files: SeenFiles, lockedTypes: [SHA256Digest: ReferenceType] = [:]
    ) async throws(Diagnostics) -> ComposedManifest {
        let reader = try ManifestReader(path, in: files)
        return try reader.compose(
            await reader.look(), lockedTypes: lockedTypes, formats: Set(RenditionFormat.allCases))
    }
}
