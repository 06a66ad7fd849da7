import ImageAssetsModel
import ImageAssetsText

/// `swift`: the file of typed names.
extension ManifestParser {
    static let swiftKeys: StaticString = "output type access"

    mutating func swiftNames(_ node: JSONNode) -> SwiftNames? {
        guard let reader = object(node, "\"swift\"", allowed: Self.swiftKeys) else { return nil }
        if reader.isMissing("output") {
            faults.error(
                at: reader.offset, "\"output\" is missing",
                hint: "It is the Swift file that is written, such as Sources/App/Images.swift.")
        }
        let output = reader["output"].flatMap { swiftOutput($0) }
        let type = reader["type"].map { swiftType($0) } ?? "Images"
        let access = reader["access"].map { swiftAccess($0) } ?? .internal
        guard let output, let type, let access else { return nil }
        return SwiftNames(output.value, type: type, access: access, at: output.location)
    }

    private mutating func swiftOutput(_ node: JSONNode) -> Located<PackagePath>? {
        guard let written = path(node, "\"output\"") else { return nil }
        let output = written.value.inside(folder)
        guard output.text.utf8.suffix(6).elementsEqual(".swift".utf8) else {
            faults.error(
                at: written.location, "\"output\" \(Diagnostic.quoted(written.value.text)) does not end in .swift")
            return nil
        }
        // `Package@swift-6.2.swift` is read in place of `Package.swift`.
        guard output.parent != nil || !output.text.foldedForCase.hasPrefix("package@") else {
            faults.error(at: written.location, "\"output\" \(written.value) is a manifest of the Swift package")
            return nil
        }
        return Located(output, at: written.location)
    }

    private mutating func swiftType(_ node: JSONNode) -> String? {
        guard let type = string(node, "\"type\"") else { return nil }
        let name = type.value
        guard name.wholeMatch(of: /[A-Z][A-Za-z0-9_]{0,99}/) != nil else {
            faults.error(
                at: type.location, "\"type\" \(Diagnostic.quoted(name)) is no name of a type",
                hint: "A capital letter, then letters, digits and _ of ASCII, at most 100.")
            return nil
        }
        guard let reason = Self.takenTypes[name] else { return name }
        faults.error(at: type.location, "\"type\" \(Diagnostic.quoted(name)) is taken: \(reason)")
        return nil
    }

    /// Type names that would not compile, or that would mean something else for the rest of the target.
    static let takenTypes: [String: String] = {
        var taken = ["ImageResource": "Xcode and others have a type of that name"]
        for word in ["Any", "Protocol", "Self", "Type"] { taken[word] = "it is a word of Swift's" }
        for word in ["Foundation", "Swift", "SwiftUI"] { taken[word] = "it is a module that the file needs" }
        for word in ["Bundle", "Hashable", "Image", "Int", "Sendable", "String", "Text", "URL"] {
            taken[word] = "it is a type that the file, and most others, need"
        }
        return taken
    }()

    private mutating func swiftAccess(_ node: JSONNode) -> SwiftNames.Access? {
        guard let word = string(node, "\"access\"") else { return nil }
        if let access = SwiftNames.Access(rawValue: word.value) { return access }
        let known = SwiftNames.Access.allCases.map(\.rawValue)
        faults.error(
            at: word.location, "unknown access \(Diagnostic.quoted(word.value))",
            hint: NearestName.hint(word.value, among: known) ?? "Known are \(known.joined(separator: ", ")).")
        return nil
    }
}
