import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// All manifests and lockfiles of a package, wherever they lie: one store serves them all.
///
/// Hidden folders hold none, as no path may lead there; a folder with a `Package.swift` of its own is another package.
package struct PackageManifests {
    package private(set) var manifests: Set<PackagePath> = []
    package private(set) var lockfiles: Set<PackagePath> = []

    /// - Parameter known: a manifest that is one, whatever its file is called.
    /// - Throws: when a folder or file cannot be read, for then nobody knows what lies there.
    package init(in folder: PackageFolder, known: PackagePath) throws {
        add(known)
        try look(through: nil, in: folder)
    }

    private mutating func add(_ manifest: PackagePath) {
        manifests.insert(manifest)
        lockfiles.insert(manifest.lockfile)
    }

    private mutating func look(through parent: PackagePath?, in folder: PackageFolder) throws {
        let directory = parent.map(folder.path(of:)) ?? folder.root
        for name in try Self.names(in: directory, shownAs: parent?.text ?? "the package's folder") {
            guard let path = try? PackagePath(name).inside(parent) else { continue }
            var status = stat()
            guard lstat(folder.path(of: path), &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                if access(folder.path(of: path) + "/Package.swift", F_OK) != 0 {
                    try look(through: path, in: folder)
                }
            } else if name.hasSuffix(".json"), folder.isFile(path) {
                try classify(path, in: folder)
            }
        }
    }

    private static func names(in directory: String, shownAs shown: String) throws(FileError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw FileError("look through", shown, error)
        }
    }

    /// By its words, so that one that is broken just now counts too.
    private mutating func classify(_ path: PackagePath, in folder: PackageFolder) throws {
        let bytes: Data
        do {
            bytes = try folder.read(path, upTo: Bounds.textBytes)
        } catch {
            // No command takes so large a file for either; that one of their names is another's, nobody knows.
            let mayBeOurs = path.lastPart == "images.json" || path.text.hasSuffix(".lock.json")
            if case .tooLarge = error.fault, !mayBeOurs, !manifests.contains(path) { return }
            throw error
        }
        guard bytes.holds(#""images""#) else {
            // One of this very name that is no JSON is a manifest that broke: another tool's file could be read.
            let isBroken = (try? JSONDocument(SourceText(bytes))) == nil
            if path.lastPart == "images.json", isBroken { add(path) }
            return
        }
        if path.text.hasSuffix(".lock.json") {
            lockfiles.insert(path)
            // Its manifest may have a name that does not end in ".json".
            if let manifest = try? PackagePath(String(path.text.dropLast(10))), folder.isFile(manifest) {
                add(manifest)
            }
        } else if bytes.holds(#""prompt"#) {
            add(path)
        }
    }
}
