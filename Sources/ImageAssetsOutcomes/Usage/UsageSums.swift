import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// What some requests asked for and got. What nobody told is counted apart: no sum claims to know it.
package struct UsageSums: Sendable, Hashable {
    /// Answers that brought an image.
    package private(set) var images = 0
    /// Those of which at least one attempt left.
    package private(set) var requests = 0
    package private(set) var attempts = 0
    /// Attempts that may have been charged although nobody got an image.
    package private(set) var perhapsCharged: [AttemptRecord] = []
    package private(set) var tokens = TokenCounts()
    /// Images for which the service told no tokens.
    package private(set) var imagesWithoutTokens = 0
    /// Of the images whose price is known; what may have been charged besides is in no sum.
    package private(set) var cost = Money.zero
    package private(set) var imagesWithoutCost = 0
    /// When the first and the last request began, of those whose time is known.
    package private(set) var first: Date?
    package private(set) var last: Date?

    init() {}

    mutating func add(_ request: UsageRequest, _ prices: Prices?) {
        requests += 1
        attempts += request.attempts.count
        perhapsCharged += request.attempts.filter(\.mayBeCharged)
        for attempt in request.attempts where attempt.broughtImage {
            images += attempt.images
            let tokens = TokenCounts(usage: attempt.usage, pictures: attempt.terms?.pictures ?? 0)
            if let tokens { self.tokens += tokens } else { imagesWithoutTokens += attempt.images }
            // Tokens have their price whatever was asked for; without the terms, a price by the image may be any.
            let terms = attempt.terms ?? PriceTerms(model: "", size: .auto)
            if let cost = prices?.cost(terms, tokens: tokens, images: attempt.images) {
                self.cost += cost
            } else {
                imagesWithoutCost += attempt.images
            }
        }
        guard let moment = request.moment else { return }
        first = min(first ?? moment, moment)
        last = max(last ?? moment, moment)
    }
}

/// A request that was sent, with all its attempts.
struct UsageRequest: Sendable {
    /// Those that left, by their number.
    let attempts: [AttemptRecord]
    private let start: AttemptRecord

    /// Nil where none left.
    init?(_ attempts: [AttemptRecord]) {
        self.attempts = attempts.filter(\.wasSent).sorted { $0.attempt.number < $1.attempt.number }
        guard let start = self.attempts.first else { return nil }
        self.start = start
    }

    var id: UniqueID { start.attempt.request }
    var image: ImageName { start.image }
    var run: UniqueID { start.run }
    var model: String? { attempts.lazy.compactMap(\.terms?.model).first }

    /// When it was sent first; nil: nobody knows.
    var moment: Date? { start.moment }
}
