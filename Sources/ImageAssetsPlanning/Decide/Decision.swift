import ImageAssetsModel
import ImageAssetsPNG

/// What is to be done about one product, and why.
struct Decision: Sendable, Hashable {
    let state: ImageState
    /// All that differs from a product that is up to date, the state's own reason or not.
    let reasons: [Reason]
    let action: Action
    /// Nil: it is as it should be, and `check` has nothing to say.
    package let wayOut: WayOut?
    /// The same once the picture that comes is in its place.
    let wayOutOnceDone: WayOut?
    /// It is not as it should be, and would be if placeholders were.
    package let sufficesAsPlaceholder: Bool

    /// By the rules alone: the facts hold all that is known.
    ///
    /// - Parameter rule: the one that fits them.
    init(_ facts: borrowing Facts, _ wish: Wish, by rule: Rule) {
        let verdict = rule.verdict(facts, wish)
        state = rule.state
        action = verdict.action
        wayOut = verdict.wayOut
        wayOutOnceDone = verdict.onceDone
        var lenient = wish
        lenient.allowsPlaceholders = true
        sufficesAsPlaceholder =
            wayOut != nil && facts.record == .placeholder && rule.verdict(facts, lenient).wayOut == nil
        var reasons = state == .upToDate ? [] : facts.reasons(before: action)
        if wish.asksAnew { reasons.append(.asked) }
        self.reasons = reasons
    }
}

/// What the rules give for a product besides its state and its reasons.
package struct Verdict: Hashable {
    package let action: Action
    /// Nil: it is as it should be.
    let wayOut: WayOut?
    /// The same once the picture that comes is in its place.
    let onceDone: WayOut?

    init(_ action: Action, _ wayOut: WayOut?, onceDone: WayOut? = nil) {
        self.action = action
        self.wayOut = wayOut
        self.onceDone = onceDone
    }

    static let settled = Verdict(.nothing, nil)
}

/// What makes an image up to date that is not.
package enum WayOut: Sendable, Hashable, CaseIterable {
    case run
    /// Bring up to date what it is made from.
    case parents
    /// Let the requests be sent that are held back.
    case allow
    /// The file came by without being a picture, and Git or Git LFS has it.
    case bringBack
    /// Accept the file or give it up.
    case decide
    /// Change `expect`, or give up what was accepted.
    case mend
    case makeWay, unfreeze
    /// The image is frozen, and somebody's file stands in its place.
    case makeWayForFrozen
    /// Only a request replaces the image, and a run that draws placeholders sends none.
    case ask
    /// What may be there cannot be read.
    case makeReadable
    /// Change `expect`, or pay for another.
    case expectation
    /// The file is whole, and the lockfile says something else about it.
    case record
    /// Let larger pictures pass, or pay for another.
    case enlarge
    case repair

    package init(after failure: ImageFailure) {
        self =
            switch failure.code {
            case .notAnImage where failure.cause.isOfSize: .enlarge
            case .malformedResponse, .notAnImage: .repair
            case .io: .makeReadable
            case .reference: .run
            default: .expectation
            }
    }

    /// Where the file is the recorded one, and is not what the lockfile says about it.
    package init(ofDamage failure: ImageFailure) {
        self = failure.code == .expectation ? .record : WayOut(after: failure)
    }
}

extension FailureCause {
    fileprivate var isOfSize: Bool { if case .undecodable(let error) = self { error.isOfSize } else { false } }
}
