/// One line of the table of the Swift file's states, as `Rule` is of an image's: when it fits, and what is tried then,
/// the first that applies.
package struct TypedNamesRule: Sendable {
    package let state: ImageState
    let fits: @Sendable (TypedNamesFacts) -> Bool
    let measures: [TypedNamesMeasure]

    private init(
        _ state: ImageState, _ measures: [TypedNamesMeasure], when fits: @escaping @Sendable (TypedNamesFacts) -> Bool
    ) {
        self.state = state
        self.measures = measures
        self.fits = fits
    }

    package static let table = [
        TypedNamesRule(.modified, [.spare, .write]) { $0.obstacle != nil },
        TypedNamesRule(.changed, [.write]) { $0.found == .own(isCurrent: false) },
        TypedNamesRule(.missing, [.write]) { $0.found == .absent },
        TypedNamesRule(.upToDate, [.leave, .write]) { _ in true },
    ]

    /// The last one always fits.
    static func fitting(_ facts: TypedNamesFacts) -> TypedNamesRule {
        table.first { $0.fits(facts) } ?? table[table.count - 1]
    }
}

extension TypedNamesFacts {
    fileprivate var obstacle: NamesObstacle? { if case .taken(let what) = found { what } else { nil } }
}

/// What can be done about the Swift file; a rule lists what is tried, one after the other.
enum TypedNamesMeasure {
    /// Touch nothing that is somebody's work, or that no file can replace.
    case spare
    /// All is as it should be, and stays so.
    case leave
    case write

    /// Nil where it does not apply.
    func verdict(_ facts: TypedNamesFacts) -> (action: TypedNamesAction, wayOut: WayOut?)? {
        switch self {
        case .spare:
            guard let obstacle = facts.obstacle else { return nil }
            if obstacle == .work { return facts.overwrites ? nil : (.protect(.work), .decide) }
            return (.protect(obstacle), .makeWay)
        case .leave: return facts.gainsSides ? nil : (.nothing, nil)
        case .write: return (.write, .run)
        }
    }
}

/// What is done about the Swift file.
package enum TypedNamesAction: Sendable, Hashable {
    case nothing, write
    case protect(NamesObstacle)
}

/// What is to be done about the Swift file of names, and why.
package struct TypedNamesDecision: Sendable, Hashable {
    package let state: ImageState
    package let action: TypedNamesAction
    /// Nil: it is as it should be.
    package let wayOut: WayOut?

    /// By the rules alone: the facts hold all that is known.
    package init(_ facts: TypedNamesFacts) {
        let rule = TypedNamesRule.fitting(facts)
        // The last measure of every rule applies to whatever the others leave.
        var verdict: (action: TypedNamesAction, wayOut: WayOut?)?
        for measure in rule.measures where verdict == nil { verdict = measure.verdict(facts) }
        state = rule.state
        action = verdict?.action ?? .nothing
        wayOut = verdict?.wayOut
    }
}
