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
enum Transfer {
    static func tick(_ limits: HTTPLimits) -> Double {
        max(0.005, min(1, min(limits.total, limits.idle) / 8))
    }

    static func answer(
        from events: AsyncStream<TransferEvent>, _ limits: HTTPLimits
    ) async throws(TransportError) -> HTTPResponse {
        let start = ContinuousClock.now
        var lastByte: ContinuousClock.Instant?
        var head: (status: Int, headers: [String: String])?
        var body = Data()
        for await event in events {
            let now = ContinuousClock.now
            switch event {
            case .head(let status, let headers, let length):
                head = (status, headers)
                if length > Int64(limits.bodyBytes) { throw .tooLarge(bytes: limits.bodyBytes) }
                if length > 0 { body.reserveCapacity(Int(length)) }
            case .bytes(let bytes):
                if body.count + bytes.count > limits.bodyBytes { throw .tooLarge(bytes: limits.bodyBytes) }
                body.append(bytes)
                // White space keeps a connection alive while the server is still at work. An answer's own bytes do not both
                // begin and end with it, and looking at each byte would be slower than the network.
                if lastByte != nil || [bytes.first, bytes.last].contains(where: { $0 ?? 0 > 0x20 }) { lastByte = now }
            case .end(.some(let error)):
                throw error
            case .end(nil):
                guard let head else { throw .broken("the connection ended without an answer") }
                return HTTPResponse(status: head.status, headers: head.headers, body: body)
            case .tick:
                break
            }
            if now - start > .seconds(limits.total) { throw .timedOut(seconds: limits.total) }
            if let lastByte, now - lastByte > .seconds(limits.idle) { throw .stalled(seconds: limits.idle) }
        }
        throw .cancelled
    }
}
