import ImageAssetsModel

/// What `output` says: a path in which `{name}` stands for the image's name.
package struct OutputTemplate: Sendable, Hashable {
    /// What stands around each `{name}`.
    private let pieces: [String]
    /// The bytes of all pieces together.
    private let piecesByteCount: Int

    init(_ text: String) {
        pieces = text.components(separatedBy: "{name}")
        piecesByteCount = pieces.reduce(0) { $0 + $1.utf8.count }
    }

    var hasName: Bool { pieces.count > 1 }

    /// Whether a brace is left that belongs to no `{name}`.
    var hasOtherBraces: Bool { pieces.contains { $0.contains("{") || $0.contains("}") } }

    /// How many bytes `text(for:)` would have: with many `{name}` far more than the template, so they are counted
    /// first.
    package func byteCount(for name: String) -> Int { piecesByteCount + (pieces.count - 1) * name.utf8.count }

    package func text(for name: String) -> String {
        hasName ? pieces.joined(separator: name) : pieces[0]
    }
}

extension ManifestParser {
    package mutating func output(_ node: JSONNode) -> Located<OutputTemplate>? {
        guard let text = string(node, "\"output\"") else { return nil }
        let template = OutputTemplate(text.value)
        let quoted = Diagnostic.quoted(text.value)
        guard !template.hasOtherBraces else {
            faults.error(
                at: text.location, "\"output\" \(quoted) has braces that do not spell {name}",
                hint: "{name} stands for the image's name; nothing else is replaced.")
            return nil
        }
        do throws(PackagePath.Fault) {
            _ = try PackagePath(template.text(for: "x"))
        } catch {
            let (message, hint) = error.sentence(about: "\"output\" \(quoted)")
            faults.error(at: text.location, message, hint: hint)
            return nil
        }
        guard text.value.utf8.suffix(4).elementsEqual(".png".utf8) else {
            faults.error(
                at: text.location, "\"output\" \(quoted) does not end in .png", hint: "Every image is written as PNG.")
            return nil
        }
        return Located(template, at: text.location)
    }

    /// The path of one image's asset. `site` is where a fault of it is to be shown.
    mutating func outputPath(
        _ template: Located<OutputTemplate>, for name: ImageName, site: SourceLocation
    ) -> Located<PackagePath>? {
        do throws(PackagePath.Fault) {
            let bytes = template.value.byteCount(for: name.text)
            guard bytes <= Bounds.pathBytes else { throw .tooLong(bytes: bytes) }
            let path = try PackagePath(template.value.text(for: name.text))
            return Located(path.inside(folder), at: template.location)
        } catch {
            faults.error(
                at: site, error.sentence(about: "the output of \(Diagnostic.quoted(name.text))").message,
                hint: "Give the image a shorter name, or an output of its own.")
            return nil
        }
    }
}
