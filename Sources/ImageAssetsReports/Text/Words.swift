import ImageAssetsPlanning

extension Orphan {
    static let note = "in the lockfile only; `prune` drops it, and its file where nobody changed or made that"
}

extension ImageState {
    /// As the text output writes it.
    package var word: String { self == .upToDate ? "up to date" : rawValue }
}
