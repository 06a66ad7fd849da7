import ImageAssetsSystem
import ImageAssetsText

/// What a person said of a result, kept in its record: versions that know no marks read the record as before.
///
/// Of the two the later one counts: what was rejected can be chosen all the same, and is rejected no more.
package enum CandidateMark: Sendable, Hashable {
    /// It is preferred to newer results.
    case chosen(Date)
    /// It is never used again by itself, nor counted; why, where that was said.
    case rejected(Date, note: String?)
    /// An answer without a picture that was given up by paying for another one: it keeps nothing from being asked for
    /// any more. A picture that is found in it later is a result like any other.
    case givenUp(Date)

    var date: Date {
        switch self {
        case .chosen(let date), .rejected(let date, _), .givenUp(let date): date
        }
    }

    package var isRejection: Bool { if case .rejected = self { true } else { false } }
}

// MARK: In a record

extension CandidateMark {
    /// A note is a line of a person's; what is longer than any was written by somebody else.
    private static let longestNote = 10_000

    /// Nil where the record has none. Of one that has both, which this tool never writes, nothing is used.
    init?(_ record: JSONValue) {
        if let date = record["rejected"]?.date {
            let note = record["note"]?.string.flatMap { $0.utf8.count <= Self.longestNote ? $0 : nil }
            self = .rejected(date, note: note)
        } else if let date = record["chosen"]?.date {
            self = .chosen(date)
        } else if let date = record["givenUp"]?.date {
            self = .givenUp(date)
        } else {
            return nil
        }
    }

    var members: [String: JSONValue] {
        switch self {
        case .chosen(let date): ["chosen": .string(date.textInMilliseconds)]
        case .givenUp(let date): ["givenUp": .string(date.textInMilliseconds)]
        case .rejected(let date, let note):
            ["rejected": .string(date.textInMilliseconds)].merging(note.map { ["note": .string($0)] } ?? [:]) { $1 }
        }
    }
}
