import ImageAssetsText

/// An asset catalog of a package; the least of several is the one that a first manifest is most likely meant for.
struct FoundCatalog: Comparable {
    /// As the manifest would write its path.
    let written: PackagePath
    private let path: PackagePath
    private let parts: [Substring]
    private let rank: Int

    /// - Parameter path: relative to the package.
    init(_ path: PackagePath, written: PackagePath) {
        self.path = path
        self.written = written
        parts = path.text.split(separator: "/")
        rank = parts.first == "Sources" ? 0 : parts.contains { Self.strange.contains($0.lowercased()) } ? 2 : 1
    }

    /// Folders of what others wrote, or of what is built.
    private static let strange: Set<String> = [
        "pods", "carthage", "vendor", "vendors", "thirdparty", "third-party", "third_party", "external", "checkouts",
        "node_modules", "deriveddata", "build",
    ]

    /// In the folder of the target that it lies in, as `resources` in Package.swift name it; nil: it lies in none.
    var pathInTarget: String? {
        // A package with one target may have it in `Sources` itself.
        rank == 0 ? parts.dropFirst(parts.count > 2 ? 2 : 1).joined(separator: "/") : nil
    }

    static func < (one: FoundCatalog, other: FoundCatalog) -> Bool {
        (one.rank, one.parts.count, one.path) < (other.rank, other.parts.count, other.path)
    }
}
