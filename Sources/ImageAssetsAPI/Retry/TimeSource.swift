import ImageAssetsSystem

/// Time and chance, as the client takes part in them. A test brings its own.
package struct TimeSource: Sendable {
    /// Seconds of a clock that only goes forward.
    var uptime: @Sendable () -> Double
    var date: @Sendable () -> Date
    /// Waits for so many seconds; throws at once when the task is cancelled.
    var sleep: @Sendable (Double) async throws -> Void
    /// A number from 0 to 1.
    var jitter: @Sendable () -> Double

    static let system = TimeSource(
        uptime: { ProcessInfo.processInfo.systemUptime },
        date: { Date() },
        sleep: { try await Task.sleep(for: .seconds($0), clock: .continuous) },
        jitter: { Double.random(in: 0...1) }
    )
}
