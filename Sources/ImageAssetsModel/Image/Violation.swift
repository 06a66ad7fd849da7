import ImageAssetsText

/// One thing that a picture breaks of what is expected of it: what it is, and what was wanted. Named like the keys of
/// `expect`.
package enum Violation: Sendable, Hashable {
    case width(Int, wanted: Int), height(Int, wanted: Int)
    case minWidth(Int, wanted: Int), minHeight(Int, wanted: Int)
    case aspectRatio(width: Int, height: Int, wanted: AspectRatio)
    /// Transparent pixels are required.
    case isOpaque
    /// They are forbidden.
    case isTransparent
    case isBlank
    case maxBytes(Int, wanted: Int)
    /// It is this reference, byte for byte.
    case isUnchanged(PackagePath)
    /// It says nothing of where it came from.
    case isUnlabelled
}

extension Expectation {
    /// Everything that a picture breaks of it.
    package func violations(facts: AssetFacts, byteCount: Int) -> [Violation] {
        var found: [Violation] = []
        if let width, facts.width != width { found.append(.width(facts.width, wanted: width)) }
        if let height, facts.height != height { found.append(.height(facts.height, wanted: height)) }
        if let minWidth, facts.width < minWidth { found.append(.minWidth(facts.width, wanted: minWidth)) }
        if let minHeight, facts.height < minHeight { found.append(.minHeight(facts.height, wanted: minHeight)) }
        if let aspectRatio, !aspectRatio.matches(width: facts.width, height: facts.height) {
            found.append(.aspectRatio(width: facts.width, height: facts.height, wanted: aspectRatio))
        }
        switch alpha {
        case .required where !facts.isTransparent: found.append(.isOpaque)
        case .forbidden where facts.isTransparent: found.append(.isTransparent)
        default: break
        }
        if facts.isBlank && !allowsBlank { found.append(.isBlank) }
        if requiresLabel, facts.labels?.isEmpty == true { found.append(.isUnlabelled) }
        if let maxBytes, byteCount > maxBytes { found.append(.maxBytes(byteCount, wanted: maxBytes)) }
        return found
    }

    /// Whether the file itself has to be asked: by the lockfile's word it breaks something, or that says nothing of it.
    package func isInDoubt(_ facts: AssetFacts, byteCount: Int) -> Bool {
        requiresLabel && facts.labels == nil || !violations(facts: facts, byteCount: byteCount).isEmpty
    }
}
