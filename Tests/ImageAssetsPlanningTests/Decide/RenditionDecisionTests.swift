import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsPlanning

/// Every combination of facts and wishes that there is of a rendition, against what the contract says of each.
@Suite("Decisions about renditions: every combination")
struct RenditionDecisionTests {
    private struct Row {
        let facts: RenditionFacts
        let wish: Wish
        let decision: RenditionDecision

        /// What makes the asset right makes it right.
        var waitsForAsset: Bool {
            if decision.wayOut == nil || facts.wayOutOfAsset == nil { return false }
            switch decision.action {
            case .hold, .protect(.realImage): return true
            case .nothing: return decision.state == .placeholder
            case .make, .move, .restore, .protect: return false
            }
        }
    }

    private static let rows: [Row] = facts().flatMap { facts in
        wishes.map { Row(facts: facts, wish: $0, decision: RenditionDecision(facts, $0)) }
    }

    private static let wishes: [Wish] = [PlanOptions.Means.service, .none, .unasked, .placeholder].flatMap { means in
        (0..<4).map { Wish(means: means, overwrites: $0 & 1 > 0, allowsPlaceholders: $0 & 2 > 0) }
    }

    private static let files: [RenditionFacts.File] = [
        .absent, .obstacle(.isAFolder), .recorded, .ours(digest("ours")), .work(digest("work")),
    ]

    /// All that can be true together.
    private static func facts() -> [RenditionFacts] {
        guard let output = try? PackagePath("Web/fox.webp"), let old = try? PackagePath("Old/fox.webp") else {
            return []
        }
        var all: [RenditionFacts] = []
        var turn = 0
        for bits in 0..<64 {
            for record in [nil] + LockedKind.allCases.map(Optional.some) {
                for file in files {
                    for lack in [nil] + RenditionLack.Why.allCases.map({ RenditionLack($0) }) {
                        var facts = RenditionFacts(at: output)
                        (facts.record, facts.file, facts.lack) = (record, file, lack)
                        if record != nil { facts.recorded = digest("own") }
                        facts.changes = bits & 1 > 0 ? [.key("width", old: 640, new: 1280)] : []
                        facts.violations = bits & 2 > 0 ? [.minWidth(1, wanted: 2)] : []
                        facts.isOfPlaceholder = bits & 4 > 0
                        // No rule asks what way it is: they take turns, and each comes in every state.
                        facts.wayOutOfAsset = bits & 8 > 0 ? WayOut.allCases[turn % WayOut.allCases.count] : nil
                        facts.movesFrom = bits & 16 > 0 ? old : nil
                        facts.isStored = bits & 32 > 0
                        guard isPossible(facts) else { continue }
                        all.append(facts)
                        if bits & 8 > 0 { turn += 1 }
                    }
                }
            }
        }
        return all
    }

    private static func isPossible(_ facts: RenditionFacts) -> Bool {
        // Nobody asks the store for anything else.
        if facts.isStored, !facts.isAcceptedMissing, facts.movesFrom == nil { return false }
        if facts.record == nil, facts.file == .recorded || !facts.changes.isEmpty { return false }
        // What moves is the same by its fingerprint, its asset is there, and its place is free.
        if facts.movesFrom != nil {
            return facts.record != nil && facts.changes.isEmpty && facts.violations.isEmpty && facts.lack == nil
                && !facts.isWork && !facts.isObstacle
        }
        let isThere = facts.file == .recorded || facts.isStored
        let canBreak = isThere && facts.changes.isEmpty && [.made, .accepted].contains(facts.record)
        return facts.violations.isEmpty || canBreak
    }

    /// As the contract's table of an image's states says it, from the top.
    private static func state(_ facts: RenditionFacts) -> ImageState {
        if facts.movesFrom != nil { return .renamed }
        if facts.record == nil { return .new }
        switch facts.file {
        case .work, .obstacle: return .modified
        case _ where facts.record == .placeholder: return .placeholder
        case _ where !facts.changes.isEmpty: return .changed
        case .absent, .ours: return .missing
        case .recorded: return facts.violations.isEmpty ? .upToDate : .broken
        }
    }

    @Test("there are thousands of them, each in the state that comes first in the contract's order")
    func states() {
        #expect(Self.rows.count > 5_000)
        let possible = Set(ImageState.allCases).subtracting([.orphan, .frozen])
        #expect(Set(Self.rows.map(\.decision.state)) == possible)
        for row in Self.rows where row.decision.state != Self.state(row.facts) {
            Issue.record("\(row.facts) is \(row.decision.state)")
        }
    }

