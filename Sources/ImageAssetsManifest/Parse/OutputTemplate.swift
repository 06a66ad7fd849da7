import ImageAssetsModel
import ImageAssetsText

extension ManifestParser {
    /// What `output` says: a path in which `${name}` stands for the image's name.
    mutating func output(_ node: JSONNode) -> Located<Template>? {
        guard let (output, sample) = outputPath(node) else { return nil }
        // What a variable ends in is seen when it is filled in.
        if output.value.endsInName || sample.isPNG { return output }
        faults.error(
            at: output.location, "\"output\" \(quoted(node)) does not end in .png",
            hint: "Every image is written as PNG."
        )
        return nil
    }

    /// What any path of what is written says, and that with something filled in.
    ///
    /// - Parameter what: the field, for a message.
    mutating func outputPath(
        _ node: JSONNode, _ what: String = "\"output\""
    ) -> (template: Located<Template>, sample: String)? {
        guard let output = template(node, what), check(output, what) else { return nil }
        guard !output.value.hasOldName else {
            faults.error(
                at: output.location, "\(what) \(quoted(node)) holds {name}",
                hint: "The image's name is written ${name}.")
            return nil
        }
        let sample = output.value.filled(with: "x")
        do throws(PackagePath.Fault) {
            _ = try PackagePath(sample)
        } catch {
            refuse(error, "\(what) \(quoted(node))", at: output.location)
            return nil
        }
        return (output, sample)
    }
}

extension String {
    var isPNG: Bool { utf8.suffix(4).elementsEqual(".png".utf8) }
}

extension Template {
    fileprivate var endsInName: Bool {
        guard case .pieces(let pieces) = self, case .name? = pieces.last else { return false }
        return true
    }

    /// Whether it has what stood for the name once.
    fileprivate var hasOldName: Bool {
        switch self {
        case .plain(let text): Self.hasOldName(text)
        case .pieces(let pieces):
            pieces.contains { if case .text(let text) = $0 { Self.hasOldName(text) } else { false } }
        }
    }

    private static func hasOldName(_ text: String) -> Bool {
        guard TemplateScan.holds(text, "{name}") else { return false }
        // Behind a `$` it was written as a literal one.
        return text.components(separatedBy: "{name}").dropLast().contains { $0.utf8.last != UInt8(ascii: "$") }
    }
}
