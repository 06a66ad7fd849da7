import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("What is done about the Swift file of names")
struct TypedNamesDecisionTests {
    private static let found: [FoundNames] =
        [.absent, .own(isCurrent: true), .own(isCurrent: false), .taken(.work), .taken(.link)]
        + [.taken(.changedMeanwhile), .taken(.unreadable(PackageFolderError("a.swift", .isAFolder)))]

    @Test("absent it is written, with our mark replaced where it differs, and all else is left alone", arguments: found)
    func everyCombination(found: FoundNames) {
        for (overwrites, gainsSides) in [(false, false), (false, true), (true, false), (true, true)] {
            let decision = TypedNamesDecision(
                TypedNamesFacts(found, overwrites: overwrites, gainsSides: gainsSides))
            let expected: (ImageState, TypedNamesAction, WayOut?) =
                switch found {
                case .absent: (.missing, .write, .run)
                case .own(isCurrent: false): (.changed, .write, .run)
                case .own(isCurrent: true) where gainsSides: (.upToDate, .write, .run)
                case .own(isCurrent: true): (.upToDate, .nothing, nil)
                case .taken(.work) where overwrites: (.modified, .write, .run)
                case .taken(.work): (.modified, .protect(.work), .decide)
                case .taken(let what): (.modified, .protect(what), .makeWay)
                }
            #expect(decision.state == expected.0)
            #expect(decision.action == expected.1)
            #expect(decision.wayOut == expected.2)
        }
    }

    @Test("a state has one line of the table, and the last one takes whatever is left")
    func table() {
        let states = TypedNamesRule.table.map(\.state)
        #expect(Set(states).count == states.count)
        #expect(states.last == .upToDate)
    }

    @Test("the sides come into it of what is made, and of what comes back with other bytes than are recorded")
    func assets() throws {
        let fox = try image("fox")
        var scene = Observation()
        let lockfile = { scene.lockfile }
        #expect(scene.plan([fox]).gainsSides(beside: lockfile()))
        #expect(scene.plan([fox], options: PlanOptions(means: .placeholder)).gainsSides(beside: lockfile()))
        #expect(!scene.plan([fox], options: PlanOptions(means: .none)).gainsSides(beside: lockfile()))
        scene.lockfile.images[fox.name] = entry(for: fox, content: "fox")
        scene.objects = [digest("fox")]
        #expect(scene.plan([fox]).steps[0].action.isPublishing)
        #expect(!scene.plan([fox]).gainsSides(beside: lockfile()))
        scene.objects = []
        scene.store("another fox", for: fox)
        #expect(scene.plan([fox]).steps[0].action.isPublishing)
        #expect(scene.plan([fox]).gainsSides(beside: lockfile()))
        scene.put("fox", at: fox.output)
        #expect(!scene.plan([fox]).gainsSides(beside: lockfile()))
    }

    @Test("and of renditions that are made by another recipe, but for those that are parts of sets")
    func renditions() throws {
        var scene = try RenditionScene()
        let gains = { scene.scene.plan([scene.fox]).gainsSides(beside: scene.scene.lockfile) }
        #expect(!gains())
        scene.scene.files[scene.web.output] = nil
        #expect(try scene.step().action == .make)
        #expect(!gains())
        try scene.change(alt: "A fox")
        #expect(gains())
        try scene.change()
        scene.record(nil)
        #expect(gains())
        var set = try CatalogScene()
        set.forget()
        #expect(set.plan().steps[0].renditions.contains { $0.action == .make && $0.rendition.set != nil })
        #expect(!set.plan().gainsSides(beside: set.scene.lockfile))
    }
}

extension Action {
    fileprivate var isPublishing: Bool { if case .publish = self { true } else { false } }
}