    @Test("somebody's work goes only by --overwrite with its path, and what no file can replace never does")
    func work() {
        for row in Self.rows {
            let (facts, action) = (row.facts, row.decision.action)
            if facts.isObstacle { #expect(action == .protect(.obstacle(.isAFolder))) }
            if row.wish.overwrites { continue }
            if facts.isWork { #expect(action == .protect(.work)) }
            if facts.isAccepted, action == .make { Issue.record("\(facts) is replaced") }
            if facts.isAcceptedMissing, facts.isStored { #expect(action == .restore) }
        }
    }

    @Test("nothing is made without an asset, and what is as recorded needs none")
    func lacks() {
        for row in Self.rows {
            guard let lack = row.facts.lack else {
                if case .hold = row.decision.action { Issue.record("\(row.facts) is held") }
                continue
            }
            switch row.decision.action {
            case .make, .move: Issue.record("\(row.facts) is made")
            case .hold(let why):
                #expect(why == lack)
                #expect(row.decision.wayOut == row.facts.wayOutOfAsset ?? .parents)
            case .nothing, .protect, .restore: break
            }
        }
    }

    @Test("a placeholder's takes the place of no true picture's")
    func placeholders() {
        for row in Self.rows where row.facts.isOfPlaceholder && row.facts.isReal && !row.wish.overwrites {
            if row.decision.action == .make { Issue.record("\(row.facts) is replaced") }
        }
        for row in Self.rows where row.facts.isCurrentPlaceholder && row.facts.movesFrom == nil {
            #expect(row.decision.action == .nothing)
            #expect((row.decision.wayOut == nil) == row.wish.allowsPlaceholders)
        }
    }

    @Test("a rendition is settled when nothing is to be done, and else there is a way out that fits")
    func waysOut() {
        for row in Self.rows {
            guard let wayOut = row.decision.wayOut else {
                let isSpared = row.decision.action == .protect(.realImage)
                #expect(row.decision.action == .nothing || isSpared)
                #expect([.upToDate, .placeholder].contains(row.decision.state) || isSpared)
                continue
            }
            let fitting: WayOut =
                switch row.decision.action {
                case .nothing: row.decision.state == .broken ? .mend : row.facts.wayOutOfAsset ?? .run
                case .make, .move, .restore: .run
                case .protect(.work): .decide
                case .protect(.accepted): row.facts.violations.isEmpty ? .decide : .mend
                case .protect(.realImage): row.facts.wayOutOfAsset ?? .ask
                case .protect(.obstacle): .makeWay
                case .hold: row.facts.wayOutOfAsset ?? .parents
                }
            #expect(fitting == wayOut, "\(row.facts) \(row.decision.action) \(wayOut)")
        }
    }

    @Test("once its action is done a rendition is settled, but for a placeholder's and for what a person has to decide")
    func onceDone() {
        for row in Self.rows {
            let (facts, left) = (row.facts, row.decision.wayOutOnceDone)
            let spared = facts.isOfPlaceholder && !facts.changes.isEmpty
            let allows = row.wish.allowsPlaceholders
            let fitting: WayOut? =
                switch row.decision.action {
                case .nothing, .protect, .hold: row.decision.wayOut
                case .make: facts.isOfPlaceholder && !allows ? facts.wayOutOfAsset ?? .run : nil
                case .move where facts.record == .placeholder:
                    !facts.isOfPlaceholder ? .run : allows ? nil : facts.wayOutOfAsset ?? .run
                case .move: nil
                case .restore where spared:
                    allows || row.wish.means == .placeholder ? nil : facts.wayOutOfAsset ?? .ask
                case .restore: !facts.changes.isEmpty ? .decide : facts.violations.isEmpty ? nil : .mend
                }
            #expect(fitting == left, "\(facts) \(row.wish) \(row.decision.action) \(String(describing: left))")
        }
    }

    @Test("each state has a reason that says why")
    func reasons() {
        for row in Self.rows {
            let kinds = Set(row.decision.reasons.map { String("\($0)".prefix { $0 != "(" }) })
            let isLost = row.facts.isAcceptedMissing && !row.facts.isStored
            #expect(kinds.contains("lostWork") == isLost)
            switch row.decision.state {
            case .renamed: #expect(kinds.contains("output"))
            case .new: #expect(!kinds.isDisjoint(with: ["neverMade", "modified", "obstacle"]))
            case .modified: #expect(!kinds.isDisjoint(with: ["modified", "obstacle"]))
            case .placeholder: #expect(kinds.contains("placeholder"))
            case .changed: #expect(kinds.contains("key"))
            case .missing: #expect(kinds.contains("missing") != kinds.contains("other"))
            case .broken: #expect(kinds.contains("expectation"))
            case .upToDate: #expect(kinds.isEmpty == (row.decision.action == .nothing))
            case .orphan, .frozen: Issue.record("no state of a rendition")
            }
        }
    }

    @Test("what is done in each state is what was reviewed")
    func summary() throws {
        var counts: [String: Int] = [:]
        for row in Self.rows {
            let way = row.waitsForAsset ? "its asset's" : row.decision.wayOut.map { "\($0)" } ?? "settled"
            counts["\(row.decision.state)  \(Self.word(row.decision.action))  \(way)", default: 0] += 1
        }
        let lines = counts.sorted { $0.key < $1.key }.map { "\($0.key)  \($0.value)" }
        try expectGolden(lines.joined(separator: "\n") + "\n", at: "planning/renditions.txt")
    }

    private static func word(_ action: RenditionAction) -> String {
        switch action {
        case .move: "move"
        case .protect(.obstacle(let fault)): "protect obstacle(\(fault))"
        case .protect(let protection): "protect \(protection)"
        case .hold(let lack): "hold \(lack.why)"
        case .nothing, .make, .restore: "\(action)"
        }
    }
}
