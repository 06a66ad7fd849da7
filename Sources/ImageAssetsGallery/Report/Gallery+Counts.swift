import ImageAssetsPlanning

extension Gallery {
    /// How many images have a state.
    var states: [ImageState: Int] { Dictionary(grouping: images, by: \.state).mapValues(\.count) }

    /// How many images are not as the revision has them, by what became of them.
    var changes: [(word: String, count: Int)] {
        let kinds = images.compactMap(\.change?.kind)
        return [
            ("changed", kinds.count { $0 == .changed }), ("added", kinds.count { $0 == .added }),
            ("renamed", kinds.count { $0 == .renamed }), ("removed", removed.count),
        ]
    }
}
