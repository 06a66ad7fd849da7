import ImageAssetsSystem
import ImageAssetsText

/// Moments as records and journal have them: ISO 8601, of records to a thousandth of a second.
extension Date {
    private static let precise = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// Whole seconds are what the journal has, and records of earlier versions.
    fileprivate static func recorded(_ text: String) -> Date? {
        if text.utf8.count == 20, let date = try? Date(text, strategy: .iso8601) { return date }
        return (try? Date(text, strategy: precise)).map(\.inMilliseconds)
    }

    var textInMilliseconds: String {
        // The style cuts off what is less than a thousandth, of numbers that are not exact.
        addingTimeInterval(0.0005).formatted(Self.precise)
    }

    /// Rounded as it is written, so that a record reads back as it was.
    var inMilliseconds: Date { Date(timeIntervalSince1970: (timeIntervalSince1970 * 1000).rounded() / 1000) }
}

extension JSONValue {
    var date: Date? { string.flatMap(Date.recorded) }
}
