import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText

@testable import ImageAssetsPlanning

/// Every combination of facts and wishes that there is, and the state that the contract gives each.
enum DecisionTable {
    static func forEachRow(_ body: (Facts, Wish, Decision) throws -> Void) rethrows {
        for facts in facts {
            let rule = Rule.fitting(facts)
            for wish in wishes { try body(facts, wish, Decision(facts, wish, by: rule)) }
        }
    }

    static let wishes: [Wish] = [PlanOptions.Means.service, .none, .unasked, .placeholder].flatMap { means in
        (0..<8).map { bits in
            Wish(
                means: means, overwrites: bits & 1 > 0, asksAnew: bits & 2 > 0, allowsPlaceholders: bits & 4 > 0)
        }
    }

    private static let files: [(Facts.File, AssetForm?)] =
        [.absent, .obstacle(.isAFolder), .recorded, .otherResult(digest("other")), .incomplete(bytes: 0)]
        .map { ($0, nil) }
        + [(.placeholder, nil), (.ofAnother, nil), (.work(digest("work")), nil)]
        + [.convertedPNG, .otherPointer, .otherKind(.known(.jpeg)), .ofCommit(.merge)]
        .map { (.work(digest("work")), $0) }

    private static let sources: [Facts.Source] = [
        .none, .found(FreeSource(.store, digest("stored"))),
        .found(FreeSource(.store, digest("stored"), .moving(dropping: nil))),
        .useless(.expectation([.minWidth(1, wanted: 2)], .stored(digest("stored")))),
        .useless(ImageFailure(.malformedResponse, .unreadAnswer(isGone: false))),
    ]

    /// What Git knows, and the sources that there can be then.
    private static let findings: [(GitFinding?, [Facts.Source])] = {
        guard let path = try? PackagePath("Images/hero.png") else { return [] }
        let copy = GitCopy(object: "abc", isPointer: false, path: path)
        let copies = [FreeSource.Arrival.back, .moving(dropping: nil)].map {
            Facts.Source.found(FreeSource(.git(copy), digest("own"), $0))
        }
        return [
            (nil, sources), (GitFinding(fetch: GitCheckout(path)), sources),
            (GitFinding(copy: copy, restore: copy.checkout), sources + copies),
        ]
    }()

    private static let lacks = Lack.Why.allCases.compactMap { why in (try? ImageName("fox")).map { Lack($0, why) } }

    /// All that can be true together.
    static let facts: [Facts] = {
        var all: [Facts] = []
        guard let name = try? ImageName("hero"), let output = try? PackagePath("Images/hero.png"),
            let old = try? PackagePath("Old/hero.png")
        else { return [] }
        var turn = 0
        for bits in 0..<64 {
            for record in [nil] + LockedKind.allCases.map(Optional.some) {
                for (file, form) in files {
                    for (git, sources) in findings {
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
                        (facts.file, facts.form, facts.git) = (file, form, git)
                        guard isPossible(facts, bits) else { continue }
                        for source in sources {
                            facts.source = source
                            // No rule asks what kind of lack it is: they take turns, and each comes in every state.
                            for lack in [nil, lacks[turn % lacks.count]] {
                                facts.lack = lack
                                all.append(facts)
                            }
                            turn += 1
                        }
                    }
                }
            }
        }
        return all
    }()

    private static func isPossible(_ facts: Facts, _ bits: Int) -> Bool {
        let (isRecorded, isHere) = (facts.record != nil, facts.file == .recorded)
        if !isRecorded, isHere || !facts.changes.isEmpty || bits & 8 > 0 { return false }
        // Git's word counts where the file is gone, or came by without being a picture.
        if facts.git != nil, !isRecorded || facts.file != .absent && facts.form == nil { return false }
        // An accepted file is there if it is at the output, or else perhaps at its old path.
        if facts.isAccepted, facts.record != .accepted || !isHere && !facts.hasMoved { return false }
        if !facts.isAccepted, facts.record == .accepted, isHere { return false }
        let canBreak = isHere && facts.changes.isEmpty && facts.record != .placeholder
        if !facts.violations.isEmpty, !canBreak { return false }
        // Whoever takes over another entry's asset has none of its own for today's recipe.
        if facts.orphan != nil, facts.isFrozen || facts.isWork || isRecorded && facts.changes.isEmpty { return false }
        return true
    }

    /// As the contract's table says it, from the top.
    static func state(_ facts: Facts) -> ImageState {
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
}
