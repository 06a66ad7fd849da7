extension Double {
    /// Seconds that somebody waited: `41 s`, `1:12`, `1:02:03`.
    package var asWait: String { self < 60 ? "\(Int(max(0, self))) s" : asClock }

    /// The same as a clock shows it, whatever their number: `0:41`, `1:12`, `1:02:03`.
    package var asClock: String {
        // A clock that went backwards says nothing, and none runs for years.
        let seconds = Int(Swift.min(Swift.max(0, self), 1e9))
        let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        if seconds < 3600 { return "\(seconds / 60):\(two(seconds % 60))" }
        return "\(seconds / 3600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }
}
