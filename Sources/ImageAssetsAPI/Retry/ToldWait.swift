/// A wait that is told in words: “Please try again in 1m12.5s”, “Expected available in 30 seconds”, “请在 5 秒后重试”.
enum ToldWait {
    private static var patterns: [Regex<(Substring, Substring)>] {
        [
            #/
            (?i)(?:again|retry|retrying|wait|available|resets?|reset|after|later)[^.\d]{0,40}?
            ((?:
                \d+(?:\.\d+)?\s*(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)(?![A-Za-z])
                [\s,and]*
            )+)
            /#,
            /(\d+(?:\.\d+)?\s*(?:毫秒|秒钟?|分钟?|小时|天))(?:之?后|後|再|内)/,
        ]
    }

    /// Seconds; nil when none are told, or only by what is repeated of the prompt.
    static func seconds(in text: String, besides prompt: String = "") -> Double? {
        for pattern in patterns {
            guard let told = text.firstMatch(of: pattern.byScalars)?.1.trimmed else { continue }
            if !prompt.isEmpty, prompt.contains(told) { continue }
            if let seconds = duration(told) { return seconds }
        }
        return nil
    }

    /// `34.07s`, `1m12.5s`, `2 hours`.
    static func duration(_ text: String) -> Double? {
        let amount = /[\s,]*(?:and)?[\s,]*(\d+(?:\.\d+)?|\.\d+)\s*(\p{L}*)/.byScalars
        var total: Double?
        var rest = text[...]
        while let next = rest.prefixMatch(of: amount)?.output, let number = Double(next.1),
            let factor = factor(next.2.lowercased())
        {
            total = (total ?? 0) + number * factor
            rest = rest[next.0.endIndex...]
        }
        return total
    }

    private static func factor(_ unit: String) -> Double? {
        switch unit {
        case _ where unit.hasPrefix("ms") || unit.hasPrefix("milli") || unit.hasPrefix("毫秒"): 0.001
        case _ where unit.hasPrefix("s") || unit.hasPrefix("秒"): 1
        case _ where unit.hasPrefix("m") || unit.hasPrefix("分"): 60
        case _ where unit.hasPrefix("h") || unit.hasPrefix("小时"): 3600
        case _ where unit.hasPrefix("d") || unit.hasPrefix("天"): 86_400
        default: nil
        }
    }
}
