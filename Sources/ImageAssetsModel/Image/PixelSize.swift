import ImageAssetsSystem

/// A size that can be asked for: `1536x1024`. `auto` is not one; it stands beside it in `RequestedSize`.
package struct PixelSize: Sendable, Hashable, CustomStringConvertible {
    /// Pixels, at least 1.
    package let width: Int
    package let height: Int

    package init?(width: Int, height: Int) {
        guard width >= 1, height >= 1 else { return nil }
        self.width = width
        self.height = height
    }

    private init(side: Int) {
        width = side
        height = side
    }

    /// 1024x1024: what a placeholder measures when the service may choose.
    package static let square = PixelSize(side: 1024)

    /// Reads `1536x1024`: at most six decimal digits without leading zeros, a lower-case `x` between them.
    package init?(_ text: String) {
        let sides = text.withCString { start -> (Int, Int)? in
            guard let (width, rest) = Self.side(start), rest.pointee == CChar(UInt8(ascii: "x")),
                let (height, end) = Self.side(rest + 1), end - start == text.utf8.count
            else { return nil }
            return (width, height)
        }
        guard let sides else { return nil }
        self.init(width: sides.0, height: sides.1)
    }

    private static let digits: StaticString = "0123456789"

    private static func side(_ start: UnsafePointer<CChar>) -> (Int, rest: UnsafePointer<CChar>)? {
        let digits = strspn(start, Self.digits.cString)
        guard (1...6).contains(digits), start.pointee != CChar(UInt8(ascii: "0")) else { return nil }
        return (strtol(start, nil, 10), start + digits)
    }

    package var description: String { "\(width)x\(height)" }
}

/// What an image's `size` says: the service may choose, or these pixels are wished for.
package enum RequestedSize: Sendable, Hashable, CustomStringConvertible {
    case auto
    case pixels(PixelSize)

    package init?(_ text: String) {
        if text == "auto" {
            self = .auto
        } else if let size = PixelSize(text) {
            self = .pixels(size)
        } else {
            return nil
        }
    }

    /// As it is written in the manifest, the request and the fingerprint.
    package var description: String {
        switch self {
        case .auto: "auto"
        case .pixels(let size): size.description
        }
    }
}
