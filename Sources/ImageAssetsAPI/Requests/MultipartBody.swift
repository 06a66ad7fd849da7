import ImageAssetsModel
import ImageAssetsSystem

/// The body of `edits`: text parts, then the reference images in their order, then the mask.
///
/// One reference goes into `image`, several into repeated `image[]`, never both, the mask into `mask`. File names are
/// invented: some servers go by their extension, and none needs to learn a local path.
struct MultipartBody: Sendable {
    let boundary: String
    let bytes: Data

    /// Reads the pictures, one after the other, straight into the body.
    ///
    /// The boundary comes from the request's own id, so that each attempt sends the same bytes, and is lengthened until
    /// it occurs in no part.
    init(_ request: ServiceRequest, _ fields: [Recipe.Field]) throws(ImageFailure) {
        var boundary = "image-assets-\(request.id)"
        while true {
            if !fields.contains(where: { Data($0.value.text.utf8).holds(boundary) }),
                let bytes = try Self.encode(fields, request, boundary)
            {
                self.boundary = boundary
                self.bytes = bytes
                return
            }
            boundary += "-"
        }
    }

    var contentType: String { "multipart/form-data; boundary=" + boundary }

    /// Nil when the boundary occurs in a picture.
    private static func encode(
        _ fields: [Recipe.Field], _ request: ServiceRequest, _ boundary: String
    ) throws(ImageFailure) -> Data? {
        let pictures = request.pictures
        let texts = fields.map { field in
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field.name)\"\r\n\r\n\(field.value.text)\r\n"
        }.joined()
        let heads = zip(pictures, request.recipe.fileFields).enumerated().map { index, part in
            let (picture, field) = part
            return "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; "
                + "filename=\"\(field == "mask" ? field : "reference-\(index + 1)").\(picture.type.fileExtension)\"\r\n"
                + "Content-Type: \(picture.type.rawValue)\r\n\r\n"
        }
        let end = "--\(boundary)--\r\n"
        var count = texts.utf8.count + end.utf8.count
        for (picture, head) in zip(pictures, heads) { count += head.utf8.count + picture.byteCount + 2 }
        // In one piece from the start: a body that grows exists twice at times.
        var body = Data(capacity: count)
        body.append(contentsOf: texts.utf8)
        for (picture, head) in zip(pictures, heads) {
            body.append(contentsOf: head.utf8)
            let start = body.count
            body.append(try picture.read())
            if body[start...].holds(boundary) { return nil }
            body.append(contentsOf: "\r\n".utf8)
        }
        body.append(contentsOf: end.utf8)
        return body
    }
}
