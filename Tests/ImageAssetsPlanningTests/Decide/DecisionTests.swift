import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsPlanning

/// Every combination of facts and wishes that there is, against what the contract says of each.
@Suite("Decisions: every combination")
struct DecisionTests {
    typealias Row = (facts: Facts, wish: Wish, decision: Decision)

    private static let rows: [Row] = facts().flatMap { facts in
        wishes.map { (facts, $0, Decision(facts, $0)) }
    }

    private static let wishes: [Wish] = [PlanOptions.Means.service, .none, .placeholder].flatMap { means in
        (0..<8).map { bits in
            Wish(
                means: means, overwrites: bits & 1 > 0, asksAnew: bits & 2 > 0, allowsPlaceholders: bits & 4 > 0)
        }
    }

    private static let files: [(Facts.File, AssetForm?)] =
        [.absent, .obstacle(.isAFolder), .recorded, .otherResult(digest("other")), .incomplete(bytes: 0)]
        .map { ($0, nil) }
        + [(.placeholder, nil), (.ofAnother, nil), (.work(digest("work")), nil)]
        + [.convertedPNG, .otherPointer, .otherKind(.known("a JPEG"))].map { (.work(digest("work")), $0) }

    private static let sources: [Facts.Source] = [
        .none, .found(FreeSource(.store, digest("stored"))),
        .found(FreeSource(.store, digest("stored"), isMove: true)),
        .useless(.expectation([.minWidth(1, wanted: 2)], .stored(digest("stored")))),
    ]

    /// All that can be true together.
    private static func facts() -> [Facts] {
        var all: [Facts] = []
        guard let name = try? ImageName("hero"), let output = try? PackagePath("Images/hero.png"),
            let old = try? PackagePath("Old/hero.png")
        else { return [] }
        for bits in 0..<64 {
            for record in [nil] + LockedKind.allCases.map(Optional.some) {
                for (file, form) in files {
                    for source in sources {
                        var facts = Facts(name, at: output)
                        facts.isFrozen = bits & 1 > 0
                        facts.record = record
                        facts.isAccepted = bits & 2 > 0
                        facts.changes = bits & 4 > 0 ? [.prompt(old: "a", new: "b")] : []
                        if record != nil {
                            facts.asset = LockedAsset(
                                path: bits & 8 > 0 ? old : output, sha256: digest("own"), byteCount: 3,
                                facts: squareFacts)
                        }
                        facts.violations = bits & 16 > 0 ? [.minWidth(1, wanted: 2)] : []
                        facts.orphan = bits & 32 > 0 ? try? ImageName("old") : nil
                        (facts.file, facts.form, facts.source) = (file, form, source)
                        if isPossible(facts, bits) { all.append(facts) }
                    }
                }
            }
        }
        return all
    }

    private static func isPossible(_ facts: Facts, _ bits: Int) -> Bool {
        let isRecorded = facts.record != nil
        if !isRecorded, facts.file == .recorded || !facts.changes.isEmpty || bits & 8 > 0 { return false }
        if facts.isAccepted, facts.record == nil || facts.record == .made { return false }
        let canBreak = facts.file == .recorded && facts.changes.isEmpty && facts.record != .placeholder
        if !facts.violations.isEmpty, !canBreak { return false }
        // Whoever takes over another entry's asset has none of its own for today's recipe.
        if facts.orphan != nil, facts.isFrozen || facts.isWork || isRecorded && facts.changes.isEmpty { return false }
        return true
    }

    /// As the contract's table says it, from the top.
    private static func state(_ facts: Facts) -> ImageState {
        var moves = facts.orphan != nil
        if case .found(let source) = facts.source, source.isMove, facts.asset?.path != facts.output, facts.asset != nil
        {
            moves = true
        }
        let isInPlace = facts.file == .recorded && facts.asset?.path == facts.output
        switch facts.file {
        case _ where facts.isFrozen: return .frozen
        case _ where moves: return .renamed
        case _ where facts.asset == nil: return .new
        case .work, .obstacle: return .modified
        case _ where facts.record == .placeholder: return .placeholder
        case _ where !facts.changes.isEmpty: return .changed
        case .otherResult: return .changed
        case .incomplete: return .broken
        case _ where !isInPlace: return .missing
        default: return facts.violations.isEmpty ? .upToDate : .broken
        }
    }

    @Test("there are tens of thousands of them, each in the state that comes first in the contract's order")
    func states() {
        #expect(Self.rows.count > 20_000)
        #expect(Set(Self.rows.map(\.decision.state)) == Set(ImageState.allCases).subtracting([.orphan]))
        for row in Self.rows where row.decision.state != Self.state(row.facts) {
            Issue.record("\(row.facts) is \(row.decision.state)")
        }
    }

    @Test("nothing is paid for that is frozen, free, protected, up to date or not to be paid for")
    func requests() {
        for (facts, wish, decision) in Self.rows where decision.action == .request(sharedWith: nil) {
            #expect(!facts.isFrozen)
            #expect(wish.means == .service)
            #expect(facts.source == .none || wish.asksAnew)
            #expect(!facts.isWork && !facts.isAccepted || wish.overwrites)
            #expect(!facts.isObstacle)
            #expect(decision.state != .upToDate || wish.asksAnew)
        }
    }

