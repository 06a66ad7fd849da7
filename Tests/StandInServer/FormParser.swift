import Foundation

/// Reads a multipart body strictly: nothing before the first boundary, CRLF everywhere, nothing after the last.
enum FormParser {
    struct Fault: Error {
        let message: String
    }

    static func parts(of body: Data, contentType: String) throws -> [FormPart] {
        guard let equals = contentType.range(of: "boundary=") else { throw Fault(message: "no boundary") }
        let boundary = contentType[equals.upperBound...].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        let delimiter = Data("\r\n--\(boundary)".utf8)
        var rest = Data("\r\n".utf8) + body
        var parts: [FormPart] = []
        guard let first = rest.range(of: delimiter), first.lowerBound == rest.startIndex else {
            throw Fault(message: "the body does not begin with the boundary")
        }
        rest = rest[first.upperBound...]
        while !rest.starts(with: Data("--".utf8)) {
            guard rest.starts(with: Data("\r\n".utf8)), let end = rest.range(of: delimiter) else {
                throw Fault(message: "a part without an end")
            }
            parts.append(try part(rest[(rest.startIndex + 2)..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        guard rest == Data("--\r\n".utf8) else { throw Fault(message: "bytes after the closing boundary") }
        return parts
    }

    private static func part(_ bytes: Data) throws -> FormPart {
        guard let blank = bytes.range(of: Data("\r\n\r\n".utf8)) else { throw Fault(message: "a part without a head") }
        var disposition = ""
        var contentType: String?
        for line in String(decoding: bytes[..<blank.lowerBound], as: UTF8.self).components(separatedBy: "\r\n") {
            if line.lowercased().hasPrefix("content-disposition: form-data;") {
                disposition = line
            } else if line.lowercased().hasPrefix("content-type: ") {
                contentType = String(line.dropFirst(14))
            } else {
                throw Fault(message: "an unknown header in a part: \(line)")
            }
        }
        guard let name = parameter("name", of: disposition) else { throw Fault(message: "a part without a name") }
        return FormPart(
            name: name, filename: parameter("filename", of: disposition), contentType: contentType,
            bytes: Data(bytes[blank.upperBound...])
        )
    }

    private static func parameter(_ name: String, of disposition: String) -> String? {
        guard let start = disposition.range(of: "; \(name)=\"") else { return nil }
        let rest = disposition[start.upperBound...]
        return rest.firstIndex(of: "\"").map { String(rest[..<$0]) }
    }
}
