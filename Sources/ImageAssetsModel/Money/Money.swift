/// An amount of some currency, in decimals and exact: never a binary fraction, which knows no cent.
///
/// A whole number of 10⁻¹⁸, which is a price by the million tokens to its twelfth decimal, for each single token.
/// 128 bits hold 10²⁰ of a currency: sums of what is read here, which is bounded, do not come near.
package struct Money: Sendable, Hashable {
    private var units: Int128

    package static let zero = Money(units: 0)
    private static let scale = 18

    private init(units: Int128) {
        self.units = units
    }

    /// What so many cost at a price for each.
    package static func * (price: Money, count: Int) -> Money { Money(units: price.units * Int128(count)) }

    package static func + (left: Money, right: Money) -> Money { Money(units: left.units + right.units) }

    package static func - (left: Money, right: Money) -> Money { Money(units: left.units - right.units) }

    package static func += (left: inout Money, right: Money) { left.units += right.units }

    /// A price by the million, for one. Exact for what has at most twelve decimals, as all that is read has.
    package var millionth: Money { Money(units: units / 1_000_000) }
}

extension Money: Comparable {
    package static func < (left: Money, right: Money) -> Bool { left.units < right.units }
}

// MARK: Digits

extension Money {
    /// Digits before and behind the point that an amount may be written with.
    package static let (longestWhole, longestFraction) = (9, 12)

    /// Why digits are no amount.
    package enum Fault: Error, Sendable, Hashable {
        case notANumber, negative, tooLarge, tooFine
    }

    /// From the digits of a JSON number, or of a command line: `5`, `0.04`, `4e-2`. Nothing is rounded.
    package init(digits text: String) throws(Fault) {
        var rest = text.utf8[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest.removeFirst() }
        let mantissa = rest.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
        let exponent = rest[mantissa.endIndex...].dropFirst()
        let parts = mantissa.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let power = exponent.isEmpty && mantissa.endIndex == rest.endIndex ? 0 : Int(String(exponent) ?? ""),
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } })
        else { throw .notANumber }
        let fraction = parts.count == 2 ? parts[1].count : 0
        let digits = Array(parts.joined()).drop { $0 == UInt8(ascii: "0") }
        let zeros = digits.reversed().prefix { $0 == UInt8(ascii: "0") }.count
        if digits.isEmpty { self = .zero; return }
        if isNegative { throw .negative }
        // No text is so long that this would overflow, but an exponent can be.
        guard abs(power) < 1_000_000 else { throw power < 0 ? .tooFine : .tooLarge }
        if digits.count - fraction + power > Self.longestWhole { throw .tooLarge }
        if fraction - power - zeros > Self.longestFraction { throw .tooFine }
        var units: Int128 = 0
        for digit in digits.dropLast(zeros) { units = units * 10 + Int128(digit - UInt8(ascii: "0")) }
        for _ in 0..<(Self.scale - fraction + power + zeros) { units *= 10 }
        self.init(units: units)
    }
}

// MARK: Text

extension Money {
    /// All its decimals and no more, without an exponent: `0.0375`, `5`.
    package var text: String { text(decimals: 0) }

    /// For people: a fraction has two decimals, or four where it needs more; what is beyond is rounded up, so that
    /// `at most` stays true. Less than a hundredth of a cent is shown as it is.
    package var shown: String { shown(isLeast: false) }

    /// The same of what is known to be more: what is beyond four decimals is left out.
    package var shownLeast: String { shown(isLeast: true) }

    private func shown(isLeast: Bool) -> String {
        let step: Int128 = 100_000_000_000_000
        if units.magnitude < step.magnitude { return text(decimals: 2) }
        let (whole, rest) = units.quotientAndRemainder(dividingBy: step)
        return Money(units: (whole + (rest > 0 && !isLeast ? 1 : 0)) * step).text(decimals: 2)
    }

    /// - Parameter decimals: so many at least, where there are any.
    private func text(decimals: Int) -> String {
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, Self.scale + 1 - digits.count)) + digits
        let whole = padded.dropLast(Self.scale)
        let significant = padded.suffix(Self.scale).reversed().drop { $0 == "0" }.count
        let sign = units < 0 ? "-" : ""
        if significant == 0 { return "\(sign)\(whole)" }
        return "\(sign)\(whole).\(padded.suffix(Self.scale).prefix(max(decimals, significant)))"
    }
}
