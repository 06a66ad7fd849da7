/// One HTTP exchange over a connection of its own, within limits of time and size. Nothing else here sends anything.
package struct HTTPTransport: Sendable {
    /// Takes the request over, so that its body is gone from memory as soon as it is handed on.
    package let send: @Sendable (consuming HTTPRequest, HTTPLimits) async throws(TransportError) -> HTTPResponse
}

/// What an exchange may take at the most.
package struct HTTPLimits: Sendable, Hashable {
    /// Seconds, from the connection to the last byte, whatever trickles in between. There is no limit on silence:
    /// servers send the head, or a first byte, and think for minutes then.
    package var total: Double
    /// Seconds without a byte after which a body that is `recognized` counts as over where its length was told a little
    /// wrong.
    var settling: Double
    /// Bytes of the answer's body, packed or unpacked.
    var bodyBytes: Int

    package init(total: Double = 900, settling: Double = 5, bodyBytes: Int = 256 << 20) {
        self.total = total
        self.settling = settling
        self.bodyBytes = bodyBytes
    }
}

/// Why there is no answer.
package enum TransportError: Error, Sendable, Hashable {
    /// Nothing was sent: no connection came about.
    case notConnected(String)
    /// Nothing was sent, nor ever can be: the address is none, or libcurl is missing.
    case impossible(String)
    /// Encryption or certificate: it would fail again, and must not be worked around.
    case insecure(String)
    /// The connection broke before the whole answer was there.
    case broken(String)
    /// `unsent`: no connection had come about by then.
    case timedOut(seconds: Double, unsent: Bool = false)
    case tooLarge(bytes: Int)
    /// The answer is there, in an encoding that libcurl does not know.
    case undecodable(String)
    case cancelled
}
