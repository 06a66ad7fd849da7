import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsStore
import ImageAssetsText

/// Where paths lead that may be written, each folder resolved once.
struct RealPaths {
    let seen: SeenFiles
    private var folder: PackageFolder { seen.folder }
    private var folders: [PackagePath?: Result<String, PackageFolderError>] = [:]

    init(_ seen: SeenFiles) {
        self.seen = seen
    }

    /// Notes where a path leads, or that it cannot be written.
    mutating func look(at path: PackagePath, into files: inout ManifestFiles) {
        if seen.liesAsWritten(path) { return }
        do throws(PackageFolderError) {
            let real = folder.relative(try folder.target(of: path, in: parent(of: path)))
            if real != path.text { files.leads[path] = real }
        } catch {
            files.blocked[path] = error
        }
    }

    /// Notes where the folder of a path leads. Whether anything can be written there is what its files tell.
    mutating func lookAtFolder(of path: PackagePath, into files: inout ManifestFiles) {
        guard let folder = path.parent, let target = try? parent(of: path) else { return }
        let real = self.folder.relative(target)
        if real != folder.text { files.leads[folder] = real }
    }

    private mutating func parent(of path: PackagePath) throws(PackageFolderError) -> String {
        let known: Result<String, PackageFolderError>
        if let cached = folders[path.parent] {
            known = cached
        } else {
            known = Result { () throws(PackageFolderError) in try folder.resolveFolder(path.parent, of: path) }
            folders[path.parent] = known
        }
        switch known {
        case .success(let real): return real
        case .failure(let error): throw PackageFolderError(path, error.fault)
        }
    }
}
