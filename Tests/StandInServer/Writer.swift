import FlyingSocks
import Foundation

/// Writes an answer, or the beginning of one and then a fault.
struct Writer: Sendable {
    let socket: AsyncSocket

    /// Whether the connection goes on.
    func write(_ reply: Reply, to request: RecordedRequest) async throws -> Bool {
        if case .reset = reply.fault {
            try reset()
            return false
        }
        let body = try Self.body(reply, request)
        switch reply.fault {
        case nil:
            try await socket.write(head(reply, length: body.count) + body)
            return true
        case .reset, .noAnswer:
            break
        case .cutShort:
            try await socket.write(head(reply, length: body.count) + body.prefix(body.count / 2))
        case .cutWithoutLength:
            try await socket.write(head(reply, length: nil) + body.prefix(body.count / 2))
        case .blankWithoutLength:
            try await socket.write(head(reply, length: nil) + Data("  \n ".utf8))
        case .announcesMore:
            try await socket.write(head(reply, length: body.count + 16) + body)
        case .miscounts(let difference):
            try await socket.write(head(reply, length: body.count + difference) + body)
            try await waitForHangUp()
        case .noLastChunk:
            try await socket.write(chunked(reply, body))
        case .trailers(let count):
            let fields = (0..<count).map { "X-\($0): 1\r\n" }.joined()
            try await socket.write(chunked(reply, body) + Data("0\r\n\(fields)\r\n".utf8))
        case .endlessHead:
            try await socket.write(head(reply, length: nil).dropLast(2))
            try await writeWithoutEnd(Data(String(repeating: "X-Y: z\r\n", count: 1000).utf8))
        case .interims:
            try await writeWithoutEnd(
                Data(String(repeating: "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", count: 1000).utf8))
        case .drippingHead(let interval):
            for byte in head(reply, length: body.count) {
                try await Task.sleep(for: .seconds(interval))
                try await socket.write(Data([byte]))
            }
        case .announces(let length):
            try await socket.write(head(reply.with(header: "Content-Length", length), length: nil) + body)
        case .cutHead:
            let head = head(reply, length: body.count)
            try await socket.write(head.prefix(head.count / 2))
        case .stall:
            try await socket.write(head(reply, length: body.count) + body.prefix(body.count / 2))
            try await waitForHangUp()
        case .thinks(let latch):
            try await socket.write(head(reply, length: body.count) + body.prefix(12))
            await latch.wait()
            try await socket.write(body.dropFirst(12))
            return true
        case .drip(let byte, let interval):
            try await socket.write(head(reply, length: nil))
            while true {
                try await Task.sleep(for: .seconds(interval))
                try await socket.write(Data([byte]))
            }
        case .endless, .goesOn:
            try await socket.write(head(reply, length: nil))
            if case .goesOn = reply.fault { try await socket.write(body) }
            try await writeWithoutEnd(Data(repeating: 0x20, count: 1 << 16))
        case .interim:
            try await socket.write(Data("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".utf8))
        case .garbage:
            try await socket.write(Data("SSH-2.0-OpenSSH_9.2\r\n\u{0}\u{1}\r\n".utf8))
        }
        return false
    }

    /// Everything but the chunk that ends it.
    private func chunked(_ reply: Reply, _ body: Data) -> Data {
        head(reply.with(header: "Transfer-Encoding", "chunked"), length: nil)
            + Data("\(String(body.count, radix: 16))\r\n".utf8) + body + Data("\r\n".utf8)
    }

    private func head(_ reply: Reply, length: Int?) -> Data {
        var lines = ["HTTP/1.1 \(reply.status) Status"]
        lines += reply.headers.map { "\($0.name): \($0.value)" }
        lines.append(length.map { "Content-Length: \($0)" } ?? "Connection: close")
        return Data((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    private static func body(_ reply: Reply, _ request: RecordedRequest) throws -> Data {
        switch reply.body {
        case .drawing:
            json(try Drawing.png(for: request), prefix: "", members: "")
        case .image(let bytes, let prefix, let members):
            json(bytes, prefix: prefix, members: members)
        case .bytes(let bytes):
            bytes
        }
    }

    private static func json(_ image: Data, prefix: String, members: String) -> Data {
        Data("{\"created\":1710000000,\"data\":[{\"b64_json\":\"\(prefix)".utf8) + image.base64EncodedData()
            + Data("\"\(members)}]}".utf8)
    }

    private func writeWithoutEnd(_ block: Data) async throws {
        while true {
            try await socket.write(block)
            // Several floods would else keep every thread that tasks share to themselves, the test's own among them.
            try await Task.sleep(for: .milliseconds(4))
        }
    }

    private func waitForHangUp() async throws {
        while true { _ = try await socket.read(atMost: 1) }
    }

    /// Closing with a linger time of zero sends a reset instead of an orderly end.
    private func reset() throws {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            socket.socket.file.rawValue, SOL_SOCKET, SO_LINGER, &linger,
            socklen_t(MemoryLayout.size(ofValue: linger)))
    }
}
