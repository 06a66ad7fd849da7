import ImageAssetsModel
import ImageAssetsSystem

/// Attempts whose outcome is known and says nothing of money: a time limit, a lost connection or a server's error ended
/// them, and the service may have drawn and charged what nobody got.
package struct EarlierAttempts {
    private var byFingerprint: [String: [JournalEntry]] = [:]

    /// Those since the last image that came for their fingerprint.
    package init(_ entries: [JournalEntry]) {
        for entry in entries where entry.event == .ended {
            switch entry.outcome {
            case "answered": byFingerprint[entry.fingerprint] = nil
            case let outcome? where ImageFailure.mayBeCharged(outcome, status: entry.status):
                byFingerprint[entry.fingerprint, default: []].append(entry)
            default: break
            }
        }
    }

    package var all: [JournalEntry] { byFingerprint.values.flatMap { $0 } }

    package func of(_ fingerprint: Fingerprint) -> [JournalEntry] { byFingerprint[fingerprint.description] ?? [] }
}
