import ImageAssetsModel
import ImageAssetsRecords

/// Attempts that ended and may have been charged, although nobody got what was drawn: by a time limit, a lost
/// connection or a server's error.
package struct EarlierAttempts {
    private var byFingerprint: [Fingerprint: [JournalEntry]] = [:]

    /// Those since the last image that came for their fingerprint.
    package init(_ entries: [JournalEntry]) {
        for entry in entries {
            guard let outcome = entry.outcome else { continue }
            if outcome == .answered {
                byFingerprint[entry.fingerprint] = nil
            } else if outcome.mayBeCharged {
                byFingerprint[entry.fingerprint, default: []].append(entry)
            }
        }
    }

    var all: [JournalEntry] { byFingerprint.values.flatMap { $0 } }

    package func of(_ fingerprint: Fingerprint) -> [JournalEntry] { byFingerprint[fingerprint] ?? [] }
}
