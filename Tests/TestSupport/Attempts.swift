import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// Attempts as a test wants them: each answered request costs 100 tokens of text and 1,000 of an image.
package struct SampleAttempts {
    package var attempts: [AttemptRecord] = []

    package init() {}

    package static let usage = #"{"input_tokens":100,"output_tokens":1000,"total_tokens":1100}"#

    /// - Parameter at: as the journal has it.
    package mutating func add(
        _ request: Int, _ outcome: JournalEntry.Outcome? = .answered, of image: String = "hero", attempt: Int = 1,
        run: Int = 90, at: String = "2026-10-05T10:00:00Z",
        model: String? = "gpt-image-2", size: String = "1024x1024", quality: String? = nil,
        usage: String? = SampleAttempts.usage, serverID: String? = nil
    ) throws {
        let moment = (try? Date(at, strategy: .iso8601)) ?? .distantPast
        var sent = JournalEntry(
            .sent, run: id(run), attempt: .init(attempt, of: id(request)), image: try ImageName(image),
            fingerprint: Fingerprint(digest("\(request)")), at: moment)
        sent.terms = model.map { PriceTerms(model: $0, size: size, quality: quality) }
        var end = sent
        end.usage = outcome == .answered ? usage : nil
        end.event = outcome.map { .ended($0, serverRequestID: serverID) } ?? .sent
        attempts += AttemptRecord.all(of: [sent, end])
    }
}
