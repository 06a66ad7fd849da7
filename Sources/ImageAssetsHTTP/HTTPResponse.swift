import ImageAssetsSystem

/// Any answer, whatever its status.
package struct HTTPResponse: Sendable {
    package let status: Int
    private let headers: [String: String]
    /// The lines that the headers are of, as they came.
    package let head: Data
    /// Unpacked where the request said that it is `recognized`, else as it came.
    package let body: Data
    /// What broke off the exchange after the head: the body is perhaps not whole. Nil when it surely is.
    package let breach: TransportError?

    package init(
        status: Int, headers: [String: String], head: Data = Data(), body: Data, breach: TransportError? = nil
    ) {
        self.breach = breach
        self.head = head
        self.status = status
        self.headers = Dictionary(headers.map { ($0.lowercased(), $1) }, uniquingKeysWith: { first, _ in first })
        self.body = body
    }

    package func header(_ name: String) -> String? { headers[name.lowercased()] }
}

extension HTTPResponse {
    /// An answer that was kept, its body `recognized` as if it came now.
    package init(head: Data, body: Data) {
        var parsed = ResponseHead()
        for line in head.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        where line.withUnsafeBytes({ parsed.take($0) }) { break }
        let (unpacked, _) = PackedBody.unpacked(body, limit: HTTPLimits().bodyBytes)
        self.init(status: parsed.status ?? 200, headers: parsed.fields, head: head, body: unpacked)
    }
}
