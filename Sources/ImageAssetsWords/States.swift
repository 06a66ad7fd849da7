import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsText

extension ImageState {
    package var word: String { self == .upToDate ? "up to date" : rawValue }

    package var hue: Style.Hue {
        switch self {
        case .upToDate: .good
        case .orphan, .frozen, .modified: .warning
        case .renamed, .new, .placeholder, .changed, .missing, .broken: .work
        }
    }
}

extension Orphan {
    package static let note = "no longer in the manifest; `prune` drops it, and its file unless that was modified"
}

extension ReportedAction {
    /// What a run calls it.
    package var done: String { self == .notStarted ? "not started" : rawValue }

    /// What a plan calls it, while it is still to be done.
    package var planned: String {
        switch self {
        case .none: "none"
        case .generated: "request"
        case .restored: "restore"
        case .moved: "move"
        case .protected: "leave"
        case .failed: "fail"
        case .notStarted: "hold"
        case .drawn: "draw"
        }
    }

    package var hue: Style.Hue? {
        switch self {
        case .generated, .restored, .moved, .drawn: .good
        case .failed: .error
        case .protected, .notStarted: .warning
        case .none: nil
        }
    }
}
