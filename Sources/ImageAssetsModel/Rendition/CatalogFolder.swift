import ImageAssetsText

/// Where a set lies: the folder of which Xcode makes one catalog, groups and all.
extension CatalogSet {
    /// The outermost folder above it that is named as a catalog: one holds no other. Nil: Xcode does not read it.
    package var catalog: PackagePath? {
        var catalog: PackagePath?
        var folder = path.parent
        while let path = folder {
            if path.isCatalog { catalog = path }
            folder = path.parent
        }
        return catalog
    }

    /// What makes that folder a catalog.
    package var catalogContents: PackagePath? {
        catalog.flatMap { catalog in (try? PackagePath(Self.contentsName))?.inside(catalog) }
    }
}

extension PackagePath {
    fileprivate var isCatalog: Bool { text.utf8.suffix(Self.catalog.utf8.count).elementsEqual(Self.catalog.utf8) }

    private static let catalog = ".xcassets"
}
