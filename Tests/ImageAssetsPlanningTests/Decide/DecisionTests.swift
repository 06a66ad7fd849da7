import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsPlanning

/// Every combination of facts and wishes that there is, against what the contract says of each.
@Suite("Decisions: every combination")
struct DecisionTests {
    @Test("there are hundreds of thousands of them, each in the state that comes first in the contract's order")
    func states() {
        #expect(DecisionTable.facts.count * DecisionTable.wishes.count > 200_000)
        #expect(Set(DecisionTable.facts.map(DecisionTable.state)) == Set(ImageState.allCases).subtracting([.orphan]))
        DecisionTable.forEachRow { facts, _, decision in
            if decision.state != DecisionTable.state(facts) { Issue.record("\(facts) is \(decision.state)") }
        }
    }

    @Test("nothing is paid for that is frozen, free, protected, up to date or not to be paid for")
    func requests() {
        DecisionTable.forEachRow { facts, wish, decision in
            guard decision.action == .request(sharedWith: nil) else { return }
            #expect(!facts.isFrozen && !facts.isObstacle)
            #expect(wish.means == .service && facts.lack == nil)
            #expect(facts.source == .none || wish.asksAnew)
            #expect(!facts.isWork && !facts.isAccepted || wish.overwrites)
            #expect(decision.state != .upToDate || wish.asksAnew)
        }
    }

