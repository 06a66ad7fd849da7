/// What a picture's file says, for machines, of where the picture came from.
package enum ProvenanceLabel: String, Sendable, Hashable, Comparable, CaseIterable {
    /// China's label of generated content (GB 45438), in whichever of its forms.
    case aigc
    /// Signed provenance, which is not verified here.
    case c2pa
    /// IPTC's digital source type.
    case iptc

    package static func < (left: ProvenanceLabel, right: ProvenanceLabel) -> Bool { left.rawValue < right.rawValue }
}
