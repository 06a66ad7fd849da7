import Foundation

/// What the server does with a request.
package struct Reply: Sendable {
    package var status = 200
    package var headers: [(name: String, value: String)] = []
    var body = Body.drawing
    package var fault: WireFault?

    enum Body: Sendable {
        /// An image drawn from the request: the same request, the same bytes.
        case drawing
        /// These bytes in `b64_json`.
        case image(Data, prefix: String, members: String)
        case bytes(Data)
    }

    /// The image that the request asks for.
    package static let image = Reply()

    /// Any bytes as the image. `members` are further members of `data[0]`, as JSON text: `,"revised_prompt":"…"`.
    package static func image(_ bytes: Data, prefix: String = "", members: String = "") -> Reply {
        Reply(body: .image(bytes, prefix: prefix, members: members))
    }

    package static func text(
        _ text: String, status: Int = 200, type: String = "application/json",
        headers: [(name: String, value: String)] = []
    ) -> Reply {
        Reply(status: status, headers: [("Content-Type", type)] + headers, body: .bytes(Data(text.utf8)))
    }

    package static func bytes(_ bytes: Data, type: String) -> Reply {
        Reply(headers: [("Content-Type", type)], body: .bytes(bytes))
    }

    /// A picture in a shape that was not asked for.
    package static func shape(_ shape: Shape, of picture: Data) -> Reply {
        let reply = bytes(shape.body(of: picture), type: shape.type)
        return shape.encoding.map { reply.with(header: "Content-Encoding", $0) } ?? reply
    }

    /// An error in the shape that OpenAI's own servers use.
    package static func error(
        _ status: Int, _ message: String = "no", type: String = "error", param: String? = nil, code: String? = nil,
        headers: [(name: String, value: String)] = []
    ) -> Reply {
        func quoted(_ text: String?) -> String {
            text.map { String(decoding: (try? JSONEncoder().encode($0)) ?? Data(), as: UTF8.self) } ?? "null"
        }
        let body =
            "{\"error\":{\"message\":\(quoted(message)),\"type\":\(quoted(type)),\"param\":\(quoted(param)),"
            + "\"code\":\(quoted(code))}}"
        return .text(body, status: status, headers: headers)
    }

    /// A link to the image instead of the image.
    package static let link = Reply.text(
        #"{"created":1,"data":[{"url":"https://images.example.com/1.png","b64_json":null}]}"#)

    package static func fault(_ fault: WireFault) -> Reply { Reply(fault: fault) }

    package func with(header name: String, _ value: String) -> Reply {
        var reply = self
        reply.headers.append((name, value))
        return reply
    }
}

/// Ways in which a connection can go wrong.
package enum WireFault: Sendable {
    /// A TCP reset instead of an answer.
    case reset
    /// The connection is closed without an answer.
    case noAnswer
    /// The head promises the whole answer; half of it comes, then the connection is closed.
    case cutShort
    /// Half of the answer without a length, or white space before one, then the connection is closed.
    case cutWithoutLength, blankWithoutLength
    /// The whole answer comes, but the head promises more; then the connection is closed.
    case announcesMore
    /// The whole answer comes, with a length that is wrong by so many bytes, and the connection stays open.
    case miscounts(by: Int)
    /// The whole answer comes in chunks, but the empty one that ends them does not.
    case noLastChunk
    /// The whole answer comes in chunks, and so many fields after the last of them.
    case trailers(Int)
    /// A head that ends in no answer: fields, or interim answers, as fast as they are taken.
    case endlessHead, interims
    /// A head, a byte at a time, with so many seconds between.
    case drippingHead(every: Double)
    /// The head promises this length, whatever it is; the whole answer comes, then the connection is closed.
    case announces(String)
    /// The connection is closed inside the head.
    case cutHead
    /// The head comes, then this byte again and again, with so many seconds between.
    case drip(UInt8, every: Double)
    /// White space without end, as fast as it is taken: alone, or after the whole answer.
    case endless, goesOn
    /// Half of the answer, then silence.
    case stall
    /// The head and the first bytes, then silence until the latch opens, then the rest.
    case thinks(Latch)
    /// An interim answer, and the connection is closed before the real one.
    case interim
    /// Bytes that are no HTTP.
    case garbage
}
