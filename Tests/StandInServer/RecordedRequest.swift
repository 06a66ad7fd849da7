import Foundation

/// A request as it arrived on the wire.
package struct RecordedRequest: Sendable {
    /// Which one of the server's requests it is, from 1.
    package let number: Int
    /// Which connection brought it, and which one of that connection's requests it is, both from 1.
    package let connection: Int
    package let numberOnConnection: Int
    package let method: String
    package let path: String
    /// In the order in which they came.
    package let headers: [(name: String, value: String)]
    package let body: Data
    package let content: Content
    /// What is not as the service's documents say. Such a request is answered 400, whatever the script says.
    package internal(set) var deviations: [String] = []

    package enum Content: Sendable {
        case json([String: JSONScalar])
        case form([FormPart])
        case unreadable(String)
    }

    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// A field of either kind of body, as text.
    package func field(_ name: String) -> String? {
        switch content {
        case .json(let members): members[name]?.text
        case .form(let parts):
            parts.first { $0.name == name && $0.filename == nil }.map { String(decoding: $0.bytes, as: UTF8.self) }
        case .unreadable: nil
        }
    }

    /// Whether it asks for the list of models, which is no request for an image.
    var isQuestion: Bool { method == "GET" && path == "/v1/models" }

    package var prompt: String { field("prompt") ?? "" }

    /// The parts of a form that are files, in their order.
    package var references: [FormPart] {
        guard case .form(let parts) = content else { return [] }
        return parts.filter { $0.filename != nil && $0.name != "mask" }
    }

    package var mask: FormPart? {
        guard case .form(let parts) = content else { return nil }
        return parts.first { $0.name == "mask" }
    }
}

/// One part of a multipart body.
package struct FormPart: Sendable, Hashable {
    package let name: String
    package let filename: String?
    package let contentType: String?
    package let bytes: Data
}

/// A member of a flat JSON object.
package enum JSONScalar: Sendable, Hashable, Decodable {
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case null
    case other

    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let flag = try? value.decode(Bool.self) {
            self = .boolean(flag)
        } else if let number = try? value.decode(Int.self) {
            self = .integer(number)
        } else if let text = try? value.decode(String.self) {
            self = .string(text)
        } else {
            self = .other
        }
    }

    package var text: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): String(flag)
        case .null, .other: nil
        }
    }
}
