import Foundation

/// One answer that a service once gave for a fingerprint.
package struct StoredResult: Sendable, Hashable, Codable {
    /// Counts the results of one fingerprint from 1; the highest is the newest.
    package var sequence: Int
    /// Of the object that holds its bytes.
    package var sha256: String
    package var byteCount: Int
    /// Our own id of the request that brought it.
    package var requestID: String
    package var serverRequestID: String?
    package var revisedPrompt: String?
    /// The service's own account, as JSON text.
    package var usage: String?
    package var received: Date
    /// What libpng found; nil until it was decoded, and when it does not decode.
    package var facts: AssetFacts?
    /// Why it does not decode. It is then kept as evidence and never used.
    package var fault: String?

    package init(
        sequence: Int, sha256: String, byteCount: Int, requestID: String, serverRequestID: String? = nil,
        revisedPrompt: String? = nil, usage: String? = nil, received: Date
    ) {
        self.sequence = sequence
        self.sha256 = sha256
        self.byteCount = byteCount
        self.requestID = requestID
        self.serverRequestID = serverRequestID
        self.revisedPrompt = revisedPrompt
        self.usage = usage
        self.received = received
    }

    package var digest: SHA256Digest? { SHA256Digest(hex: sha256) }
}
