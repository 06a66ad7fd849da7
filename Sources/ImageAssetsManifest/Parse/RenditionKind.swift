/// What a rendition is, by the key that says where it goes: a file, or a set of files in an asset catalog.
package enum RenditionKind: String, Sendable, Hashable, CaseIterable {
    case output, imageset, appiconset

    var key: StaticString {
        switch self {
        case .output: "output"
        case .imageset: "imageset"
        case .appiconset: "appiconset"
        }
    }

    var keys: StaticString {
        switch self {
        case .output: "output width height fit position background enlarge cutout trim quality lossless expect"
        case .imageset: "imageset width height fit position background enlarge cutout trim scales dark expect"
        case .appiconset: "appiconset fit position background enlarge cutout trim platforms dark tinted expect"
        }
    }

    /// Those that any of them has.
    static let allKeys: StaticString =
        """
        output imageset appiconset width height fit position background enlarge cutout trim quality lossless scales \
        platforms dark tinted expect
        """

    /// For a hint: where a key belongs that is none of this kind's; nil for one that nothing has.
    func place(of key: Substring) -> String? {
        if key == "alt" || key == "label" { return "beside \"renditions\"" }
        let others = Self.allCases.filter { $0 != self && ManifestParser.has($0.keys, key) }
        // Which of the kinds it is is decided.
        if others.isEmpty || Self(rawValue: String(key)) != nil { return nil }
        return "to a rendition with " + others.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    }

    /// As its path ends; nil: that is its format.
    var pathExtension: String? { self == .output ? nil : ".\(rawValue)" }
}
