import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// What a store knows of all requests, summed up.
package struct UsageSummary: Sendable {
    /// By what the sums are told apart.
    package enum Grouping: String, Sendable, CaseIterable {
        case day, month, image, model, run
    }

    package struct Row: Sendable {
        /// The day or month in UTC, the name of the image or of the model, the id of the run; nil: nobody told it.
        package let key: String?
        package fileprivate(set) var sums = UsageSums()
    }

    package let grouping: Grouping
    /// Requests that began before it do not count, nor do those whose time nobody knows.
    package let since: Date?
    package let rows: [Row]
    package let total: UsageSums
    package let prices: Result<Prices, Prices.Fault>
    /// How many lines of a file could not be read, by its path for people.
    package let unread: [String: Int]
    /// That Git tracks the store: then anybody who commits can have written this.
    package let isStoreTracked: Bool
    package let manifest: PackagePath

    /// - Parameter attempts: each once.
    package init(
        of attempts: [AttemptRecord], by grouping: Grouping, since: Date? = nil,
        prices: Result<Prices, Prices.Fault>, unread: [String: Int] = [:], isStoreTracked: Bool = false,
        manifest: PackagePath
    ) {
        self.grouping = grouping
        self.since = since
        self.prices = prices
        self.unread = unread
        self.isStoreTracked = isStoreTracked
        self.manifest = manifest
        let known = try? prices.get()
        var total = UsageSums()
        var rows: [String?: Row] = [:]
        let requests = Dictionary(grouping: attempts, by: \.attempt.request).values.compactMap(UsageRequest.init)
        for request in requests.sorted(by: { $0.precedes($1) }) {
            if let since, request.moment ?? .distantPast < since { continue }
            total.add(request, known)
            let key = request.key(by: grouping)
            rows[key, default: Row(key: key)].sums.add(request, known)
        }
        self.total = total
        self.rows = rows.values.sorted { $0.precedes($1, by: grouping) }
    }
}

extension UsageRequest {
    fileprivate func precedes(_ other: UsageRequest) -> Bool {
        let (moment, otherMoment) = (moment ?? .distantPast, other.moment ?? .distantPast)
        return moment == otherMoment ? id.description < other.id.description : moment < otherMoment
    }

    fileprivate func key(by grouping: UsageSummary.Grouping) -> String? {
        switch grouping {
        case .day: moment?.day
        case .month: moment.map { String($0.day.prefix(7)) }
        case .image: image.text
        case .model: model
        case .run: run.description
        }
    }
}

extension UsageSummary.Row {
    /// Runs by the time of their first request, all else by its key; what nobody told comes last.
    fileprivate func precedes(_ other: Self, by grouping: UsageSummary.Grouping) -> Bool {
        if grouping == .run, sums.first != other.sums.first {
            return sums.first ?? .distantFuture < other.sums.first ?? .distantFuture
        }
        guard let key, let otherKey = other.key else { return key != nil && other.key == nil }
        return key < otherKey
    }
}
