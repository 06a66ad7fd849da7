import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Attempts, of their lines in the journal")
struct AttemptRecordTests {
    private static let terms = PriceTerms(model: "gpt-image-2", size: "1024x1024", quality: "low", pictures: 2)
    private static let start = Date(timeIntervalSince1970: 1_700_000_000)

    private func entry(
        _ event: JournalEntry.Event, after seconds: Double = 0, run: Int = 99, terms: PriceTerms? = nil,
        usage: String? = nil
    ) throws -> JournalEntry {
        var entry = JournalEntry(
            event, run: id(run), attempt: .init(1, of: id(1)), image: try ImageName("hero"),
            fingerprint: Fingerprint(digest("inputs")), at: Self.start + seconds)
        entry.terms = terms
        entry.usage = usage
        return entry
    }

    private func all() throws -> [JournalEntry] {
        var told = Self.terms
        told.quality = .named("high")
        return [
            try entry(.sent, terms: Self.terms),
            try entry(.arrived(digest("x")), after: 60, terms: told, usage: #"{"total_tokens":7}"#),
            // Another run may have ended it.
            try entry(.ended(.answered, serverRequestID: "srv"), after: 90, run: 98),
        ]
    }

    @Test("what was asked for and what price it has is written and read again")
    func line() throws {
        for entry in try all() { #expect(JournalEntry(entry.json) == entry) }
    }

    @Test("the lines of an attempt are one, by the run and at the time that sent it, with what its answer says")
    func merging() throws {
        let record = try #require(AttemptRecord.all(of: all()).first)
        #expect(record.run == id(99))
        #expect(record.moment == Self.start)
        #expect(record.outcome == .answered)
        #expect(record.serverRequestID == "srv")
        #expect(record.terms?.quality == .named("high"))
        #expect(record.usage == #"{"total_tokens":7}"#)
        #expect(record.isOver && record.broughtImage && !record.mayBeCharged)
    }

    @Test("one line says all of it, and beside any of the others it says the same")
    func compact() throws {
        let entries = try all()
        let record = try #require(AttemptRecord.all(of: entries).first)
        for rest in [[], entries, [entries[0]], [entries[2]], [record.line]] {
            let again = AttemptRecord.all(of: [record.line] + rest)
            #expect(again.count == 1)
            #expect(again.first?.line == record.line)
        }
    }

    @Test("without an outcome it may have been charged, also when that was told; what never left was not")
    func charges() throws {
        let lost = try #require(AttemptRecord.all(of: [entry(.sent)]).first)
        #expect(!lost.isOver && lost.mayBeCharged && lost.wasSent)
        let told = try #require(AttemptRecord.all(of: [entry(.sent), entry(.reported, after: 500, run: 98)]).first)
        #expect(told.isOver && told.mayBeCharged && told.run == id(99) && told.moment == Self.start)
        let unsent = try #require(AttemptRecord.all(of: [entry(.sent), entry(.ended(.unsent))]).first)
        #expect(unsent.isOver && !unsent.mayBeCharged && !unsent.wasSent)
        for (outcome, isCharged) in [
            (.failed(.malformedResponse, status: 200), true), (.failed(.server, status: 503), true),
            (.failed(.rejected, status: 400), false), (.failed(.rateLimited, status: 429), false), (.abandoned, true),
            (.unknown("refunded"), true), (.failed(.moderation, status: 500), true),
            (.failed(.quota, status: 503), true), (.failed(.rejected, status: 408), true),
            (.failed(.rejected, status: 499), true), (.failed(.server, status: 525), false),
        ] as [(JournalEntry.Outcome, Bool)] {
            let record = try #require(AttemptRecord.all(of: [entry(.ended(outcome))]).first)
            #expect(record.mayBeCharged == isCharged, "\(outcome)")
        }
    }

    @Test("an outcome that came goes before the word that none did, wherever they stand")
    func outcomes() throws {
        let lines = [try entry(.reported), try entry(.ended(.answered))]
        for entries in [lines, lines.reversed()] {
            #expect(AttemptRecord.all(of: entries).map(\.outcome) == [.answered])
        }
    }

    @Test("what the service was left to choose is what its answer says, or else what its picture shows")
    func chosen() throws {
        let open = PriceTerms(model: "m", size: "auto", quality: "auto")
        let picture = StoredResult(
            digest("x"), byteCount: 1, requestID: id(1), usage: "{}", terms: open, received: Self.start,
            content: .image(squareFacts))
        var told = open
        told.quality = .named("high")
        let lines = [try entry(.sent, terms: open), try entry(.arrived(digest("x")), terms: told)]
        var record = try #require(AttemptRecord.all(of: lines + [entry(.ended(.answered))]).first)
        #expect(record.terms == told && record.isUntold)
        record.add(picture)
        #expect(record.terms == PriceTerms(model: "m", size: "1024x1024", quality: "high"))
        // Whatever stands beside it.
        for entries in [[record.line] + lines, lines + [record.line]] {
            #expect(AttemptRecord.all(of: entries).map(\.terms) == [record.terms])
        }
    }

    @Test("`auto` in an answer tells nothing; its record can tell what nobody asked for")
    func untold() throws {
        var asked = Self.terms
        var told = asked
        told.quality = .auto
        let lines = [try entry(.sent, terms: asked), try entry(.arrived(digest("x")), terms: told)]
        #expect(AttemptRecord.all(of: lines).first?.terms == asked)
        asked.quality = .unasked
        var record = try #require(AttemptRecord.all(of: [entry(.sent, terms: asked), lines[1]]).first)
        #expect(record.terms == asked)
        told.quality = .named("high")
        record.add(
            StoredResult(
                digest("x"), byteCount: 1, requestID: id(1), usage: "{}", terms: told, received: Self.start,
                content: .image(squareFacts)))
        #expect(record.terms == told)
    }

    @Test("terms that no request has are no terms, and a long account is not written")
    func foreign() throws {
        let line = try entry(.sent, terms: Self.terms, usage: String(repeating: "x", count: 9_000)).json
        #expect(line["usage"] == nil)
        guard case .object(let members) = line else { return }
        let spoiled = members.map { $0.key == "size" ? JSONValue.Member("size", 3) : $0 }
        #expect(try #require(JournalEntry(.object(spoiled))).terms == nil)
        let odd = members.map { $0.key == "size" ? JSONValue.Member("size", "large") : $0 }
        var open = Self.terms
        open.size = .auto
        #expect(try #require(JournalEntry(.object(odd))).terms == open)
    }
}
