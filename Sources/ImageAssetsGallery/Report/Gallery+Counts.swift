import ImageAssetsPlanning

extension Gallery {
    /// How many images have a state, in the order in which states are told; those that no image has are left out.
    var states: [(state: ImageState, count: Int)] {
        let counts = Dictionary(grouping: images, by: \.state).mapValues(\.count)
        return ImageState.allCases.reversed().compactMap { state in counts[state].map { (state, $0) } }
    }

    /// How many images are not as the revision has them, by what became of them.
    var changes: [(word: String, count: Int)] {
        let kinds = images.compactMap(\.change?.kind)
        return [
            ("changed", kinds.count { $0 == .changed }), ("added", kinds.count { $0 == .added }),
            ("renamed", kinds.count { $0 == .renamed }), ("removed", removed.count),
        ]
    }
}
