/// What can be done about a product; a rule lists what is tried, one after the other.
package enum Measure {
    /// Touch nothing that is somebody's work, or that no asset can replace.
    case spareWork
    /// Touch no file that a person made and accepted.
    case spareAccepted
    /// Nothing but the lockfile's own bytes.
    case keepRecorded
    /// All is as it should be.
    case leave
    /// Bytes that cost nothing.
    case publish
    /// Ask the service, or draw a placeholder.
    case make

    /// Nil where it does not apply.
    package func verdict(_ facts: Facts, _ wish: Wish) -> Verdict? {
        switch self {
        case .spareWork:
            if case .obstacle(let what) = facts.file { return Verdict(.protect(.obstacle(what)), .makeWay) }
            guard facts.isWork, !wish.overwrites || facts.isFrozen else { return nil }
            return Verdict(.protect(.work), facts.isSpoiled ? .bringBack : facts.isFrozen ? .makeWayForFrozen : .decide)
        case .spareAccepted:
            guard facts.isAccepted, !wish.overwrites else { return nil }
            return Verdict(.protect(.accepted), facts.violations.isEmpty ? .decide : .mend)
        case .keepRecorded:
            let isReal = facts.record != .placeholder || wish.allowsPlaceholders
            let onceInPlace: WayOut? = isReal ? nil : .unfreeze
            if facts.isInPlace { return Verdict(.nothing, onceInPlace) }
            guard case .found(let source) = facts.source else { return Verdict(.nothing, .unfreeze) }
            return Verdict(.publish(source), .run, onceDone: onceInPlace)
        case .leave: return wish.asksAnew ? nil : .settled
        case .publish:
            if wish.asksAnew { return nil }
            switch facts.source {
            case .none: return nil
            case .found(let source): return Verdict(.publish(source), .run)
            case .useless(let failure): return Verdict(.fail(failure), WayOut(after: failure))
            }
        case .make: return made(facts, wish)
        }
    }

    private func made(_ facts: Facts, _ wish: Wish) -> Verdict {
        if facts.hasSufficientPlaceholder(wish) { return .settled }
        if wish.means == .placeholder, !facts.isReplaceable { return Verdict(.protect(.realImage), .ask) }
        if let lack = facts.lack { return Verdict(.hold(.lack(lack)), .parents) }
        return switch wish.means {
        case .service: Verdict(.request(sharedWith: nil), .run)
        case .placeholder: Verdict(.draw, .run)
        case .none: Verdict(.hold(.offline), .allow)
        case .unasked: Verdict(.hold(.unasked), .allow)
        }
    }
}
