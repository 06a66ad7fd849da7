import ImageAssetsHTTP
import ImageAssetsSystem

/// How long a server asks to be left alone: `retry-after-ms`, else `Retry-After` in seconds, as a date or as Unix time,
/// else when it says that an exhausted limit is reset, else what its message says.
enum AskedWait {
    /// Seconds, at least 0. A value that cannot be read counts as none.
    static func seconds(in response: HTTPResponse, _ body: ErrorBody, now: Date) -> Double? {
        for name in ["retry-after-ms", "x-ms-retry-after-ms"] {
            if let milliseconds = response.header(name).flatMap(number) { return milliseconds / 1000 }
        }
        return header(in: response, now: now) ?? reset(in: response, now: now) ?? body.wait
    }

    /// A number that is no count of seconds anybody waits, but seconds or milliseconds since 1970.
    private static let unixTimes = 1e9..<1e11
    private static let unixMilliseconds = 1e12..<1e14

    private static func header(in response: HTTPResponse, now: Date) -> Double? {
        guard let value = response.header("Retry-After") else { return nil }
        if let number = number(value) { return seconds(number, now: now) }
        guard let date = date(value) else { return nil }
        // Against the server's own clock, if it says what it shows: ours may be wrong, but not by a day.
        let served = response.header("Date").flatMap(date(_:)) ?? now
        return max(0, date.timeIntervalSince(abs(served.timeIntervalSince(now)) < 86_400 ? served : now))
    }

    /// Of a limit of which nothing is left. Where something is, the answer is about another one.
    private static func reset(in response: HTTPResponse, now: Date) -> Double? {
        guard response.status == 429 else { return nil }
        for prefix in ["", "x-"] {
            guard let number = response.header(prefix + "ratelimit-reset").flatMap(number),
                response.header(prefix + "ratelimit-remaining").flatMap(Self.number) ?? 0 == 0
            else { continue }
            return seconds(number, now: now)
        }
        return nil
    }

    private static func seconds(_ number: Double, now: Date) -> Double {
        if unixTimes.contains(number) { return max(0, number - now.timeIntervalSince1970) }
        if unixMilliseconds.contains(number) { return max(0, number / 1000 - now.timeIntervalSince1970) }
        return number
    }

    private static func number(_ text: String) -> Double? {
        let text = text.trimmed
        guard !text.isEmpty, text.utf8.count <= 100, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 })
        else { return nil }
        return Double(text)
    }

    /// In one of the forms of RFC 9110: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or
    /// `Sun Nov  6 08:49:37 1994`.
    private static func date(_ text: String) -> Date? {
        var words = text.split { " ,-".contains($0) }
        if words.count == 6, ["GMT", "UTC"].contains(words[5]) { words.removeLast() }
        guard words.count == 5 else { return nil }
        // The day of the week says nothing new. The third form has the year at the end.
        if let year = Int32(words[4]) { words = [words[0], words[2], words[1], Substring(String(year)), words[3]] }
        let clock = words[4].split(separator: ":").compactMap { Int32($0) }
        guard let day = Int32(words[1]), let month = months.firstIndex(of: words[2]), let year = Int32(words[3]),
            clock.count == 3, (1...31).contains(day), clock.allSatisfy({ (0...60).contains($0) })
        else { return nil }
        var time = tm()
        (time.tm_mday, time.tm_mon) = (day, Int32(month))
        time.tm_year = year < 70 ? year + 100 : year < 100 ? year : year - 1900
        (time.tm_hour, time.tm_min, time.tm_sec) = (clock[0], clock[1], clock[2])
        return Date(timeIntervalSince1970: Double(timegm(&time)))
    }

    private static let months: [Substring] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
