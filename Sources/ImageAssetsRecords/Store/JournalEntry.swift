import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// One line of the journal: an attempt that was sent, whose bytes came, that ended, or whose loss was told.
package struct JournalEntry: Sendable, Hashable {
    package enum Event: Sendable, Hashable {
        case sent
        /// Bytes came that are about to be kept: where no record names them afterwards, the run died in between.
        case arrived(SHA256Digest)
        case ended(Outcome, serverRequestID: String? = nil)
        /// The attempt got no outcome, and the user was told so, once.
        case reported
    }

    /// How an attempt ended.
    package enum Outcome: Sendable, Hashable {
        /// Its image is in the store.
        case answered
        /// It never left.
        case unsent
        /// It was given up before an answer came.
        case abandoned
        case failed(ImageFailure.Code, status: Int? = nil)
        /// A word of a later version; nil where there is none.
        case unknown(String?, status: Int? = nil)
    }

    /// One of the attempts of a request.
    package struct Attempt: Sendable, Hashable {
        package let request: UniqueID
        /// Counted from 1.
        package let number: Int

        package init(_ number: Int, of request: UniqueID) {
            self.request = request
            self.number = number
        }
    }

    /// Of an attempt that ended.
    package var outcome: Outcome? { if case .ended(let outcome, _) = event { outcome } else { nil } }

    /// Of an attempt whose bytes came.
    package var arrived: SHA256Digest? { if case .arrived(let digest) = event { digest } else { nil } }

    package var event: Event
    package var run: UniqueID
    package let attempt: Attempt
    package let image: ImageName
    package let fingerprint: Fingerprint
    package let at: Date
    /// What decides the price of an attempt that was sent, or of the answer whose bytes came.
    package var terms: PriceTerms?
    /// The service's own account of what it counted, as JSON text; of an attempt whose bytes came.
    package var usage: String?
    /// That an answer brought, whatever was asked for; nil in lines that tell of none, and of one in earlier versions'.
    package var images: Int?

    package init(
        _ event: Event, run: UniqueID, attempt: Attempt, image: ImageName, fingerprint: Fingerprint, at: Date
    ) {
        self.event = event
        self.run = run
        self.attempt = attempt
        self.image = image
        self.fingerprint = fingerprint
        self.at = at
    }
}

extension JournalEntry.Outcome {
    /// Whether the service may have drawn and charged what nobody got. What this version cannot tell, may be.
    package var mayBeCharged: Bool {
        switch self {
        case .answered, .unsent: false
        case .abandoned, .unknown: true
        case .failed(let code, let status): ImageFailure.mayBeCharged(code, status: status)
        }
    }

    /// The word for it, as the journal and documents have it.
    package var word: String? {
        switch self {
        case .answered: "answered"
        case .unsent: "unsent"
        case .abandoned: "abandoned"
        case .failed(let code, _): code.rawValue
        case .unknown(let word, _): word
        }
    }

    package var status: Int? {
        switch self {
        case .failed(_, let status), .unknown(_, let status): status
        case .answered, .unsent, .abandoned: nil
        }
    }

    fileprivate init(_ word: String?, status: Int?) {
        switch word {
        case "answered": self = .answered
        case "unsent": self = .unsent
        case "abandoned": self = .abandoned
        default:
            let code = word.flatMap(ImageFailure.Code.init(rawValue:))
            self = code.map { .failed($0, status: status) } ?? .unknown(word, status: status)
        }
    }
}

// MARK: As a line

extension JournalEntry {
    /// Nil for what is no line of a journal, or of a kind that this version does not know.
    package init?(_ line: JSONValue) {
        guard let event = Event(line), let run = line["run"]?.string.flatMap({ UniqueID($0) }),
            let request = line["request"]?.string.flatMap({ UniqueID($0) }), let number = line["attempt"]?.integer,
            let image = line["image"]?.string.flatMap({ try? ImageName($0) }),
            let fingerprint = line["fingerprint"]?.string.flatMap(Fingerprint.init(hex:))
        else { return nil }
        self.init(
            event, run: run, attempt: Attempt(number, of: request), image: image, fingerprint: fingerprint,
            at: line["at"]?.date ?? .distantPast)
        terms = PriceTerms(line)
        usage = line["usage"]?.string
        images = line["images"]?.integer.flatMap { 1...Self.mostImages ~= $0 ? $0 : nil }
    }

    /// No answer brings more.
    private static let mostImages = 1_000

    /// Bytes of an account that a line has room for. Services need 300.
    private static let longestUsage = 8_192

    package var json: JSONValue {
        var members: [String: JSONValue] = [
            "at": .string(at.formatted(.iso8601)), "attempt": .integer(attempt.number), "event": .string(event.word),
            "fingerprint": .string(fingerprint.description), "image": .string(image.text),
            "request": .string(attempt.request.description), "run": .string(run.description),
        ]
        if case .arrived(let digest) = event { members["sha256"] = .string(digest.hex) }
        if case .ended(let outcome, let serverRequestID) = event {
            members["outcome"] = outcome.word.map(JSONValue.string)
            members["status"] = outcome.status.map(JSONValue.integer)
            members["serverRequestID"] = serverRequestID.map(JSONValue.string)
        }
        if let usage, usage.utf8.count <= Self.longestUsage { members["usage"] = .string(usage) }
        members["images"] = images.map(JSONValue.integer)
        return .object(members.merging(terms?.members ?? [:]) { line, _ in line })
    }
}

extension JournalEntry.Event {
    fileprivate init?(_ line: JSONValue) {
        switch line["event"]?.string {
        case "sent": self = .sent
        case "arrived":
            guard let digest = line["sha256"]?.string.flatMap(SHA256Digest.init(hex:)) else { return nil }
            self = .arrived(digest)
        case "ended":
            let outcome = JournalEntry.Outcome(line["outcome"]?.string, status: line["status"]?.integer)
            self = .ended(outcome, serverRequestID: line["serverRequestID"]?.string)
        case "reported": self = .reported
        default: return nil
        }
    }

    fileprivate var word: String {
        switch self {
        case .sent: "sent"
        case .arrived: "arrived"
        case .ended: "ended"
        case .reported: "reported"
        }
    }
}
