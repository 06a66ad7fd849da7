import Foundation

/// What a service's own documents demand of a request, written down apart from the client's rules.
package struct Documents: Sendable {
    let models: [String]?
    /// Nil: any size that is a size.
    let sizes: [String]?
    /// Text fields that must be there with this value.
    let fixed: [String: String]
    /// Further fields that may be there.
    let optional: Set<String>
    /// Whether a form may have the part `mask`.
    var takesMask = false

    package static let bettertoken = Documents(
        models: ["gpt-image-2"],
        sizes: [
            "auto", "1024x1024", "1536x1024", "1024x1536", "2048x2048", "2048x1152", "3840x2160", "2160x3840",
        ],
        fixed: ["response_format": "b64_json", "output_format": "png"],
        optional: []
    )

    package static let openai = Documents(
        models: nil, sizes: nil, fixed: ["output_format": "png"],
        optional: ["quality", "background", "moderation", "output_compression", "input_fidelity"], takesMask: true
    )

    /// Everything that is not as the documents say.
    func deviations(of request: RecordedRequest) -> [String] {
        if request.isQuestion { return request.header("Authorization")?.hasPrefix("Bearer ") == true ? [] : ["no key"] }
        var found = head(request)
        switch (request.path, request.content) {
        case ("/v1/images/generations", .json(let members)): found += json(members)
        case ("/v1/images/edits", .form(let parts)): found += form(parts)
        case (_, .unreadable(let what)): found.append(what)
        default: found.append("the path \(request.path) with this kind of body")
        }
        return found
    }

    private func head(_ request: RecordedRequest) -> [String] {
        var found: [String] = []
        if request.method != "POST" { found.append("method \(request.method)") }
        let authorization = request.header("Authorization") ?? ""
        if !authorization.hasPrefix("Bearer ") || authorization.utf8.count <= 7 { found.append("no bearer key") }
        if request.header("Content-Length") != String(request.body.count) { found.append("no Content-Length") }
        if request.header("Expect") != nil { found.append("Expect") }
        if request.header("Cookie") != nil { found.append("a cookie") }
        let id = request.header("X-Client-Request-Id") ?? ""
        if UUID(uuidString: id) == nil || id != id.lowercased() { found.append("X-Client-Request-Id “\(id)”") }
        if request.header("Idempotency-Key") != id { found.append("an Idempotency-Key that is another id") }
        if request.header("User-Agent")?.hasPrefix("image-assets/") != true { found.append("another User-Agent") }
        let names = request.headers.map { $0.name.lowercased() }
        if Set(names).count != names.count { found.append("a header twice") }
        return found
    }

    private func json(_ members: [String: JSONScalar]) -> [String] {
        var found = members.filter { $0.value == .null || $0.value == .other }.map { "\($0.key) is no scalar" }
        if members["n"] != .integer(1) { found.append("n is not the number 1") }
        for name in ["model", "prompt", "size"] {
            guard case .string = members[name] else {
                found.append("\(name) is no text")
                continue
            }
        }
        return found + fields(members.compactMapValues(\.text))
    }

    private func form(_ parts: [FormPart]) -> [String] {
        let texts = parts.filter { $0.filename == nil }
        let masks = parts.filter { $0.name == "mask" }
        let files = parts.filter { $0.filename != nil && $0.name != "mask" }
        var found: [String] = []
        if Set(texts.map(\.name)).count != texts.count { found.append("a field twice") }
        if texts.contains(where: { $0.contentType != nil }) { found.append("a text with a media type") }
        if texts.contains(where: { String(data: $0.bytes, encoding: .utf8) == nil }) {
            found.append("a text not in UTF-8")
        }
        switch files.count {
        case 0: found.append("no image")
        case 1: if files[0].name != "image" { found.append("one image, but in \(files[0].name)") }
        default:
            if files.contains(where: { $0.name != "image[]" }) { found.append("several images, not all in image[]") }
        }
        if masks.count > (takesMask ? 1 : 0) { found.append("\(masks.count) masks") }
        for mask in masks where mask.contentType != "image/png" || mask.filename != "mask.png" {
            found.append("a mask that is \(mask.filename ?? "no file")")
        }
        for mask in masks where mask.bytes.count >= 4_000_000 { found.append("a mask of 4 MB") }
        for file in files + masks { found += self.file(file) }
        return found
            + fields(
                Dictionary(
                    texts.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { $1 }))
    }

    private func file(_ part: FormPart) -> [String] {
        let kinds: [(type: String, ending: String, magic: [UInt8])] = [
            ("image/png", ".png", [0x89, 0x50, 0x4E, 0x47]), ("image/jpeg", ".jpg", [0xFF, 0xD8, 0xFF]),
            ("image/webp", ".webp", Array("RIFF".utf8)),
        ]
        guard let kind = kinds.first(where: { part.bytes.starts(with: $0.magic) }) else {
            return ["a reference of an unknown kind"]
        }
        var found: [String] = []
        if part.contentType != kind.type { found.append("\(kind.type) sent as \(part.contentType ?? "nothing")") }
        let filename = part.filename ?? ""
        if !filename.hasSuffix(kind.ending) || filename.contains("/") { found.append("file name \(filename)") }
        return found
    }

    private func fields(_ fields: [String: String]) -> [String] {
        var found: [String] = []
        let known = Set(fixed.keys).union(optional).union(["model", "prompt", "n", "size"])
        for name in fields.keys.sorted() where !known.contains(name) { found.append("an unknown field \(name)") }
        for (name, value) in fixed where fields[name] != value { found.append("\(name) is not \(value)") }
        if fields["n"] != "1" { found.append("n is not 1") }
        if let models, !models.contains(fields["model"] ?? "") { found.append("an unknown model") }
        let prompt = fields["prompt"] ?? ""
        if prompt.isEmpty || prompt.unicodeScalars.count > 32_000 { found.append("the prompt's length") }
        let size = fields["size"] ?? ""
        if let sizes, !sizes.contains(size) { found.append("an unknown size \(size)") }
        if sizes == nil, size != "auto", size.split(separator: "x").compactMap({ Int($0) }).count != 2 {
            found.append("an unknown size \(size)")
        }
        return found
    }
}
