import Foundation
import ImageAssetsHTTP
import ImageAssetsModel

/// How long a server asks to be left alone: `retry-after-ms`, else `Retry-After` in seconds, as a date or as Unix time,
/// else when it says that an exhausted limit is reset, else what its message says.
enum AskedWait {
    /// Seconds, at least 0. A value that cannot be read counts as none.
    static func seconds(in response: HTTPResponse, _ body: ErrorBody, prompt: String, now: Date) -> Double? {
        for name in ["retry-after-ms", "x-ms-retry-after-ms"] {
            if let milliseconds = response.header(name).flatMap(number) { return milliseconds / 1000 }
        }
        return header(in: response, now: now) ?? reset(in: response, now: now) ?? body.wait
            ?? body.waitInWords(besides: prompt)
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
        let text = text.trimmingCharacters(in: .whitespaces)
        guard !text.isEmpty, text.utf8.count <= 100, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 })
        else { return nil }
        return Double(text)
    }

    /// The three forms of RFC 9110.
    private static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        for format in ["EEE, dd MMM yyyy HH:mm:ss zzz", "EEEE, dd-MMM-yy HH:mm:ss zzz", "EEE MMM d HH:mm:ss yyyy"] {
            formatter.dateFormat = format
            if let date = formatter.date(from: text) { return date }
        }
        return nil
    }
}
