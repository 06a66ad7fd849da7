import ImageAssetsModel
import ImageAssetsPlanning

extension ImageState {
    var hue: Style.Hue {
        switch self {
        case .upToDate: .good
        case .orphan, .frozen, .modified: .warning
        case .renamed, .new, .placeholder, .changed, .missing, .broken: .work
        }
    }
}

extension ReportedAction {
    var hue: Style.Hue? {
        switch self {
        case .generated, .restored, .moved, .drawn: .good
        case .failed: .error
        case .protected, .notStarted: .warning
        case .none: nil
        }
    }
}
