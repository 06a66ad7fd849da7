import ImageAssetsSystem

extension Double {
    /// Seconds for a sentence: `900`, `24.2`, `0.02`.
    package var plainText: String {
        let tenths = (self * 10).rounded() / 10
        if abs(self) < 0.1, self != 0 { return text("%.1g") }
        return tenths.text(tenths == tenths.rounded() ? "%.0f" : "%.1f")
    }

    private func text(_ format: String) -> String {
        // The largest number has 309 digits.
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { text in
            guard let start = text.baseAddress else { return "" }
            _ = withVaList([self]) { vsnprintf(start, text.count, format, $0) }
            return String(cString: start)
        }
    }
}
