import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// All that is known of an attempt: its lines of the journal as one.
///
/// A line says the same however often it stands there, so what a crash left twice is counted once.
package struct AttemptRecord: Sendable, Hashable {
    package let attempt: JournalEntry.Attempt
    /// That sent it.
    package let run: UniqueID
    package let image: ImageName
    package let fingerprint: Fingerprint
    private var at: Date
    /// What decides its price, as the answer says or else as it was asked for; nil in what earlier versions wrote.
    package private(set) var terms: PriceTerms?
    /// Nil where none came: it is under way, or its run died.
    package private(set) var outcome: JournalEntry.Outcome?
    package private(set) var serverRequestID: String?
    /// The service's own account of the answer, as JSON text.
    package private(set) var usage: String?
    /// That it brought; nil: nobody told, as where it was one.
    private var told: Int?
    private var knowsStart = false
    private var isReported = false

    /// Of each attempt, in the order in which they appear.
    package static func all(of entries: some Sequence<JournalEntry>) -> [AttemptRecord] {
        var records: [AttemptRecord] = []
        var places: [JournalEntry.Attempt: Int] = [:]
        for entry in entries {
            if let place = places[entry.attempt] {
                records[place].add(entry)
            } else {
                places[entry.attempt] = records.count
                records.append(AttemptRecord(entry))
            }
        }
        return records
    }

    private init(_ entry: JournalEntry) {
        attempt = entry.attempt
        run = entry.run
        image = entry.image
        fingerprint = entry.fingerprint
        at = entry.at
        add(entry)
    }

    /// What is known already stays.
    private mutating func add(_ entry: JournalEntry) {
        if !knowsStart, entry.event == .sent || at == .distantPast || entry.at < at && entry.at > .distantPast {
            at = entry.at
            knowsStart = entry.event == .sent
        }
        // What an answer says of itself stands where it arrived.
        if let terms = entry.terms { learn(terms, isTold: entry.arrived != nil) }
        usage = usage ?? entry.usage
        told = told ?? entry.images
        switch entry.event {
        case .sent, .arrived: break
        case .reported: isReported = true
        case .ended(let outcome, let serverRequestID):
            self.outcome = self.outcome ?? outcome
            self.serverRequestID = self.serverRequestID ?? serverRequestID
        }
    }

    /// When it was sent; nil where no line tells a time at which this tool can have been there.
    package var moment: Date? { at > Self.earliest ? at : nil }

    private static let earliest = Date(timeIntervalSince1970: 1_500_000_000)

    /// Whether nothing more is to come of it.
    package var isOver: Bool { outcome != nil || isReported }

    /// Whether it left.
    package var wasSent: Bool { outcome != .unsent }

    package var broughtImage: Bool { outcome == .answered }

    /// How many it brought.
    package var images: Int { broughtImage ? told ?? 1 : 0 }

    /// Whether the service may have charged for what is no image here: nobody got it, or none was found in it.
    package var mayBeCharged: Bool {
        switch outcome {
        case .failed(.malformedResponse, _): true
        case let outcome?: outcome.mayBeCharged
        case nil: true
        }
    }

    /// What the record of its answer tells, where the journal does not.
    package mutating func add(_ result: StoredResult) {
        usage = usage ?? result.usage
        if let terms = result.measuredTerms { learn(terms, isTold: false) }
    }

    /// Whether the record of its answer may tell more than the journal.
    package var isUntold: Bool { broughtImage && (usage == nil || terms?.isOpen != false) }

    /// - Parameter isTold: by the answer, which knows better than who asked.
    private mutating func learn(_ new: PriceTerms, isTold: Bool) {
        guard var terms else { return terms = new }
        if !new.hasOpenSize, isTold || terms.hasOpenSize { terms.size = new.size }
        if !new.hasOpenQuality, isTold || terms.hasOpenQuality { terms.quality = new.quality }
        self.terms = terms
    }

    /// As one line that says all of it, whose moment is when the attempt was sent.
    package var line: JournalEntry {
        var line = JournalEntry(
            outcome.map { .ended($0, serverRequestID: serverRequestID) } ?? .reported, run: run, attempt: attempt,
            image: image, fingerprint: fingerprint, at: at)
        line.terms = terms
        line.usage = usage
        line.images = told
        return line
    }
}
