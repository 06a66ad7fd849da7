import ImageAssetsModel
import ImageAssetsSystem

/// The body of `generations`: one JSON object, its members sorted by name.
enum JSONBody {
    static let contentType = "application/json"

    static func encode(_ fields: [Recipe.Field]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let members = fields.map { ($0.name, Value(value: $0.value)) }
        return try encoder.encode(Dictionary(members, uniquingKeysWith: { first, _ in first }))
    }

    private struct Value: Encodable {
        let value: ParameterValue

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch value {
            case .string(let text): try container.encode(text)
            case .integer(let number): try container.encode(number)
            case .boolean(let flag): try container.encode(flag)
            }
        }
    }
}
