import ImageAssetsModel
import ImageAssetsText

/// What only sets of an asset catalog have.
extension ManifestParser {
    /// A path that ends as the folder of such a set does.
    mutating func setPath(_ node: JSONNode, _ kind: RenditionKind) -> Located<Template>? {
        let what = "\"\(kind.rawValue)\""
        guard let ending = kind.pathExtension, let (path, sample) = outputPath(node, what) else { return nil }
        guard sample.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) else {
            faults.error(
                at: path.location, "\(what) \(quoted(node)) does not end in \(ending)",
                hint: sample.lowercased().hasSuffix(ending)
                    ? "The extension is written in small letters."
                    : "Xcode knows a set by this ending, and no variable can stand for it.")
            return nil
        }
        guard kind == .imageset, CatalogSet.hasDot(inNameOf: sample) else { return path }
        faults.error(at: path.location, "\(what) \(quoted(node)) has a dot in its name", hint: CatalogSet.dotHint)
        return nil
    }

    /// What decides its files besides the form; nil for what is none.
    mutating func contents(_ reader: ObjectReader, _ kind: RenditionKind?) -> CatalogContents? {
        let scales = reader["scales"].flatMap { self.scales($0) }
        let platforms = reader["platforms"].flatMap { self.platforms($0) }
        let isDark = reader["dark"] != nil
        let isTinted = reader["tinted"] != nil
        switch kind {
        case .imageset: return CatalogContents(.image(scales: scales ?? [1, 2, 3]), isDark: isDark)
        case .appiconset:
            for (key, node) in [("dark", reader["dark"]), ("tinted", reader["tinted"])] {
                guard let node, let platforms, !platforms.contains(.ios) else { continue }
                faults.error(
                    at: node.offset, "\"\(key)\" needs the platform \"ios\"",
                    hint: "Icons of macOS and watchOS have one appearance.")
            }
            return CatalogContents(.icon(platforms: platforms ?? [.ios]), isDark: isDark, isTinted: isTinted)
        case .output, nil: return nil
        }
    }

    private mutating func scales(_ node: JSONNode) -> [Int]? {
        distinct(node, "\"scales\"", of: "scales", hint: "Leave it out for 1, 2 and 3.") {
            (parser: inout Self, node: JSONNode) in parser.integer(node, "a scale", in: 1...3)
        }?.sorted()
    }

    private mutating func platforms(_ node: JSONNode) -> [CatalogContents.Platform]? {
        let platforms: [CatalogContents.Platform]? = distinct(
            node, "\"platforms\"", of: "platforms", hint: "Leave it out for \"ios\"."
        ) { (parser: inout Self, node: JSONNode) in parser.word(node, "a platform") }
        return platforms.map { platforms in CatalogContents.Platform.allCases.filter(platforms.contains) }
    }

    /// Those that are right of a list that has at least one, and none twice; nil where none is.
    private mutating func distinct<Value: Hashable>(
        _ node: JSONNode, _ what: String, of elements: String, hint: String,
        _ read: (inout Self, JSONNode) -> Value?
    ) -> [Value]? {
        guard let nodes = list(node, what, of: elements) else { return nil }
        if nodes.isEmpty { faults.error(at: node.offset, "\(what) is empty", hint: hint) }
        var values: [Value] = []
        for node in nodes {
            guard let value = read(&self, node) else { continue }
            if values.contains(value) {
                faults.error(at: node.offset, "\(value) stands in \(what) a second time")
            } else {
                values.append(value)
            }
        }
        return values.isEmpty ? nil : values
    }

    /// An image's sides are points: at the largest scale they are as many pixels as any side can be.
    mutating func checkPoints(_ form: RenditionForm, _ contents: CatalogContents, _ reader: ObjectReader) {
        guard case .image(let scales) = contents.kind, let largest = scales.max() else { return }
        for case (let key, let node?, let side?) in [
            ("width", reader["width"], form.width), ("height", reader["height"], form.height),
        ] where side > Self.longestSide / largest {
            faults.error(
                at: node.offset,
                "\"\(key)\" is \(side) points, which is more than \(Self.longestSide) pixels at scale \(largest)")
        }
    }
}

extension CatalogSet {
    /// - Parameter path: of a set.
    static func hasDot(inNameOf path: String) -> Bool {
        guard let folder = path.utf8.split(separator: UInt8(ascii: "/")).last else { return false }
        return folder.count { $0 == UInt8(ascii: ".") } > 1
    }

    static let dotHint = "An app takes what follows a dot for an extension when it asks for the image."
}
