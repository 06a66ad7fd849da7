import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem
import ImageAssetsText

/// One answer that a service once gave for a fingerprint: the store's record of it.
///
/// Its file is named by the digest of the bytes and the request that brought them, so that runs side by side lose none.
/// Records of earlier versions were counted, and are read like any other.
package struct StoredResult: Sendable, Hashable {
    /// What the bytes are. For people: they are asked again before anything is decided.
    package enum Content: Sendable, Hashable {
        /// An image, with what libpng found; nil until it was decoded.
        case image(AssetFacts?)
        /// An image that does not decode, and why: kept as evidence, and used by a version that can decode it.
        case broken(String)
        /// The body of an answer in which no image was found, and its status line and fields as they came.
        case unread(UnreadFault, head: Data)
    }

    /// Why it is not read.
    package enum UnreadFault: Sendable, Hashable {
        case noImage
        /// In the words of an earlier version.
        case other(String)

        fileprivate init(_ text: String?) {
            self = text == nil || text == Self.noImage.text ? .noImage : .other(text ?? "")
        }

        package var text: String {
            switch self {
            case .noImage: "an answer came without an image"
            case .other(let text): text
            }
        }
    }

    /// Of the object that holds its bytes.
    package let digest: SHA256Digest
    package let byteCount: Int
    /// Our own id of the request that brought it.
    package let requestID: UniqueID?
    package let serverRequestID: String?
    package let revisedPrompt: String?
    /// The service's own account, as JSON text.
    package let usage: String?
    /// What decides its price, as the answer says or else as it was asked for; nil in what earlier versions wrote.
    package let terms: PriceTerms?
    package let received: Date
    package var content: Content
    /// What a person said of it; nil: nothing.
    package var mark: CandidateMark?
    /// Its place among the records of earlier versions, which tells the order of those that arrived within a second.
    private let sequence: Int?
    /// Of the record.
    package let fileName: String

    package init(
        _ digest: SHA256Digest, byteCount: Int, requestID: UniqueID?, serverRequestID: String? = nil,
        revisedPrompt: String? = nil, usage: String? = nil, terms: PriceTerms? = nil, received: Date,
        content: Content = .image(nil),
        mark: CandidateMark? = nil
    ) {
        self.digest = digest
        self.byteCount = byteCount
        self.requestID = requestID
        self.serverRequestID = serverRequestID
        self.revisedPrompt = revisedPrompt
        self.usage = usage
        self.terms = terms
        self.received = received.inMilliseconds
        self.content = content
        self.mark = mark
        sequence = nil
        fileName = "\(digest)\(requestID.map { "-\($0)" } ?? "").json"
    }

    package var isUnread: Bool { if case .unread = content { true } else { false } }

    /// Why it is no image that can be used, as it was found when it came.
    package var fault: String? {
        switch content {
        case .image: nil
        case .broken(let why): why
        case .unread(let why, _): why.text
        }
    }

    package func isNewer(than other: StoredResult) -> Bool {
        if received != other.received { return received > other.received }
        if sequence != other.sequence { return sequence ?? .max > other.sequence ?? .max }
        return digest > other.digest
    }
}

// MARK: As a file

extension StoredResult {
    /// Nil for what names no bytes. Whatever else is odd, or of a later version's making, costs no image.
    package init?(_ record: JSONValue, from fileName: String) {
        guard let digest = record["sha256"]?.string.flatMap(SHA256Digest.init(hex:)) else { return nil }
        self.digest = digest
        byteCount = record["byteCount"]?.integer ?? 0
        requestID = record["requestID"]?.string.flatMap { UniqueID($0) }
        serverRequestID = record["serverRequestID"]?.string
        // No service rewrites a prompt to more than a prompt may be.
        revisedPrompt = record["revisedPrompt"]?.string.flatMap { $0.utf8.count <= 128_000 ? $0 : nil }
        usage = record["usage"]?.string
        terms = PriceTerms(record)
        received = record["received"]?.date ?? .distantPast
        content = Content(record)
        mark = CandidateMark(record)
        sequence = record["sequence"]?.integer
        self.fileName = fileName
    }

    package var json: JSONValue {
        var members: [String: JSONValue] = [
            "sha256": .string(digest.hex), "byteCount": .integer(byteCount),
            "received": .string(received.textInMilliseconds),
        ]
        members["requestID"] = requestID.map { .string($0.description) }
        members["serverRequestID"] = serverRequestID.map(JSONValue.string)
        members["revisedPrompt"] = revisedPrompt.map(JSONValue.string)
        members["usage"] = usage.map(JSONValue.string)
        members["sequence"] = sequence.map(JSONValue.integer)
        // Versions that know no `head` take such a record for an image that does not decode.
        members["fault"] = fault.map(JSONValue.string)
        switch content {
        case .image(let facts): members["facts"] = facts?.json
        case .broken: break
        case .unread(_, let head): members["head"] = .string(String(data: head, encoding: .isoLatin1) ?? "")
        }
        let others = (mark?.members ?? [:]).merging(terms?.members ?? [:]) { mark, _ in mark }
        return .object(members.merging(others) { result, _ in result })
    }
}

extension StoredResult.Content {
    fileprivate init(_ record: JSONValue) {
        let why = record["fault"]?.string
        if let head = record["head"]?.string {
            // Byte for byte: each is a character of Latin-1.
            self = .unread(StoredResult.UnreadFault(why), head: head.data(using: .isoLatin1) ?? Data())
        } else {
            self = why.map { .broken($0) } ?? .image(record["facts"].flatMap { AssetFacts($0) })
        }
    }
}

extension AssetFacts {
    fileprivate init?(_ node: JSONValue) {
        guard let width = node["width"]?.integer, let height = node["height"]?.integer,
            let bitDepth = node["bitDepth"]?.integer, let isTransparent = node["isTransparent"]?.boolean,
            let colorType = node["colorType"]?.string.flatMap(PNGColorType.init(rawValue:)),
            let isBlank = node["isBlank"]?.boolean
        else { return nil }
        self.init(
            width: width, height: height, bitDepth: bitDepth, colorType: colorType, isTransparent: isTransparent,
            isBlank: isBlank)
    }

    fileprivate var json: JSONValue {
        .object([
            "width": .integer(width), "height": .integer(height), "bitDepth": .integer(bitDepth),
            "colorType": .string(colorType.rawValue), "isTransparent": .boolean(isTransparent),
            "isBlank": .boolean(isBlank),
        ])
    }
}
