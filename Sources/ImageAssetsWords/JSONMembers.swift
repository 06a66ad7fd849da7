import ImageAssetsText

extension JSONValue {
    /// A member that stands in each document, also where there is nothing to say.
    package static func string(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    package static func integer(_ number: Int?) -> JSONValue { number.map(JSONValue.integer) ?? .null }
}
