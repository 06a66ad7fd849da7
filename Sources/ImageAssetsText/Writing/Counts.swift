/// `1 request`, `2 requests`.
package func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
}

extension Int {
    /// A number of bytes for people: `734 B`, `1.8 MB`.
    package var asByteCount: String {
        if self < 1000 { return "\(self) B" }
        var value = Double(self) / 1000
        for unit in ["kB", "MB"] {
            if value < 999.5 {
                return value < 9.95 ? "\((value * 10).rounded() / 10) \(unit)" : "\(Int(value.rounded())) \(unit)"
            }
            value /= 1000
        }
        return "\((value * 10).rounded() / 10) GB"
    }
}

extension Int {
    /// The sum, or the largest number where it is larger: what files and records tell of lengths may be anything.
    package func clampedSum(_ other: Int) -> Int {
        let (sum, isTooMuch) = addingReportingOverflow(other)
        return isTooMuch ? .max : sum
    }
}
