import ImageAssetsModel
import ImageAssetsPlanning

extension PromptPiece {
    /// `images.json:4:14  fragment style  "flat, "`.
    var line: String { "\(place)  \(source)  \(Diagnostic.quoted(text, limit: 60))" }

    private var place: String { "\(file):\(location.line):\(location.column)" }

    private var source: String {
        switch origin {
        case .entry: "the image itself"
        case .promptFile: "prompt file"
        case .fragment(let name): "fragment \(name)"
        case .variable(let name, let member, let id):
            member.map { "\(name).\($0) of \(name) \(id)" } ?? "\(name)"
        }
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "text": .string(text), "file": .string(file.text), "line": .integer(location.line),
            "column": .integer(location.column),
        ]
        switch origin {
        case .entry: members["source"] = "image"
        case .promptFile: members["source"] = "promptFile"
        case .fragment(let name):
            members["source"] = "fragment"
            members["name"] = .string(name)
        case .variable(let name, let member, let id):
            members["source"] = "variable"
            members["name"] = .string(name)
            members["member"] = member.map { .string($0) }
            members["value"] = .string(id)
        }
        return .object(members)
    }
}
