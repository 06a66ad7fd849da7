import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem

/// What a request was, as far as an answer's message has to name it.
struct AskedFor: Sendable {
    let address: String
    /// How large it was, and what made it so.
    let size: String
    /// Fields that every request sends alike.
    let fixedFields: Set<String>

    init(_ built: borrowing HTTPRequest, _ request: ImageRequest, fixedFields: Set<String>) {
        let lacksVersion = ["/images/generations", "/images/edits"].contains(built.url.path)
        address = "the address was POST \(built.url)" + (lacksVersion ? " (does the address lack /v1?)" : "")
        let largest = request.references.max { $0.byteCount < $1.byteCount }
        let part = largest.map { ", \($0.byteCount.asByteCount) of it the reference \($0.name)" } ?? ""
        size = "the request has \(built.body.count.asByteCount)\(part)"
        self.fixedFields = fixedFields
    }
}
