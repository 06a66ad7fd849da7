import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem

extension Explanation {
    /// - Parameter endpoint: the base URL, or why there is none: no fault of what is explained.
    package init(of name: ImageName, in survey: Survey, endpoint: Result<String, any Error>) {
        let plan = survey.plan(PlanOptions(names: [name]))
        let step = plan.steps[0]
        let results = survey.surroundings.results(step.fingerprint)
        let store = survey.workspace.store
        let stored = store.results(for: step.fingerprint)
        let digests = Set(results.map(\.digest.hex))
        let unusable = stored.compactMap { result -> (result: StoredResult, cause: FailureCause)? in
            if digests.contains(result.sha256) { return nil }
            guard result.head != nil else { return result.fault.map { (result, .error($0)) } }
            do throws(ImageFailure) {
                _ = try result.image(
                    in: store, by: survey.workspace.readAnswer, references: step.image.references, limits: .default)
                return nil
            } catch {
                return (result, error.cause)
            }
        }
        let ended = Journal(in: store).entries().last { [fingerprint = step.fingerprint.description] in
            $0.fingerprint == fingerprint && $0.event == .ended
        }
        let request: [(name: String, value: String)]
        let requestFault: String?
        switch endpoint {
        case .success(let url):
            request = Self.request(step, rules: survey.rules, endpoint: url)
            requestFault = nil
        case .failure(let fault):
            request = []
            requestFault = "\(fault)"
        }
        self.init(
            step: step, entry: survey.lockfile.lockfile.images[name], results: results, unusable: unusable,
            lastFailure: ended?.outcome == "answered" ? nil : ended, request: request, requestFault: requestFault,
            commands: survey.workspace.commands
        )
    }

    private static func request(
        _ step: Step, rules: ServiceRules, endpoint: String
    ) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = [
            ("POST", "\(endpoint)/images/\(step.recipe.operation.rawValue)"),
            ("Authorization", "Bearer (not shown)"),
            ("model", step.recipe.model),
            ("n", "1"),
            ("size", step.recipe.size.description),
        ]
        fields += rules.fixedFields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        fields += step.recipe.parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value.text) }
        let part = step.image.references.count == 1 ? "image" : "image[]"
        for reference in step.image.references {
            fields.append((part, "\(reference.path), \(reference.byteCount.asByteCount)"))
        }
        return fields
    }
}
