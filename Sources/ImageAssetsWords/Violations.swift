import ImageAssetsModel

extension Violation {
    /// Half a sentence that begins like “is” or “has”.
    package var predicate: String {
        switch self {
        case .width(let width, let wanted): "is \(width) pixels wide, expected \(wanted)"
        case .height(let height, let wanted): "is \(height) pixels high, expected \(wanted)"
        case .minWidth(let width, let wanted): "is \(width) pixels wide, expected at least \(wanted)"
        case .minHeight(let height, let wanted): "is \(height) pixels high, expected at least \(wanted)"
        case .aspectRatio(let width, let height, let wanted):
            "is \(width)x\(height), expected the ratio \(wanted) within 1 %"
        case .isOpaque: "has no transparent pixel, expected some"
        case .isTransparent: "has transparent pixels, expected none"
        case .isBlank: "is blank, and `expect` does not say `\"blank\": true`"
        case .maxBytes(let bytes, let wanted): "has \(bytes) bytes, expected at most \(wanted)"
        case .isUnlabelled: "has no label that says, for machines, where it came from"
        case .isUnchanged(let reference):
            "is the reference \(reference) byte for byte, and `expect` does not say `\"unchanged\": true`"
        }
    }
}

extension [Violation] {
    /// What an image breaks.
    package var sentence: String { "it \(predicate)" }

    /// The same, as a sentence goes on behind “it”.
    package var predicate: String { map(\.predicate).joined(separator: "; it ") }
}
