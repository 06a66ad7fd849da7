import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore

extension Survey {
    /// What a plan has to say of images that would be asked for again: it may be the second payment. Nothing is decided
    /// by it, and the journal is read only where something would be sent: it is no part of the observation.
    package func perhapsCharged(_ plan: Plan) -> [Finding] {
        let requests = plan.senders
        guard !requests.isEmpty else { return [] }
        let earlier = EarlierAttempts(Journal(in: workspace.store).entries())
        return requests.compactMap { step in
            let attempts = step.product.fingerprint.map(earlier.of) ?? []
            guard !attempts.isEmpty else { return nil }
            let statuses = Set(attempts.compactMap(\.outcome?.status)).sorted()
            return .note(
                .perhapsCharged(step.name, requests: attempts.count, statuses: statuses), workspace.manifest,
                at: step.product.entry.name.location)
        }
    }
}
