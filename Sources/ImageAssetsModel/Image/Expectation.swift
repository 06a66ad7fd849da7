/// What an image's `expect` demands of the decoded picture. Absent members demand nothing.
///
/// A class, because nearly all images share the one that demands nothing, or that of `defaults`.
package final class Expectation: Sendable, Hashable {
    /// Pixels.
    package let width: Int?
    package let height: Int?
    package let minWidth: Int?
    package let minHeight: Int?
    package let aspectRatio: AspectRatio?
    package let alpha: Alpha
    /// Bytes of the file.
    package let maxBytes: Int?
    /// Whether a picture may be blank: of one flat colour, or fully transparent. Otherwise that is a fault without
    /// being asked for.
    package let allowsBlank: Bool
    /// Whether an edit may give its reference back. Otherwise that is a fault without being asked for.
    package let allowsUnchanged: Bool
    /// Whether the file has to say, for machines, where it came from.
    package let requiresLabel: Bool

    package init(
        width: Int? = nil, height: Int? = nil, minWidth: Int? = nil, minHeight: Int? = nil,
        aspectRatio: AspectRatio? = nil, alpha: Alpha = .any, maxBytes: Int? = nil, allowsBlank: Bool = false,
        allowsUnchanged: Bool = false, requiresLabel: Bool = false
    ) {
        self.width = width
        self.height = height
        self.minWidth = minWidth
        self.minHeight = minHeight
        self.aspectRatio = aspectRatio
        self.alpha = alpha
        self.maxBytes = maxBytes
        self.allowsBlank = allowsBlank
        self.allowsUnchanged = allowsUnchanged
        self.requiresLabel = requiresLabel
    }

    /// Demands nothing.
    package static let none = Expectation()

    package static func == (left: Expectation, right: Expectation) -> Bool {
        left === right
            || left.width == right.width && left.height == right.height && left.minWidth == right.minWidth
                && left.minHeight == right.minHeight && left.aspectRatio == right.aspectRatio
                && left.alpha == right.alpha && left.maxBytes == right.maxBytes
                && left.allowsBlank == right.allowsBlank && left.allowsUnchanged == right.allowsUnchanged
                && left.requiresLabel == right.requiresLabel
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(width)
        hasher.combine(height)
        hasher.combine(maxBytes)
    }

    package enum Alpha: String, Sendable, Hashable, CaseIterable {
        /// Some pixel is not opaque.
        case required
        /// Every pixel is opaque; an alpha channel that says so is no fault.
        case forbidden
        case any
    }
}

/// A ratio of width to height, written `16:9`.
package struct AspectRatio: Sendable, Hashable, CustomStringConvertible {
    let width: Int
    let height: Int

    package init?(_ text: String) {
        let sides = text.split(separator: ":", omittingEmptySubsequences: false)
        guard sides.count == 2, sides.allSatisfy({ (1...5).contains($0.utf8.count) && $0.first != "0" }),
            sides.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let width = Int(sides[0]), let height = Int(sides[1])
        else { return nil }
        self.width = width
        self.height = height
    }

    package var description: String { "\(width):\(height)" }

    /// Whether a picture has this ratio, to within one per cent: 1254x705 is 16:9.
    package func matches(width: Int, height: Int) -> Bool {
        let wanted = Double(self.width) / Double(self.height)
        return abs(Double(width) / Double(height) / wanted - 1) <= 0.01
    }
}
