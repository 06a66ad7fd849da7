@testable import ImageAssetsModel
@testable import ImageAssetsRuns
@testable import ImageAssetsStore

extension ResolvedManifest {
    static func resolve(
        _ path: PackagePath, in files: SeenFiles,
        lockedType: @escaping @Sendable (SHA256Digest) -> ReferenceType? = { _ in nil }
    ) throws(Diagnostics) -> ResolvedManifest {
        try ResolvedManifest(resolving: parse(path, in: files), path: path, in: files, lockedType: lockedType)
    }
}
