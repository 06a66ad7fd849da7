import ImageAssetsModel

/// What `defaults` says. A field that is wrong there is reported there, and then for no image again.
package struct EntryDefaults {
    package var model = Field<Located<String>>.absent
    package var size = Field<Located<RequestedSize>>.absent
    package var output = Field<Located<OutputTemplate>>.absent
    package var parameters = Field<Located<[String: ParameterValue]>>.absent
    package var expect = Field<Located<Expectation>>.absent

    package enum Field<Value> {
        case absent
        case wrong
        case value(Value)

        init(_ read: Value?) {
            self = read.map { .value($0) } ?? .wrong
        }

        /// The value, or `fallback` when nothing was said; nil when something wrong was.
        package func value(or fallback: @autoclosure () -> Value?) -> Value? {
            switch self {
            case .absent: fallback()
            case .wrong: nil
            case .value(let value): value
            }
        }
    }
}

extension ManifestParser {
    package mutating func defaults(_ node: JSONNode) -> EntryDefaults {
        let reader = object(node, "\"defaults\"", allowed: Self.defaultKeys) { key in
            if Self.has(Self.topKeys, key) { return Self.topPlace }
            return Self.has(Self.imageKeys, key) ? "in an image" : nil
        }
        guard let reader else { return EntryDefaults() }
        var defaults = EntryDefaults()
        if let node = reader["model"] { defaults.model = .init(model(node)) }
        if let node = reader["size"] { defaults.size = .init(size(node)) }
        if let node = reader["output"] {
            defaults.output = .init(output(node))
            if case .value(let template) = defaults.output, !template.value.hasName {
                defaults.output = .wrong
                faults.error(
                    at: template.location, "\"output\" in \"defaults\" has no {name}",
                    hint: "Without it all images would be written to one file.")
            }
        }
        if let node = reader["parameters"] { defaults.parameters = .init(parameters(node)) }
        if let node = reader["expect"] { defaults.expect = .init(expect(node)) }
        return defaults
    }
}
