import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem

extension Explanation {
    /// Reads all that the store has for one image, in the journal too: more than planning wants to know, so it is no part
    /// of the observation.
    ///
    /// - Parameter endpoint: the base URL, or why there is none: no fault of what is explained.
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
        let request: [(name: String, value: String)]
        let requestFault: String?
        switch endpoint {
        case .success(let url):
            request = Self.request(step, rules: survey.manifest.rules, endpoint: url)
            requestFault = nil
        case .failure(let fault):
            request = []
            requestFault = "\(fault)"
        }
        self.init(
            step: step, entry: survey.lockfile.lockfile.images[name], results: known.results, unusable: unusable,
            lastFailure: ended?.outcome == .answered ? nil : ended, request: request, requestFault: requestFault,
            commands: survey.workspace.commands
        )
    }

    private static func request(
        _ step: Step, rules: ServiceRules, endpoint: String
    ) -> [(name: String, value: String)] {
        [("POST", "\(endpoint)/\(step.recipe.path)"), ("Authorization", "Bearer (not shown)")]
            // The prompt has a place of its own.
            + step.recipe.fields(by: rules).filter { $0.name != "prompt" }.map { ($0.name, $0.value.text) }
            + step.product.references.map { reference in
                (step.recipe.fileField, "\(reference.path), \(reference.byteCount.asByteCount)")
            }
    }
}
