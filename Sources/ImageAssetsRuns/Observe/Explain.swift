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
        let isRead = survey.surroundings.unread(step.fingerprint) == nil
        let unusable = stored.compactMap { result in
            digests.contains(result.sha256) || result.head != nil && isRead ? nil : result.fault.map { (result, $0) }
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
            why: Self.why(step, typed: survey.workspace.typed)
        )
    }

    private static func why(_ step: Step, typed: (String) -> String) -> String? {
        switch step.action {
        case .fail(let failure): failure.message
        case .protect(let protection): protection.note(step, typed: typed)
        case .hold(let hold): hold.note
        case .nothing, .publish, .request, .draw: nil
        }
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
