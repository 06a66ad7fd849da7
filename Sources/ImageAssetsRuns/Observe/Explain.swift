import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore

extension Explanation {
    /// Reads all that the store has for one image, in the journal too: more than planning wants to know, so it is no part
    /// of the observation.
    ///
    /// - Parameter endpoint: the base URL, or why there is none.
    package init(of name: ImageName, in survey: Survey, endpoint: Result<String, any Error>) {
        let plan = survey.plan(PlanOptions(names: survey.products.ancestors(of: [name]).union([name])))
        let step = plan.steps.first { $0.name == name } ?? plan.steps[0]
        let store = survey.workspace.store
        let fingerprint = step.product.fingerprint
        let known = fingerprint.flatMap { survey.observation.answers[$0] } ?? KnownAnswers()
        let stored = fingerprint.map(store.results) ?? []
        let digests = Set(known.results.map(\.digest))
        let unusable = stored.compactMap { result -> (result: StoredResult, cause: FailureCause)? in
            if digests.contains(result.digest) { return nil }
            guard case .unread(_, let head) = result.content else { return result.fault.map { (result, .error($0)) } }
            do throws(ImageFailure) {
                _ = try result.image(
                    head: head, in: store, by: survey.workspace.readAnswer, references: step.product.references,
                    limits: survey.observer.limits)
                return nil
            } catch {
                return (result, error.cause)
            }
        }
        let ended = Journal(in: store).entries().last { $0.fingerprint == fingerprint && $0.outcome != nil }
        self.init(
            step: step, pieces: survey.manifest.origins.pieces(of: name), entry: survey.lockfile.lockfile.images[name], results: known.results, unusable: unusable,
            lastFailure: ended?.outcome == .answered ? nil : ended, rules: survey.manifest.rules, endpoint: endpoint,
            commands: survey.workspace.commands)
    }
}
