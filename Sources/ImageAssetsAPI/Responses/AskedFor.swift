import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem

/// What a request was, as far as an answer's message has to name it.
struct AskedFor: Sendable {
    let url: URL
    let bodyBytes: Int
    /// References with their names and bytes.
    let references: [(name: String, bytes: Int)]
    /// Fields that every request sends alike.
    let fixedFields: Set<String>

    init(_ built: borrowing HTTPRequest, _ request: ImageRequest, fixedFields: Set<String>) {
        url = built.url
        bodyBytes = built.body.count
        references = request.references.map { ($0.name, $0.byteCount) }
        self.fixedFields = fixedFields
    }

    /// How large it was, and what made it so.
    var size: String {
        let largest = references.max { $0.bytes < $1.bytes }
        let part = largest.map { ", \($0.bytes.asByteCount) of it the reference \($0.name)" } ?? ""
        return "the request has \(bodyBytes.asByteCount)\(part)"
    }

    /// The field that every request sends and that the message refuses; nil when there is none.
    func fixedField(in body: ErrorBody) -> String? {
        let named = body.parameter.flatMap { fixedFields.union(["n"]).contains($0) ? $0 : nil }
        return named ?? fixedFields.sorted().first { body.says([$0]) }
    }
}
