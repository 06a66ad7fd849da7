import ImageAssetsText

/// A set of an asset catalog, as a manifest declares it: an image in its scales and appearances, or an app's icon.
///
/// Source of the form: Apple's Asset Catalog Format Reference, and what Xcode writes.
package struct CatalogSet: Sendable, Hashable {
    /// The folder, which ends in `.imageset` or `.appiconset`.
    package let path: PackagePath
    package let contents: CatalogContents
    /// The image that is shown in dark appearance.
    package let dark: ImageName?
    /// The image that is shown where icons are tinted.
    package let tinted: ImageName?

    package init(_ path: PackagePath, _ kind: CatalogContents.Kind, dark: ImageName? = nil, tinted: ImageName? = nil) {
        self.path = path
        self.dark = dark
        self.tinted = tinted
        contents = CatalogContents(kind, isDark: dark != nil, isTinted: tinted != nil)
    }

    /// Whether a path says that it is the folder of a set.
    package static func isFolder(_ path: PackagePath) -> Bool {
        [".imageset", ".appiconset"].contains { path.text.hasSuffix($0) }
    }

    /// Whether a path is that of what Xcode reads of a set.
    package static func isContents(_ path: PackagePath) -> Bool {
        path.parent.map(isFolder) == true && path.text.hasSuffix("/\(contentsName)")
    }

    /// The images besides the one that declares it, of which all have to be there before anything of it is made.
    package var appearances: [ImageName] { [dark, tinted].compactMap { $0 } }

    /// By which an app names it, and from which its files have their names.
    package var name: String { Self.name(ofFolder: path) }

    /// Which of a set's files one is, whatever the set's name; empty for one of no set.
    package static func slot(of path: PackagePath) -> Substring {
        guard let folder = path.parent, isFolder(folder) else { return "" }
        let file = path.text.utf8.dropFirst(folder.text.utf8.count + 1)
        let name = name(ofFolder: folder).utf8
        return Substring(file.starts(with: name) ? file.dropFirst(name.count) : file)
    }

    package static func name(ofFolder path: PackagePath) -> String {
        // By bytes: a combining mark after a dot makes another Character of it.
        let folder = path.lastPart
        return String(folder[..<(folder.utf8.lastIndex(of: UInt8(ascii: ".")) ?? folder.endIndex)])
    }
}

/// What decides the `Contents.json` of a set, but for the names of its files, which follow from the set's.
package struct CatalogContents: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// - Parameter scales: some of 1, 2 and 3, ascending.
        case image(scales: [Int])
        /// - Parameter platforms: in the order of the cases.
        case icon(platforms: [Platform])
    }

    package enum Platform: String, Sendable, Hashable, CaseIterable {
        case ios, macos, watchos
    }

    package let kind: Kind
    package let isDark: Bool
    package let isTinted: Bool

    package init(_ kind: Kind, isDark: Bool = false, isTinted: Bool = false) {
        self.kind = kind
        self.isDark = isDark
        self.isTinted = isTinted
    }

    package var isIcon: Bool { if case .icon = kind { true } else { false } }
}