    @Test("somebody's work goes only by --overwrite, and what no file can replace never does")
    func work() {
        for (facts, wish, decision) in Self.rows {
            if facts.isObstacle { #expect(decision.action == .protect(.obstacle(.isAFolder))) }
            if facts.isWork, !wish.overwrites || facts.isFrozen { #expect(decision.action == .protect(.work)) }
            guard facts.isAccepted, !wish.overwrites, !facts.isFrozen else { continue }
            switch decision.action {
            case .nothing: #expect(decision.wayOut == nil)
            case .protect: break
            // Moved with its mark.
            case .publish: #expect(decision.state == .renamed)
            case .fail: #expect(decision.state == .renamed)
            case .request, .draw, .hold: Issue.record("\(facts) is replaced")
            }
        }
    }

    @Test("a placeholder is drawn only where nobody would miss what is there")
    func placeholders() {
        for (facts, _, decision) in Self.rows where decision.action == .draw {
            switch facts.file {
            case .absent, .placeholder, .incomplete: break
            case .recorded: #expect(facts.record == .placeholder)
            case .obstacle, .otherResult, .ofAnother, .work: Issue.record("\(facts) is drawn over")
            }
        }
    }

    @Test("a product is settled when nothing is to be done, and else there is a way out that fits")
    func waysOut() {
        for (facts, wish, decision) in Self.rows {
            if decision.state == .placeholder, facts.isCurrentPlaceholder, wish.allowsPlaceholders, !wish.asksAnew {
                #expect(decision.wayOut == nil)
            }
            guard let wayOut = decision.wayOut else {
                #expect(decision.action == .nothing || decision.state == .placeholder)
                #expect(!wish.asksAnew || decision.state == .frozen)
                #expect([.upToDate, .frozen, .placeholder].contains(decision.state))
                if facts.record == .placeholder { #expect(wish.allowsPlaceholders) }
                continue
            }
            let fitting: Set<WayOut> =
                switch decision.action {
                case .nothing: [.unfreeze, .run]
                case .publish, .request, .draw: [.run]
                case .protect(.work): [.bringBack, facts.isFrozen ? .makeWayForFrozen : .decide]
                case .protect(.accepted): [.decide, .mend]
                case .protect(.realImage): [.ask]
                case .protect(.obstacle): [.makeWay]
                case .fail: [.expectation, .enlarge, .repair, .makeReadable]
                case .hold: [.allow]
                }
            #expect(fitting.contains(wayOut), "\(facts) \(decision.action) \(wayOut)")
            #expect((wayOut == .bringBack) == (facts.isSpoiled && decision.action == .protect(.work)))
        }
    }

    @Test("offline, every request is held and nothing else changes")
    func offline() {
        for facts in Self.facts() {
            for wish in Self.wishes where wish.means == .service {
                var offline = wish
                offline.means = .none
                let online = Decision(facts, wish).action
                let expected = online == .request(sharedWith: nil) ? .hold(.offline) : online
                #expect(Decision(facts, offline).action == expected)
                // So it is where only a rendition was asked for.
                offline.means = .unasked
                let unasked = Decision(facts, offline).action
                #expect(unasked == (online == .request(sharedWith: nil) ? .hold(.unasked) : online))
            }
        }
    }

    @Test("each state has a reason that says why")
    func reasons() {
        for (facts, _, decision) in Self.rows {
            let kinds = Set(decision.reasons.map { String("\($0)".prefix { $0 != "(" }) })
            switch decision.state {
            case .renamed: #expect(!kinds.isDisjoint(with: ["name", "output"]))
            case .modified: #expect(!kinds.isDisjoint(with: ["modified", "obstacle", "form"]))
            case .placeholder: #expect(kinds.contains("placeholder"))
            case .changed: #expect(!kinds.isDisjoint(with: ["prompt", "otherResult"]))
            case .missing:
                let isAnothers = facts.file == .ofAnother || facts.file == .placeholder
                #expect(!kinds.isDisjoint(with: ["missing", "output"]) || isAnothers)
            case .broken: #expect(!kinds.isDisjoint(with: ["incomplete", "expectation"]))
            case .upToDate: #expect(kinds.isSubset(of: ["asked"]))
            case .orphan, .frozen, .new: break
            }
        }
    }

    @Test("what is done in each state is what was reviewed")
    func summary() throws {
        var counts: [String: Int] = [:]
        for row in Self.rows {
            let wayOut = row.decision.wayOut.map { "\($0)" } ?? "settled"
            counts["\(row.decision.state)  \(Self.word(row.decision.action))  \(wayOut)", default: 0] += 1
        }
        let lines = counts.sorted { $0.key < $1.key }.map { "\($0.key)  \($0.value)" }
        try expectGolden(lines.joined(separator: "\n") + "\n", at: "planning/decisions.txt")
    }

    private static func word(_ action: Action) -> String {
        switch action {
        case .publish: "publish"
        case .request: "request"
        case .protect(.obstacle(let problem)): "protect obstacle(\(problem))"
        case .protect(let protection): "protect \(protection)"
        case .fail: "fail"
        case .hold: "hold"
        case .nothing, .draw: "\(action)"
        }
    }
}
