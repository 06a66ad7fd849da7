/// How long earlier requests took.
package struct RequestTimes: Sendable, Hashable {
    /// Of one request, in seconds, the one in the middle; nil: none is known.
    private let usual: Double?
    /// Requests under way at once.
    private let concurrency: Int

    package init(_ seconds: [Double] = [], concurrency: Int = 4) {
        let sorted = seconds.sorted()
        usual = sorted.isEmpty ? nil : sorted[sorted.count / 2]
        self.concurrency = max(1, concurrency)
    }

    func estimate(for requests: Int) -> Int? {
        guard requests > 0, let usual else { return nil }
        return Int((usual * Double((requests + concurrency - 1) / concurrency)).rounded(.up))
    }
}
