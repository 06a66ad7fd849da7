import Foundation

/// Attempts whose outcome is known and says nothing of money: a time limit, a lost connection or a server's error ended
/// them, and the service may have drawn and charged what nobody got.
struct EarlierAttempts {
    private var byFingerprint: [String: [Journal.Entry]] = [:]

    /// Those since the last image that came for their fingerprint.
    init(_ entries: [Journal.Entry]) {
        for entry in entries where entry.event == .ended {
            switch entry.outcome {
            case "answered": byFingerprint[entry.fingerprint] = nil
            case "timeout", "transport", "server", "abandoned":
                byFingerprint[entry.fingerprint, default: []].append(entry)
            default: break
            }
        }
    }

    var all: [Journal.Entry] { byFingerprint.values.flatMap { $0 } }

    func of(_ fingerprint: Fingerprint) -> [Journal.Entry] { byFingerprint[fingerprint.description] ?? [] }
}

extension Survey {
    /// What a plan has to say of images that would be asked for again: it may be the second payment.
    func perhapsCharged(_ plan: Plan) -> [Diagnostic] {
        let requests = plan.steps.filter { $0.action == .request(sharedWith: nil) }
        guard !requests.isEmpty else { return [] }
        let earlier = EarlierAttempts(Journal(in: workspace.store).entries())
        return requests.compactMap { step in
            let attempts = earlier.of(step.fingerprint)
            guard !attempts.isEmpty else { return nil }
            let statuses = Set(attempts.compactMap(\.status)).sorted().map(String.init).joined(separator: ", ")
            let answers = statuses.isEmpty ? "without an answer" : "with HTTP \(statuses)"
            return Diagnostic(
                .warning, file: workspace.manifest.text, at: step.image.entry.name.location,
                "\(count(attempts.count, "earlier request")) for \(step.name) ended \(answers) "
                    + "and may have been charged"
            )
        }
    }
}
