import FlyingSocks
import Foundation

/// A request's bytes, taken apart as far as HTTP goes.
struct HTTPMessage: Sendable {
    let method: String
    let path: String
    let headers: [(name: String, value: String)]
    let body: Data

    /// Reads the next request; `buffer` holds what was read beyond the one before.
    static func read(from socket: AsyncSocket, _ buffer: inout Data) async throws -> HTTPMessage {
        let blank = Data("\r\n\r\n".utf8)
        while buffer.range(of: blank) == nil {
            buffer.append(contentsOf: try await socket.read(atMost: 4096))
            // A client that speaks TLS gets what any plain server says to it.
            if buffer.first == 0x16 {
                try await socket.write(Data("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".utf8))
                throw SocketError.disconnected
            }
        }
        let end = buffer.range(of: blank) ?? buffer.startIndex..<buffer.startIndex
        let lines = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let request = lines[0].components(separatedBy: " ")
        guard request.count == 3 else { throw SocketError.disconnected }
        let headers = lines.dropFirst().map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            let value = line[colon...].dropFirst().trimmingCharacters(in: .whitespaces)
            return (name: String(line[..<colon]), value: value)
        }
        let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        var body = Data(buffer[end.upperBound...])
        body.reserveCapacity(length)
        while body.count < length { body.append(contentsOf: try await socket.read(atMost: 4096)) }
        buffer = Data(body[length...])
        return HTTPMessage(method: request[0], path: request[1], headers: headers, body: body.prefix(length))
    }

    func recorded(number: Int, connection: Int, numberOnConnection: Int) -> RecordedRequest {
        RecordedRequest(
            number: number, connection: connection, numberOnConnection: numberOnConnection, method: method, path: path,
            headers: headers, body: body, content: content)
    }

    private var content: RecordedRequest.Content {
        let type = headers.first { $0.name.lowercased() == "content-type" }?.value ?? ""
        do {
            if type == "application/json" {
                return .json(try JSONDecoder().decode([String: JSONScalar].self, from: body))
            } else if type.hasPrefix("multipart/form-data;") {
                return .form(try FormParser.parts(of: body, contentType: type))
            }
            return .unreadable("Content-Type “\(type)”")
        } catch {
            return .unreadable("an unreadable body: \(error)")
        }
    }
}
