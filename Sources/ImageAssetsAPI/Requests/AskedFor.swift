import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem

/// What a request was, as far as an answer's message has to name it.
struct AskedFor: Sendable {
    let address: Complaint.Hint
    /// How large it was, and what made it so.
    let size: Complaint.Hint
    /// Fields that every request sends alike.
    let fixedFields: Set<String>

    init(_ built: borrowing HTTPRequest, _ request: ServiceRequest, fixedFields: Set<String>) {
        let lacksVersion = ["/images/generations", "/images/edits"].contains(built.url.path)
        address = .address("\(built.url)", lacksVersion: lacksVersion)
        let largest = request.pictures.max { $0.byteCount < $1.byteCount }
        size = .size(
            bytes: built.body.count, reference: largest?.name, referenceBytes: largest?.byteCount ?? 0)
        self.fixedFields = fixedFields
    }
}
