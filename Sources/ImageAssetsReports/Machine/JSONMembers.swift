import ImageAssetsComposition
import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

extension JSONValue {
    /// A member that stands in each document, also where there is nothing to say.
    package static func string(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    package static func integer(_ number: Int?) -> JSONValue { number.map(JSONValue.integer) ?? .null }
}

extension Change {
    /// Nil where no values are told.
    var json: JSONValue? {
        if old == nil && new == nil { return nil }
        return .object(["input": .string(label), "old": .string(old), "new": .string(new)])
    }
}

extension PromptPiece {
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

extension TypedNamesReport {
    fileprivate func json(_ commands: CommandForm) -> JSONValue {
        var members: [String: JSONValue] = [
            "output": .string(output.text), "state": .string(state.rawValue), "action": .string(action.rawValue),
        ]
        if let manifest { members["manifest"] = .string(manifest.text) }
        if !isSettled { members["note"] = .string(explanation(commands)) }
        return .object(members)
    }
}

extension [TypedNamesReport?] {
    /// The member of a document; none where no manifest asks for a Swift file.
    func json(_ commands: CommandForm) -> [String: JSONValue] {
        let files = compactMap { $0 }
        if files.isEmpty { return [:] }
        return [
            "swift": .array(
                files.map { $0.json(CommandForm(commands.invocation, manifest: $0.manifest ?? commands.manifest)) })
        ]
    }
}
