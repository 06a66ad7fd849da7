import ImageAssetsModel

extension ManifestParser {
    /// What `output` says: a path in which `${name}` stands for the image's name.
    package mutating func output(_ node: JSONNode) -> Located<Template>? {
        guard let output = template(node, "\"output\""), check(output, "\"output\"") else { return nil }
        let quoted = quoted(node)
        guard !output.value.hasOldName else {
            faults.error(
                at: output.location, "\"output\" \(quoted) holds {name}",
                hint: "The image's name is written ${name}.")
            return nil
        }
        let sample = output.value.filled(with: "x")
        do throws(PackagePath.Fault) {
            _ = try PackagePath(sample)
        } catch {
            refuse(error, "\"output\" \(quoted)", at: output.location)
            return nil
        }
        // What a variable ends in is seen when it is filled in.
        let endsOpen = if case .name? = output.value.pieces.last { true } else { false }
        guard endsOpen || sample.isPNG else {
            faults.error(
                at: output.location, "\"output\" \(quoted) does not end in .png", hint: "Every image is written as PNG."
            )
            return nil
        }
        return output
    }
}

extension String {
    var isPNG: Bool { utf8.suffix(4).elementsEqual(".png".utf8) }
}

extension Template {
    /// Whether it has what stood for the name once.
    fileprivate var hasOldName: Bool {
        pieces.contains { piece in
            guard case .text(let text) = piece else { return false }
            return text.components(separatedBy: "{name}").dropLast().contains { $0.utf8.last != UInt8(ascii: "$") }
        }
    }
}
