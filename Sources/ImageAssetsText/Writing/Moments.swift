import ImageAssetsSystem

/// Moments as people write and read them.
extension Date {
    /// A day, which begins at midnight in UTC (`2026-11-01`), or a moment with its zone (`2026-11-01T09:30:00Z`,
    /// `2026-11-01T09:30:00+08:00`); nil for anything else, also for a day that no month has.
    package init?(dayOrMoment text: String) {
        let day = String(text.prefix(10))
        guard text.utf8.count >= 10, let midnight = try? Date("\(day)T00:00:00Z", strategy: .iso8601),
            midnight.day == day
        else { return nil }
        if text.utf8.count == 10 {
            self = midnight
        } else if text.dropFirst(10).wholeMatch(of: Self.timeOfDay) != nil,
            let moment = try? Date(text, strategy: .iso8601)
        {
            self = moment
        } else {
            return nil
        }
    }

    /// Foundation counts hours and minutes on, however many they are.
    private static var timeOfDay: Regex<Substring> {
        /T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+\-](?:[01][0-9]|2[0-3]):[0-5][0-9])/
    }

    /// In UTC: `2026-11-27`.
    package var day: String { String(formatted(.iso8601).prefix(10)) }
}
