import ImageAssetsSystem

/// Puts an answer together from what arrives, and gives up when a limit is passed.
package struct Transfer {
    package typealias Outcome = Result<HTTPResponse, TransportError>
    private typealias Head = (status: Int, headers: [String: String], lines: Data)

    private let limits: HTTPLimits
    private let start = ContinuousClock.now
    private var lastByte = ContinuousClock.now
    /// What the head says of the body's length, where it says so and no chunks say it better.
    private var length: Int64?
    /// The head that is arriving, and how much of heads has arrived.
    private var pending: Head?
    private var headBytes = 0
    private var head: Head?
    private var body = Data()
    /// Whether the request may have been sent.
    var hasBegun = false
    /// Nil as long as the exchange goes on.
    package private(set) var outcome: Outcome?

    /// What no server's head comes near. Later versions of libcurl have a limit of their own, which is higher.
    private static let headLimit = 256 << 10
    /// What is set aside because a head promises it.
    private static let promised = 32 << 20

    package init(_ limits: HTTPLimits) {
        self.limits = limits
    }

    /// A line of a head. An empty one ends it; an interim answer's is none, and trailers add nothing.
    package mutating func take(headLine bytes: UnsafeRawBufferPointer) {
        hasBegun = true
        headBytes += bytes.count
        if headBytes > Self.headLimit {
            return end(head == nil ? .tooLarge(bytes: Self.headLimit) : .broken("its trailers have no end"))
        }
        guard outcome == nil, head == nil else { return }
        let line = String(decoding: bytes, as: UTF8.self).trimmed
        guard var pending else {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.count >= 2, words[0].uppercased().hasPrefix("HTTP/"), let status = Int(words[1].prefix(3)) {
                self.pending = (status, [:], Data(bytes))
            }
            return
        }
        // Two that hold the fields would make each further one a copy of them all.
        self.pending = nil
        pending.lines.append(contentsOf: bytes)
        if line.isEmpty {
            if pending.status >= 200 { begin(pending) }
            return
        }
        if let colon = line.firstIndex(of: ":") {
            let name = line[..<colon].lowercased()
            if pending.headers[name]?.isEmpty ?? true {
                pending.headers[name] = line[line.index(after: colon)...].trimmed
            }
        }
        self.pending = pending
    }

    private mutating func begin(_ head: Head) {
        self.head = head
        guard let length = head.headers["content-length"].flatMap(Int64.init), length >= 0,
            head.headers["transfer-encoding"] == nil
        else { return }
        if length > Int64(limits.bodyBytes) { return end(.tooLarge(bytes: limits.bodyBytes)) }
        body.reserveCapacity(min(Int(length), Self.promised))
        self.length = length
        lastByte = .now
        if length == 0, isOver { end(nil) }
    }

    package mutating func take(body bytes: UnsafeRawBufferPointer) {
        guard outcome == nil else { return }
        if body.count + bytes.count > limits.bodyBytes { return end(.tooLarge(bytes: limits.bodyBytes)) }
        body.append(contentsOf: bytes)
        lastByte = .now
        if isOver { end(nil) }
    }

    /// Whether all has come that was told, and nothing says that it was told wrong.
    private var isOver: Bool {
        guard let length, let head, body.count >= length else { return false }
        return !(200..<300).contains(head.status) || body.isClosed
    }

    /// From when on silence means that the length was told wrong: characters were counted instead of bytes, or what was
    /// changed on the way was not counted again. Who is far from the end thinks, and is waited for.
    private var settled: ContinuousClock.Instant? {
        guard let length else { return nil }
        let missing = length - Int64(body.count)
        guard missing <= 0 || missing <= min(4_096, length / 64) && body.isClosed else { return nil }
        return lastByte + .seconds(limits.settling)
    }

    /// Seconds until the limit is passed.
    package var patience: Double {
        let end = start + .seconds(limits.total)
        return max(0, (min(end, settled ?? end) - .now) / .seconds(1))
    }

    /// Looks at the clock.
    package mutating func look() {
        if ContinuousClock.now - start > .seconds(limits.total) {
            end(.timedOut(seconds: limits.total, unsent: !hasBegun))
        }
        if let settled, .now > settled { end(nil) }
    }

    /// Once there is a head there is an answer, however its body ended: a status speaks for itself, and an image that
    /// came whole is whole even if more was announced, or nobody waited for more.
    package mutating func end(_ error: TransportError?) {
        guard outcome == nil else { return }
        guard let head else {
            outcome = .failure(error ?? .broken("the connection ended without an answer"))
            return
        }
        var breach = error
        if breach == nil, let length, body.count < length { breach = .broken("the answer ends before its end") }
        let (unpacked, isTooLarge) = PackedBody.unpacked(body, limit: limits.bodyBytes)
        if isTooLarge { breach = .tooLarge(bytes: limits.bodyBytes) }
        body = Data()
        outcome = .success(
            HTTPResponse(
                status: head.status, headers: head.headers, head: head.lines, body: unpacked, breach: breach))
    }
}

extension Transfer {
    /// An answer that was kept.
    package static func response(head: Data, body: Data) -> HTTPResponse {
        var transfer = Transfer(HTTPLimits())
        for line in head.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // What was told of its length does not count any more.
        where !String(decoding: line.prefix(15), as: UTF8.self).lowercased().hasPrefix("content-length:") {
            line.withUnsafeBytes { transfer.take(headLine: $0) }
        }
        transfer.body = body
        transfer.end(nil)
        return (try? transfer.outcome?.get()) ?? HTTPResponse(status: 200, headers: [:], head: head, body: body)
    }
}

extension Data {
    /// Whether it ends as an answer does that begins like this: an object that is closed, an image's last chunk. What
    /// is packed, and what has no end of its own, always does.
    package var isClosed: Bool {
        let isVisible = { (byte: UInt8) in byte > 0x20 }
        guard let first = prefix(Self.looked).first(where: isVisible),
            let last = suffix(Self.looked).last(where: isVisible)
        else { return false }
        switch first {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return [UInt8(ascii: "}"), UInt8(ascii: "]")].contains(last)
        case 0x89: return suffix(12).holds("IEND")
        default: return true
        }
    }

    /// Bytes at either end that are looked at one by one.
    private static let looked = 65_536
}
