import ImageAssetsModel
import ImageAssetsText

extension Expectation {
    /// What it demands, one by one; empty where nothing is said.
    package var sentences: [String] {
        let sides: [String?] = [
            width.map { "\(count($0, "pixel")) wide" }, height.map { "\(count($0, "pixel")) high" },
            minWidth.map { "at least \(count($0, "pixel")) wide" },
            minHeight.map { "at least \(count($0, "pixel")) high" },
            aspectRatio.map { "the ratio \($0), within 1 %" },
        ]
        let content: [String?] = [
            alpha.demand, maxBytes.map { "at most \(count($0, "byte"))" }, allowsBlank ? "it may be blank" : nil,
            allowsUnchanged ? "it may be its reference, unchanged" : nil,
            requiresLabel ? "a label that says, for machines, where it came from" : nil,
        ]
        return (sides + content).compactMap { $0 }
    }
}

extension Expectation.Alpha {
    fileprivate var demand: String? {
        switch self {
        case .required: "some transparent pixels"
        case .forbidden: "no transparent pixels"
        case .any: nil
        }
    }
}
