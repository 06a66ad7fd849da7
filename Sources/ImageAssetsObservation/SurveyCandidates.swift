import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsText

extension RunRequest {
    /// Names of images of which everything is to be known, also where they are up to date.
    package var closeNames: [String] { candidates == nil ? [] : names }

    /// What contradicts `--candidates` on the same command line.
    package func checkCandidates() throws(UsageError) {
        guard candidates != nil else { return }
        switch means {
        case .placeholder: throw .candidatesWith(.placeholder)
        case .none: throw .candidatesWith(.offline)
        case .service, .unasked: if !regenerate.isEmpty { throw .candidatesWith(.regenerate) }
        }
        if names.isEmpty { throw .candidatesOfAll }
    }
}

extension Survey {
    /// - Throws: when a name is frozen, and whatever else does not go together.
    func candidates(
        _ request: RunRequest, of names: Set<ImageName>, _ leftOut: inout [Note]
    ) throws(UsageError) -> PlanOptions.CandidateWish? {
        guard let count = request.candidates else { return nil }
        try request.checkCandidates()
        return PlanOptions.CandidateWish(count, of: try thawed(names, request.names, .candidates, &leftOut))
    }
}
