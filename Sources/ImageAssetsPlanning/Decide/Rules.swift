/// One line of the table of states: when it fits, and what is tried then, the first that applies.
///
/// `table` is the contract's, in its order. Everything that is said of a product's state follows from it.
struct Rule: Sendable {
    let state: ImageState
    let fits: @Sendable (Facts) -> Bool
    let measures: [Measure]
    /// Whether the product is as it should be whatever is done.
    let suffices: @Sendable (Facts, Wish) -> Bool

    private init(
        _ state: ImageState, _ measures: [Measure],
        suffices: @escaping @Sendable (Facts, Wish) -> Bool = { _, _ in false },
        when fits: @escaping @Sendable (Facts) -> Bool
    ) {
        self.state = state
        self.fits = fits
        self.measures = measures
        self.suffices = suffices
    }

    static let table = [
        Rule(.frozen, [.spareWork, .keepRecorded]) { $0.isFrozen },
        Rule(.renamed, [.spareWork, .publish, .spareAccepted, .make]) { $0.isRenamed },
        Rule(.new, [.spareWork, .publish, .make]) { $0.record == nil },
        Rule(.modified, [.spareWork, .publish, .make]) { $0.isWork || $0.isObstacle },
        Rule(.placeholder, [.publish, .make], suffices: { $0.hasSufficientPlaceholder($1) }) {
            $0.record == .placeholder
        },
        Rule(.changed, [.spareAccepted, .publish, .make]) { !$0.changes.isEmpty || $0.isOtherResult },
        Rule(.missing, [.spareAccepted, .publish, .make]) { !$0.isInPlace && !$0.isIncomplete },
        Rule(.broken, [.spareAccepted, .publish, .make]) { $0.isIncomplete || !$0.violations.isEmpty },
        Rule(.upToDate, [.leave, .spareAccepted, .make]) { _ in true },
    ]

    /// What its first measure gives that applies: the last one does to whatever the others leave.
    func verdict(_ facts: borrowing Facts, _ wish: Wish) -> Verdict {
        for measure in measures {
            guard let verdict = measure.verdict(facts, wish) else { continue }
            return suffices(facts, wish) ? Verdict(verdict.action, nil, onceDone: verdict.onceDone) : verdict
        }
        return .settled
    }

    /// The last one always fits.
    static func fitting(_ facts: Facts) -> Rule { table.first { $0.fits(facts) } ?? table[table.count - 1] }
}
