import Foundation
import ImageAssetsText

/// A JSON Schema, as a page explains it: what has members, each with its type and default.
///
/// `.ci/check-schemas` holds the schemas against the parsers, so that a page which is equal to a schema is true.
struct DocumentedSchema: Sendable {
    struct Member: Hashable {
        let key: String
        /// `text`, `list or object`.
        let type: String
        /// As JSON; nil: none.
        let standard: String?
        /// The values that it takes, where it takes no others.
        let words: [String]
        let isRequired: Bool
    }

    private let root: JSONValue

    static let manifest = DocumentedSchema("images.schema.json")
    static let lockfile = DocumentedSchema("images.lock.schema.json")

    private init(_ name: String) {
        let file = Tool.repository.appendingPathComponent("Schemas/" + name)
        root = (try? JSONValue(parsing: SourceText(Data(contentsOf: file)))) ?? .null
    }

    /// Of each object that has members, by where the schema has it: `#/$defs/image`.
    var objects: [String: [Member]] {
        var found: [String: [Member]] = [:]
        collect(root, at: "#", into: &found)
        for (name, value) in root["$defs"]?.members ?? [] { collect(value, at: "#/$defs/\(name)", into: &found) }
        return found
    }

    var allKeys: Set<String> { Set(objects.values.joined().map(\.key)) }

    private func collect(_ node: JSONValue, at place: String, into found: inout [String: [Member]]) {
        let required = node["required"]?.elements.compactMap(\.string) ?? []
        let properties = node["properties"]?.members ?? []
        // What narrows members of another object explains none.
        if !properties.isEmpty, node["type"]?.string == "object" || place.hasSuffix("/parameters") {
            found[place] = properties.map { key, value in
                Member(
                    key: key, type: type(of: value), standard: standard(of: value), words: words(of: value),
                    isRequired: required.contains(key))
            }
        }
        for (key, value) in properties { collect(value, at: "\(place)/properties/\(key)", into: &found) }
        for key in ["items", "additionalProperties"] {
            if let value = node[key] { collect(value, at: "\(place)/\(key)", into: &found) }
        }
        for value in node["oneOf"]?.elements ?? [] { collect(value, at: place, into: &found) }
    }

    private func target(_ node: JSONValue) -> JSONValue {
        guard let name = node["$ref"]?.string?.split(separator: "/").last else { return node }
        return root["$defs"]?[String(name)] ?? .null
    }

    private func standard(of node: JSONValue) -> String? {
        (node["default"] ?? target(node)["default"]).map { $0.compact }
    }

    private func words(of node: JSONValue) -> [String] {
        (target(node)["enum"] ?? target(node)["items"]?["enum"])?.elements.map { $0.string ?? $0.compact } ?? []
    }

    private func type(of node: JSONValue) -> String {
        if node["$ref"] != nil { return type(of: target(node)) }
        if let type = node["type"] {
            let names = ([type] + type.elements).compactMap(\.string)
            return names.count == 3 ? "any value" : names.map(word).joined(separator: " or ")
        }
        if let words = node["enum"]?.elements {
            return words.allSatisfy { $0.string != nil } ? "text" : "whole number"
        }
        if let constant = node["const"] {
            return constant.string != nil ? "text" : constant.boolean != nil ? "true or false" : "whole number"
        }
        let choices = (node["oneOf"] ?? node["anyOf"])?.elements ?? []
        if !choices.isEmpty {
            var words: [String] = []
            for choice in choices.map(type) where !words.contains(choice) { words.append(choice) }
            return words.joined(separator: ", ")
        }
        return node["allOf"]?.elements.first.map(type) ?? "anything"
    }

    private func word(_ type: String) -> String {
        switch type {
        case "string": "text"
        case "integer": "whole number"
        case "boolean": "true or false"
        case "array": "list"
        default: type
        }
    }
}

extension JSONValue {
    var elements: [JSONValue] { if case .array(let values) = self { values } else { [] } }

    var members: [(String, JSONValue)] {
        if case .object(let members) = self { members.map { ($0.key, $0.value) } } else { [] }
    }

    /// On one line, as pages have it.
    var compact: String {
        switch self {
        case .array(let values): "[" + values.map(\.compact).joined(separator: ", ") + "]"
        case .string(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .number(let number): number
        case .boolean(let value): "\(value)"
        case .null: "null"
        case .object: "{}"
        }
    }
}
