import Foundation

/// Puts an answer together from what arrives, and gives up when a limit is passed.
struct Transfer {
    typealias Outcome = Result<HTTPResponse, TransportError>
    private typealias Head = (status: Int, headers: [String: String])

    private let limits: HTTPLimits
    private let start = ContinuousClock.now
    /// The head that is arriving, and how much of heads has arrived.
    private var pending: Head?
    private var headBytes = 0
    private var head: Head?
    private var body = Data()
    /// Whether the request may have been sent.
    var hasBegun = false
    /// Nil as long as the exchange goes on.
    private(set) var outcome: Outcome?

    /// What no server's head comes near. Later versions of libcurl have a limit of their own, which is higher.
    private static let headLimit = 256 << 10
    /// What is set aside because a head promises it.
    private static let promised = 32 << 20

    init(_ limits: HTTPLimits) {
        self.limits = limits
    }

    /// A line of a head. An empty one ends it; an interim answer's is none, and trailers add nothing.
    mutating func take(headLine bytes: UnsafeRawBufferPointer) {
        hasBegun = true
        headBytes += bytes.count
        if headBytes > Self.headLimit {
            return end(head == nil ? .tooLarge(bytes: Self.headLimit) : .broken("its trailers have no end"))
        }
        guard outcome == nil, head == nil else { return }
        let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard var pending else {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.count >= 2, words[0].uppercased().hasPrefix("HTTP/"), let status = Int(words[1].prefix(3)) {
                self.pending = (status, [:])
            }
            return
        }
        // Two that hold the fields would make each further one a copy of them all.
        self.pending = nil
        if line.isEmpty {
            if pending.status >= 200 { begin(pending) }
            return
        }
        if let colon = line.firstIndex(of: ":") {
            let name = line[..<colon].lowercased()
            if pending.headers[name]?.isEmpty ?? true {
                pending.headers[name] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            }
        }
        self.pending = pending
    }

    private mutating func begin(_ head: Head) {
        self.head = head
        guard let length = head.headers["content-length"].flatMap(Int64.init), length > 0 else { return }
        if length > Int64(limits.bodyBytes) { return end(.tooLarge(bytes: limits.bodyBytes)) }
        body.reserveCapacity(min(Int(length), Self.promised))
    }

    mutating func take(body bytes: UnsafeRawBufferPointer) {
        guard outcome == nil else { return }
        if body.count + bytes.count > limits.bodyBytes { return end(.tooLarge(bytes: limits.bodyBytes)) }
        body.append(contentsOf: bytes)
    }

    /// Seconds until the limit is passed.
    var patience: Double {
        max(0, (.seconds(limits.total) - (ContinuousClock.now - start)) / .seconds(1))
    }

    /// Looks at the clock.
    mutating func look() {
        if ContinuousClock.now - start > .seconds(limits.total) {
            end(.timedOut(seconds: limits.total, unsent: !hasBegun))
        }
    }

    /// Once there is a head there is an answer, however its body ended: a status speaks for itself, and an image that came
    /// whole is whole even if more was announced, or nobody waited for more.
    mutating func end(_ error: TransportError?) {
        guard outcome == nil else { return }
        guard let head else {
            outcome = .failure(error ?? .broken("the connection ended without an answer"))
            return
        }
        outcome = .success(HTTPResponse(status: head.status, headers: head.headers, body: body, breach: error))
        body = Data()
    }
}
