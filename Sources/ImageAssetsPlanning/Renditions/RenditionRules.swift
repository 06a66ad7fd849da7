/// One line of the table of a rendition's states, as `Rule` is of an image's: when it fits, and what is tried then, the
/// first that applies.
struct RenditionRule: Sendable {
    let state: ImageState
    let fits: @Sendable (RenditionFacts) -> Bool
    let measures: [RenditionMeasure]

    private init(
        _ state: ImageState, _ measures: [RenditionMeasure], when fits: @escaping @Sendable (RenditionFacts) -> Bool
    ) {
        self.state = state
        self.measures = measures
        self.fits = fits
    }

    static let table = [
        RenditionRule(.renamed, [.move]) { $0.movesFrom != nil },
        RenditionRule(.new, [.spareWork, .hold, .make]) { $0.record == nil },
        RenditionRule(.modified, [.spareWork, .hold, .make]) { $0.isWork || $0.isObstacle },
        RenditionRule(.placeholder, [.keepPlaceholder, .hold, .make]) { $0.record == .placeholder },
        RenditionRule(.changed, [.restore, .spareReal, .spareAccepted, .hold, .make]) { !$0.changes.isEmpty },
        RenditionRule(.missing, [.restore, .hold, .make]) { $0.file != .recorded },
        RenditionRule(.broken, [.spareAccepted, .hold, .waitForOther]) { !$0.violations.isEmpty },
        RenditionRule(.upToDate, [.leave, .hold, .make]) { _ in true },
    ]

    /// The last one always fits.
    static func fitting(_ facts: RenditionFacts) -> RenditionRule {
        table.first { $0.fits(facts) } ?? table[table.count - 1]
    }

    /// The last measure of every rule applies to whatever the others leave.
    func verdict(_ facts: RenditionFacts, _ wish: Wish) -> RenditionVerdict {
        for measure in measures { if let verdict = measure.verdict(facts, wish) { return verdict } }
        return RenditionVerdict(.nothing, nil)
    }
}

/// What can be done about a rendition; a rule lists what is tried, one after the other.
enum RenditionMeasure {
    /// Touch nothing that is somebody's work, or that no file can replace.
    case spareWork
    /// Touch no file that a person made and accepted.
    case spareAccepted
    /// Bring a file back that a person made and accepted.
    case restore
    /// Put no placeholder in the place of a true picture.
    case spareReal
    /// Nothing better is to be had.
    case keepPlaceholder
    /// Nothing, as there is no asset.
    case hold
    case move
    case make
    /// The same recipe would make what breaks `expect` again.
    case waitForOther
    /// All is as it should be.
    case leave

    /// Nil where it does not apply.
    func verdict(_ facts: RenditionFacts, _ wish: Wish) -> RenditionVerdict? {
        switch self {
        case .spareWork:
            if case .obstacle(let what) = facts.file { return RenditionVerdict(.protect(.obstacle(what)), .makeWay) }
            return facts.isWork && !wish.overwrites ? RenditionVerdict(.protect(.work), .decide) : nil
        case .spareAccepted:
            guard facts.isAccepted, !wish.overwrites else { return nil }
            return RenditionVerdict(.protect(.accepted), facts.violations.isEmpty ? .decide : .mend)
        case .restore:
            guard facts.isAcceptedMissing, facts.isStored, !wish.overwrites else { return nil }
            return RenditionVerdict(.restore, .run)
        case .spareReal:
            guard facts.isReal || facts.isAccepted, facts.isOfPlaceholder, !wish.overwrites else { return nil }
            let suffices = wish.allowsPlaceholders || wish.means == .placeholder
            return RenditionVerdict(.protect(.realImage), suffices ? nil : facts.wayOutOfAsset ?? .ask)
        case .keepPlaceholder:
            guard facts.isCurrentPlaceholder else { return nil }
            return RenditionVerdict(.nothing, wish.allowsPlaceholders ? nil : facts.wayOutOfAsset ?? .run)
        case .hold:
            return facts.lack.map { RenditionVerdict(.hold($0), facts.wayOutOfAsset ?? .parents) }
        case .move: return facts.movesFrom.map { RenditionVerdict(.move(from: $0), .run) }
        case .make: return RenditionVerdict(.make, .run)
        case .waitForOther: return wish.overwrites ? RenditionVerdict(.make, .run) : RenditionVerdict(.nothing, .mend)
        // Whoever gives up what was accepted wants ours.
        case .leave: return facts.isAccepted && wish.overwrites ? nil : RenditionVerdict(.nothing, nil)
        }
    }
}

struct RenditionVerdict: Hashable {
    let action: RenditionAction
    /// Nil: it is as it should be.
    package let wayOut: WayOut?

    init(_ action: RenditionAction, _ wayOut: WayOut?) {
        self.action = action
        self.wayOut = wayOut
    }
}

/// What is to be done about one rendition, and why.
struct RenditionDecision: Sendable, Hashable {
    let state: ImageState
    let reasons: [RenditionReason]
    let action: RenditionAction
    /// Nil: it is as it should be, and `check` has nothing to say.
    let wayOut: WayOut?
    /// The same once the action is done, by these very rules.
    package let wayOutOnceDone: WayOut?

    /// By the rules alone: the facts hold all that is known.
    init(_ facts: RenditionFacts, _ wish: Wish) {
        let rule = RenditionRule.fitting(facts)
        let verdict = rule.verdict(facts, wish)
        state = rule.state
        action = verdict.action
        wayOut = verdict.wayOut
        let isAsked = state == .upToDate && action != .nothing
        reasons = state == .upToDate ? (isAsked ? [.asked] : []) : facts.reasons
        guard let done = facts.onceDone(action) else {
            wayOutOnceDone = wayOut
            return
        }
        var wish = wish
        wish.overwrites = false
        wayOutOnceDone = RenditionRule.fitting(done).verdict(done, wish).wayOut
    }
}
