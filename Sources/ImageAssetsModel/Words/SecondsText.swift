import Foundation

extension Double {
    /// Seconds for a sentence: `900`, `24.2`, `0.02`.
    package var plainText: String {
        let tenths = (self * 10).rounded() / 10
        if abs(self) < 0.1, self != 0 { return String(format: "%.1g", self) }
        return String(format: tenths == tenths.rounded() ? "%.0f" : "%.1f", tenths)
    }
}
