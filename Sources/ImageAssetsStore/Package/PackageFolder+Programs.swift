import ImageAssetsSystem

extension PackageFolder {
    /// A program of this name where the environment has them, by an absolute path. Never one that the package, or the
    /// repository around it, brings along.
    package func programOutside(named name: String, _ environment: [String: String]) -> String? {
        Self.program(named: name, outside: root, environment)
    }

    /// - Parameter root: a folder, free of symbolic links.
    static func program(named name: String, outside root: String, _ environment: [String: String]) -> String? {
        // A repository of all that the machine has brings nothing along.
        let repository = repository(around: root).flatMap { $0.isEmpty ? nil : $0 }
        let root = repository ?? root
        let folders = environment["PATH", default: ""].split(separator: ":").filter { $0.hasPrefix("/") }
        return folders.map { "\($0)/\(name)" }.first { place in
            guard access(place, X_OK) == 0, let real = realPath(place) else { return false }
            return real != root && !real.hasPrefix(root + "/")
        }
    }

    /// The nearest folder that looks like a repository's, whoever reads it; the machine's root is empty. Nil: there
    /// is none.
    static func repository(around root: String) -> String? {
        var path = root
        while access(path + "/.git", F_OK) != 0 {
            guard let slash = path.lastSlash else { return nil }
            path = String(path[..<slash])
        }
        return path
    }
}
