import Foundation

/// What happens in the course of one exchange.
enum TransferEvent: Sendable {
    case head(status: Int, [String: String], length: Int64)
    case bytes(Data)
    case end(TransportError?)
    /// Time has passed.
    case tick
}

/// Puts an answer together from what happens, and gives up when a limit is passed.
struct Transfer {
    typealias Outcome = Result<HTTPResponse, TransportError>

    private let limits: HTTPLimits
    private let start = ContinuousClock.now
    private var lastByte: ContinuousClock.Instant?
    private var head: (status: Int, headers: [String: String])?
    private var body = Data()

    init(_ limits: HTTPLimits) {
        self.limits = limits
    }

    /// Seconds between two looks at the clock.
    var tick: Double { max(0.005, min(1, min(limits.total, limits.idle) / 8)) }

    /// Nil as long as the exchange goes on.
    mutating func take(_ event: TransferEvent) -> Outcome? {
        let now = ContinuousClock.now
        switch event {
        case .head(let status, let headers, let length):
            // An interim answer is none; and what comes at the end is told twice.
            guard head == nil, status >= 200 else { break }
            head = (status, headers)
            if length > Int64(limits.bodyBytes) { return ended(.tooLarge(bytes: limits.bodyBytes)) }
            if length > 0 { body.reserveCapacity(Int(length)) }
        case .bytes(let bytes):
            if body.count + bytes.count > limits.bodyBytes { return ended(.tooLarge(bytes: limits.bodyBytes)) }
            body.append(bytes)
            // White space keeps a connection alive while the server is still at work. An answer's own bytes do not both
            // begin and end with it, and looking at each byte would be slower than the network.
            if lastByte != nil || [bytes.first, bytes.last].contains(where: { $0 ?? 0 > 0x20 }) { lastByte = now }
        case .end(let error):
            return ended(error)
        case .tick:
            break
        }
        if now - start > .seconds(limits.total) { return ended(.timedOut(seconds: limits.total)) }
        if let lastByte, now - lastByte > .seconds(limits.idle) { return ended(.stalled(seconds: limits.idle)) }
        return nil
    }

    /// Once there is a head there is an answer, however its body ended: a status speaks for itself, and an image that came
    /// whole is whole even if more was announced. But a head without a connection is a proxy's.
    private func ended(_ error: TransportError?) -> Outcome {
        switch error {
        case .some(let error) where error.isBeforeAnyAnswer: return .failure(error)
        case let error:
            guard let head else {
                return .failure(error ?? .broken("the connection ended without an answer"))
            }
            return .success(HTTPResponse(status: head.status, headers: head.headers, body: body, breach: error))
        }
    }
}
