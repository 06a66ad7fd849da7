import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsText

extension Explanation {
    /// Of each of these images, in the manifest's order. All that the store has for one is read, in the journal too:
    /// more than planning wants to know, so it is no part of the observation.
    ///
    /// - Parameter endpoint: the base URL, or why there is none: no fault of what is explained; nil: nobody asks.
    package static func all(
        of names: Set<ImageName>, in survey: Survey, endpoint: Result<String, any Error>? = nil
    ) -> [Explanation] {
        let journal = Journal(in: survey.workspace.store).entries().filter { $0.outcome != nil }
        let ended = Dictionary(journal.map { ($0.fingerprint, $0) }) { _, last in last }
        let plan = survey.plan(PlanOptions(names: survey.products.companions(of: names).union(names)))
        let pieces = survey.manifest.origins.pieces(of: names)
        return plan.steps.filter { names.contains($0.name) }.map {
            Explanation(of: $0, pieces[$0.name] ?? [], in: survey, ended, endpoint: endpoint)
        }
    }

    private init(
        of step: Step, _ pieces: [PromptPiece], in survey: Survey, _ attempts: [Fingerprint: JournalEntry],
        endpoint: Result<String, any Error>?
    ) {
        let store = survey.workspace.store
        let fingerprint = step.product.fingerprint
        let known = fingerprint.flatMap { survey.observation.answers[$0] } ?? KnownAnswers()
        let stored = fingerprint.map(store.results) ?? []
        let digests = Set(known.all.map(\.digest))
        let unusable = stored.compactMap { result -> (result: StoredResult, cause: FailureCause)? in
            if digests.contains(result.digest) { return nil }
            guard case .unread(_, let head) = result.content else { return result.fault.map { (result, .error($0)) } }
            do throws(ImageFailure) {
                _ = try result.image(
                    head: head, in: store, by: survey.workspace.readAnswer, references: step.product.pictures,
                    limits: survey.observer.limits)
                return nil
            } catch {
                return (result, error.cause)
            }
        }
        let ended = fingerprint.flatMap { attempts[$0] }
        self.init(
            step: step, pieces: pieces,
            entry: survey.lockfile.lockfile.images[step.name], results: known.all, unusable: unusable,
            lastFailure: ended?.outcome == .answered ? nil : ended, rules: survey.manifest.rules, endpoint: endpoint,
            commands: survey.workspace.commands)
    }
}
