/// How a PNG's pixels are stored, by the words of the specification's colour types 0, 2, 3, 4 and 6.
package enum PNGColorType: String, Sendable, Hashable, CaseIterable {
    case grayscale
    case rgb
    case palette
    case grayscaleAlpha
    case rgba

    /// The specification's number. Of a number that it does not have, the walk has already said so.
    init(number: UInt8) {
        switch number {
        case 2: self = .rgb
        case 3: self = .palette
        case 4: self = .grayscaleAlpha
        case 6: self = .rgba
        default: self = .grayscale
        }
    }

    var number: UInt8 {
        switch self {
        case .grayscale: 0
        case .rgb: 2
        case .palette: 3
        case .grayscaleAlpha: 4
        case .rgba: 6
        }
    }
}
