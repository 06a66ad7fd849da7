import ImageAssetsSystem

/// One answer that a service once gave for a fingerprint: the store's record of it.
///
/// Its file is named by the digest of the bytes and the request that brought them, so that runs side by side lose none.
/// Records of earlier versions were counted, and are read like any other.
package struct StoredResult: Sendable, Hashable, Codable {
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
    /// What libpng found; nil until it was decoded, and when it does not decode. For people: the bytes are asked again
    /// before anything is decided.
    package var facts: AssetFacts?
    /// Why it does not decode. It is then kept as evidence, and used by a version that can decode it.
    package var fault: String?
    /// Of an answer in which no image was found: its status line and fields, byte for byte as Latin-1. The bytes are
    /// then its body.
    package var head: String?
    /// Its place among the records of earlier versions, which tells the order of those that arrived within a second.
    private var sequence: Int?
    /// Of the record.
    package private(set) var fileName = ""

    private enum CodingKeys: String, CodingKey {
        case sha256, byteCount, requestID, serverRequestID, revisedPrompt, usage, received, facts, fault, head, sequence
    }

    package init(
        sha256: String, byteCount: Int, requestID: String, serverRequestID: String? = nil,
        revisedPrompt: String? = nil, usage: String? = nil, received: Date, head: String? = nil
    ) {
        self.sha256 = sha256
        self.byteCount = byteCount
        self.requestID = requestID
        self.serverRequestID = serverRequestID
        self.revisedPrompt = revisedPrompt
        self.usage = usage
        self.received = Self.rounded(received)
        self.head = head
        fileName = "\(sha256)-\(requestID).json"
    }

    /// Only the digest is needed: whatever else is odd, or of a later version's making, costs no image.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        sha256 = try values.decode(String.self, forKey: .sha256)
        byteCount = (try? values.decode(Int.self, forKey: .byteCount)) ?? 0
        requestID = (try? values.decode(String.self, forKey: .requestID)) ?? ""
        serverRequestID = try? values.decode(String.self, forKey: .serverRequestID)
        // No service rewrites a prompt to more than a prompt may be.
        revisedPrompt = (try? values.decode(String.self, forKey: .revisedPrompt)).flatMap {
            $0.utf8.count <= 128_000 ? $0 : nil
        }
        usage = try? values.decode(String.self, forKey: .usage)
        received = (try? values.decode(Date.self, forKey: .received)) ?? .distantPast
        facts = try? values.decode(AssetFacts.self, forKey: .facts)
        fault = try? values.decode(String.self, forKey: .fault)
        head = try? values.decode(String.self, forKey: .head)
        sequence = try? values.decode(Int.self, forKey: .sequence)
    }

    package var digest: SHA256Digest? { SHA256Digest(hex: sha256) }

    package func isNewer(than other: StoredResult) -> Bool {
        if received != other.received { return received > other.received }
        if sequence != other.sequence { return sequence ?? .max > other.sequence ?? .max }
        return sha256 > other.sha256
    }

    // MARK: As a file

    /// - Throws: `DecodingError` for what is no record.
    package init(reading bytes: Data, from name: String) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let date = Self.date(text) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date")
            }
            return date
        }
        self = try decoder.decode(StoredResult.self, from: bytes)
        fileName = name
    }

    package func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            // The style cuts off what is less than a thousandth, of numbers that are not exact.
            try container.encode(date.addingTimeInterval(0.0005).formatted(Self.precise))
        }
        return try encoder.encode(self)
    }

    private static let precise = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// Earlier versions wrote whole seconds.
    private static func date(_ text: String) -> Date? {
        (try? Date(text, strategy: precise)).map(rounded) ?? (try? Date(text, strategy: .iso8601))
    }

    /// To a thousandth of a second, as it is written, so that a record reads back as it was.
    private static func rounded(_ date: Date) -> Date {
        Date(timeIntervalSince1970: (date.timeIntervalSince1970 * 1000).rounded() / 1000)
    }
}
