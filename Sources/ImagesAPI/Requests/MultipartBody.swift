import Foundation
import ImageAssets

/// The body of `edits`: text parts, then the reference images in their order.
///
/// One reference goes into `image`, several into repeated `image[]`, never both. File names are invented: some servers go by
/// their extension, and none needs to learn a local path.
struct MultipartBody: Sendable {
    let boundary: String
    let fields: RequestFields
    let references: [ReferenceBytes]

    /// The boundary comes from the request's own id, so that each attempt sends the same bytes, and is lengthened until it
    /// occurs in no part.
    init(_ fields: RequestFields, references: [ReferenceBytes], requestID: String) {
        self.fields = fields
        self.references = references
        var boundary = "image-assets-" + requestID
        while fields.all.contains(where: { $0.value.formText.contains(boundary) })
            || references.contains(where: { $0.bytes.range(of: Data(boundary.utf8)) != nil })
        {
            boundary += "-"
        }
        self.boundary = boundary
    }

    var contentType: String { "multipart/form-data; boundary=" + boundary }

    private var textPart: String {
        fields.all.map { field in
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n\(field.value.formText)\r\n"
        }.joined()
    }

    private func head(of index: Int) -> String {
        let type = references[index].type
        return
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(references.count == 1 ? "image" : "image[]")\"; "
            + "filename=\"reference-\(index + 1).\(type.fileExtension)\"\r\nContent-Type: \(type.rawValue)\r\n\r\n"
    }

    private var end: String { "--\(boundary)--\r\n" }

    /// Bytes of the body, without building it.
    var count: Int {
        references.indices.reduce(textPart.utf8.count + end.utf8.count) {
            $0 + head(of: $1).utf8.count + references[$1].bytes.count + 2
        }
    }

    func encode() -> Data {
        var body = Data(capacity: count)
        body.append(contentsOf: textPart.utf8)
        for index in references.indices {
            body.append(contentsOf: head(of: index).utf8)
            body.append(references[index].bytes)
            body.append(contentsOf: "\r\n".utf8)
        }
        body.append(contentsOf: end.utf8)
        return body
    }
}
