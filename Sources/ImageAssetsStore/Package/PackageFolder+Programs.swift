import ImageAssetsSystem

extension PackageFolder {
    /// A program of this name where the environment has them, by an absolute path. Never one that the package brings
    /// along.
    package func programOutside(named name: String, _ environment: [String: String]) -> String? {
        Self.program(named: name, outside: root, environment)
    }

    /// - Parameter root: a folder, free of symbolic links.
    static func program(named name: String, outside root: String, _ environment: [String: String]) -> String? {
        environment["PATH", default: ""].split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
            .first { place in
                guard access(place, X_OK) == 0, let real = realPath(place) else { return false }
                return real != root && !real.hasPrefix(root + "/")
            }
    }
}
