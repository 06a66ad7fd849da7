/// How a PNG's pixels are stored, by the words of the specification's colour types 0, 2, 3, 4 and 6.
package enum PNGColorType: String, Sendable, Hashable, CaseIterable {
    case grayscale
    case rgb
    case palette
    case grayscaleAlpha
    case rgba

    /// Of a number that the specification does not have, the walk has already said so.
    init(number: UInt8) { self = Self.allCases.first { $0.number == number } ?? .grayscale }

    /// The specification's number.
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
