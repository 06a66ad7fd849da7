import ImageAssetsLabels

/// What a file says, for machines, of where it came from.
extension Set<ProvenanceLabel> {
    /// `AIGC, C2PA (signed, not verified), IPTC`; empty of none.
    package var words: String { sorted().map(\.words).joined(separator: ", ") }
}

extension ProvenanceLabel {
    package var words: String {
        switch self {
        case .aigc: "AIGC"
        case .c2pa: "C2PA (signed, not verified)"
        case .iptc: "IPTC"
        }
    }
}