    @Test("somebody's work goes only by --overwrite, and what no file can replace never does")
    func work() {
        DecisionTable.forEachRow { facts, wish, decision in
            if facts.isObstacle { #expect(decision.action == .protect(.obstacle(.isAFolder))) }
            if facts.isWork, !wish.overwrites || facts.isFrozen { #expect(decision.action == .protect(.work)) }
            guard facts.isAccepted, !wish.overwrites, !facts.isFrozen else { return }
            switch decision.action {
            case .nothing: #expect(decision.wayOut == nil)
            case .protect: break
            // Moved with its mark.
            case .publish, .fail: #expect(decision.state == .renamed)
            case .request, .draw, .hold: Issue.record("\(facts) is replaced")
            }
        }
    }

    @Test("a placeholder is drawn only where nobody would miss what is there")
    func placeholders() {
        DecisionTable.forEachRow { facts, _, decision in
            guard decision.action == .draw else { return }
            switch facts.file {
            case .absent, .placeholder, .incomplete: break
            case .recorded: #expect(facts.record == .placeholder)
            case .obstacle, .otherResult, .ofAnother, .work: Issue.record("\(facts) is drawn over")
            }
        }
    }

    @Test("a product is settled when nothing is to be done, and else there is a way out that fits")
    func waysOut() {
        DecisionTable.forEachRow { facts, wish, decision in
            if decision.state == .placeholder, facts.isCurrentPlaceholder {
                let suffices = wish.means == .placeholder || wish.allowsPlaceholders && !wish.asksAnew
                #expect(!suffices || decision.wayOut == nil)
            }
            guard let wayOut = decision.wayOut else {
                #expect(decision.action == .nothing || decision.state == .placeholder)
                let drawsSame = wish.means == .placeholder && decision.state == .placeholder
                #expect(!wish.asksAnew || decision.state == .frozen || drawsSame)
                #expect([.upToDate, .frozen, .placeholder].contains(decision.state))
                if facts.record == .placeholder { #expect(wish.allowsPlaceholders || drawsSame) }
                return
            }
            let isFitting =
                switch decision.action {
                case .nothing: facts.isFrozen && wayOut == .unfreeze
                case .publish, .request, .draw: wayOut == .run
                case .protect(.work):
                    wayOut == (facts.isSpoiled ? .bringBack : facts.isFrozen ? .makeWayForFrozen : .decide)
                case .protect(.accepted): wayOut == (facts.violations.isEmpty ? .decide : .mend)
                case .protect(.realImage): wayOut == .ask
                case .protect(.obstacle): wayOut == .makeWay
                case .fail(let failure): wayOut == (failure.code == .expectation ? .expectation : .repair)
                case .hold(.lack): wayOut == .parents
                case .hold: wayOut == .allow
                }
            if !isFitting { Issue.record("\(facts) \(decision.action) \(wayOut)") }
        }
    }

    @Test("what would be asked for or drawn waits for what it is made from, and nothing else does")
    func lacks() {
        for facts in DecisionTable.facts {
            guard let lack = facts.lack else { continue }
            var whole = facts
            whole.lack = nil
            for wish in DecisionTable.wishes {
                let action = Decision(facts, wish, by: .fitting(facts)).action
                let expected = Decision(whole, wish, by: .fitting(whole)).action
                #expect(action == (expected.isMaking ? .hold(.lack(lack)) : expected))
            }
        }
    }

    @Test("what would be as it should be if placeholders were is told beforehand, and is a placeholder")
    func placeholdersAllowed() {
        for facts in DecisionTable.facts {
            let rule = Rule.fitting(facts)
            for wish in DecisionTable.wishes where !wish.allowsPlaceholders {
                var lenient = wish
                lenient.allowsPlaceholders = true
                let decision = Decision(facts, wish, by: rule)
                let isSettledByThem = decision.wayOut != nil && Decision(facts, lenient, by: rule).wayOut == nil
                #expect(decision.sufficesAsPlaceholder == isSettledByThem)
                if isSettledByThem { #expect(facts.record == .placeholder && facts.isInPlace) }
            }
        }
    }

    @Test("what is left to do once the picture is in its place is what the rules say then")
    func onceDone() {
        var ways: Set<WayOut?> = []
        DecisionTable.forEachRow { facts, wish, decision in
            ways.insert(decision.wayOutOnceDone)
            guard let done = done(facts, decision) else { return }
            var wish = wish
            (wish.asksAnew, wish.overwrites) = (false, false)
            let then = Decision(done, wish, by: .fitting(done)).wayOut
            if decision.wayOutOnceDone != then { Issue.record("\(facts) \(wish) is \(String(describing: then)) then") }
        }
        #expect(ways == [nil, .unfreeze])
    }

    /// The facts once the picture is recorded and in its place; nil where none comes.
    private func done(_ before: Facts, _ decision: Decision) -> Facts? {
        var facts = Facts(before.name, at: before.output)
        facts.isFrozen = before.isFrozen
        switch decision.action {
        case .nothing, .protect, .fail, .hold: return nil
        case .draw: facts.record = .placeholder
        // It keeps what it was.
        case .publish where facts.isFrozen: (facts.record, facts.changes) = (before.record, before.changes)
        // Somebody's work stays that where it moves.
        case .publish(let source): facts.record = source.isMove && before.isAccepted ? .accepted : .made
        case .request: facts.record = .made
        }
        facts.isAccepted = facts.record == .accepted
        facts.file = .recorded
        facts.asset = LockedAsset(path: facts.output, sha256: digest("done"), byteCount: 4, facts: squareFacts)
        return facts
    }

    @Test("offline, every request is held and nothing else changes")
    func offline() {
        for facts in DecisionTable.facts {
            let rule = Rule.fitting(facts)
            for wish in DecisionTable.wishes where wish.means == .service {
                let online = Decision(facts, wish, by: rule).action
                // So it is where only a rendition was asked for.
                for (means, hold) in [(PlanOptions.Means.none, Hold.offline), (.unasked, .unasked)] {
                    var offline = wish
                    offline.means = means
                    let expected = online == .request(sharedWith: nil) ? .hold(hold) : online
                    #expect(Decision(facts, offline, by: rule).action == expected)
                }
            }
        }
    }

    @Test("each state has a reason that says why, and what Git can do is said where it helps")
    func reasons() {
        DecisionTable.forEachRow { facts, wish, decision in
            let reasons = decision.reasons
            let isTold =
                switch decision.state {
                case .renamed: reasons.contains { $0.isOf(.name, .output) }
                case .modified: reasons.contains { $0.isOf(.modified, .obstacle, .form) }
                case .placeholder: reasons.contains(.placeholder)
                case .changed: reasons.contains { $0.isOf(.prompt, .otherResult) }
                case .missing:
                    reasons.contains { $0.isOf(.missing, .output) } || facts.file == .ofAnother
                        || facts.file == .placeholder
                case .broken: reasons.contains { $0.isOf(.incomplete, .expectation) }
                case .upToDate: reasons == (wish.asksAnew ? [.asked] : [])
                case .orphan, .frozen, .new: true
                }
            if !isTold { Issue.record("\(facts) \(reasons)") }
            // Git is said to have the file where it comes back from there, or where it would be paid for.
            var gives = false
            if case .publish(let source) = decision.action, case .git = source.place { gives = !source.isMove }
            let pays = decision.action == .request(sharedWith: nil) && facts.changes.isEmpty
            let hint: Reason? =
                facts.file != .absent
                ? nil
                : gives
                    ? .inGit(restore: GitCheckout(facts.output))
                    : pays && facts.git?.fetch != nil ? .lackedByGit(fetch: GitCheckout(facts.output)) : nil
            if reasons.first(where: { $0.isOf(.git) }) != hint { Issue.record("\(facts) \(reasons)") }
        }
    }

    @Test("what is done in each state is what was reviewed")
    func summary() throws {
        struct Outcome: Hashable {
            let state: ImageState
            let word: String
            let wayOut: WayOut?
        }
        var tally: [Outcome: Int] = [:]
        DecisionTable.forEachRow { _, _, decision in
            let word = Self.word(decision.action)
            tally[Outcome(state: decision.state, word: word, wayOut: decision.wayOut), default: 0] += 1
        }
        let counts = tally.map { outcome, number in
            ("\(outcome.state)  \(outcome.word)  \(outcome.wayOut.map { "\($0)" } ?? "settled")", number)
        }
        let lines = counts.sorted { $0.0 < $1.0 }.map { "\($0.0)  \($0.1)" }
        try expectGolden(lines.joined(separator: "\n") + "\n", at: "planning/decisions.txt")
    }

    private static let words = Dictionary(uniqueKeysWithValues: Lack.Why.allCases.map { ($0, "lacks \($0)") })

    private static func word(_ action: Action) -> String {
        switch action {
        case .publish: "publish"
        case .request: "request"
        case .protect(.work): "protect work"
        case .protect(.accepted): "protect accepted"
        case .protect(.realImage): "protect realImage"
        case .protect(.obstacle(let what)): "protect obstacle(\(what))"
        case .fail: "fail"
        case .hold(.lack(let lack)): Self.words[lack.why] ?? ""
        case .hold(.offline): "hold offline"
        case .hold(.unasked): "hold unasked"
        case .hold: "hold"
        case .nothing: "nothing"
        case .draw: "draw"
        }
    }
}

extension Reason {
    fileprivate enum Kind {
        case name, output, modified, obstacle, form, prompt, otherResult, missing, incomplete, expectation, git, other
    }

    fileprivate func isOf(_ kinds: Kind...) -> Bool {
        let kind: Kind =
            switch self {
            case .name: .name
            case .output: .output
            case .modified: .modified
            case .obstacle: .obstacle
            case .form: .form
            case .prompt: .prompt
            case .otherResult: .otherResult
            case .missing: .missing
            case .incomplete: .incomplete
            case .expectation: .expectation
            case .inGit, .lackedByGit: .git
            default: .other
            }
        return kinds.contains(kind)
    }
}
