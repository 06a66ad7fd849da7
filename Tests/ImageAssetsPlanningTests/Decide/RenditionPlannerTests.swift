import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Planning of renditions")
struct RenditionPlannerTests {
    @Test("what is as the lockfile says is left as it is, and its image is settled")
    func upToDate() throws {
        let scene = try RenditionScene()
        #expect(try scene.step().state == .upToDate)
        #expect(try scene.step().action == .nothing)
        let plan = scene.scene.plan([scene.fox])
        #expect(plan.steps[0].isSettled && plan.steps[0].isIdle)
        #expect(plan.claimed.contains(scene.web.output))
    }

    @Test("each key that changed is named with old and new, and no request follows from it")
    func changes() throws {
        var other = RenditionForm(.webp, width: 1280)
        other.cutout = .init(color: RGBAColor(0, 255, 0))
        var scene = try RenditionScene()
        try scene.change(alt: "A fox", [rendition("Web/fox.webp", other)])
        let step = try scene.step()
        #expect(step.state == .changed)
        #expect(step.action == .make)
        #expect(
            step.reasons == [
                .key("cutout", old: nil, new: true), .key("cutout.color", old: nil, new: "#00ff00"),
                .key("label.alt", old: "A red fox", new: "A fox"), .key("width", old: 640, new: 1280),
            ])
        let plan = scene.scene.plan([scene.fox])
        #expect(plan.requests == 0 && plan.steps[0].isAssetSettled && !plan.steps[0].isSettled)
        try scene.change(label: LabelOptions(isWritten: false))
        let reasons = try scene.step().reasons
        #expect(reasons.contains(.key("label", old: true, new: false)))
        #expect(!reasons.contains { if case .key("label.alt", _, _) = $0 { true } else { false } })
    }

    @Test("of an asset that is asked for nobody knows the bytes yet")
    func requested() throws {
        var scene = try RenditionScene()
        try scene.change(prompt: "A grey fox")
        let step = try scene.step()
        #expect(step.recipe == nil)
        #expect(step.reasons == [.asset(old: digest("fox"), new: nil)])
        #expect(step.action == .make)
    }

    @Test("where the request is held back, the rendition follows the asset that is there")
    func held() throws {
        var scene = try RenditionScene()
        try scene.change(prompt: "A grey fox")
        for options in [PlanOptions(means: .none), PlanOptions(budget: Budget(0))] {
            let step = try scene.step(options)
            #expect(step.state == .upToDate, "\(options)")
            #expect(step.recipe?.asset == digest("fox"))
        }
        try scene.change(prompt: "A grey fox", [rendition("Web/fox.webp", RenditionForm(.webp, width: 1280))])
        #expect(try scene.step(PlanOptions(budget: Budget(0))).action == .make)
    }

    @Test("bytes that cost nothing are known beforehand")
    func free() throws {
        var scene = try RenditionScene()
        try scene.change(prompt: "A grey fox")
        scene.scene.store("grey", for: scene.fox)
        let step = try scene.step()
        #expect(step.recipe == scene.fox.recipe(of: scene.web, asset: "grey"))
        #expect(step.reasons == [.asset(old: digest("fox"), new: digest("grey"))])
    }

    @Test("of a missing or modified asset none is made, and what makes the asset right is the way out")
    func lacks() throws {
        var scene = try RenditionScene()
        scene.record(nil)
        scene.scene.files[scene.web.output] = nil
        scene.scene.put("somebody's", at: scene.fox.output)
        #expect(try scene.step().action == .hold(RenditionLack(.modified)))
        #expect(try scene.step().wayOut == .decide)
        scene.scene.files[scene.fox.output] = nil
        #expect(try scene.step(PlanOptions(means: .none)).action == .hold(RenditionLack(.missing)))
        scene.scene.lockfile = Lockfile()
        #expect(try scene.step(PlanOptions(means: .none)).action == .hold(RenditionLack(.notMade)))
        #expect(try scene.step(PlanOptions(means: .none)).wayOut == .allow)
    }

    @Test("what an asset lacks follows from how its step ended, from what is recorded and from what is there")
    func lacksByEnding() throws {
        let fox = try image("fox")
        let failed = Schedule.Ending.left(.fail(ImageFailure(.moderation, .error("refused"))))
        let held: [Schedule.Ending] = [
            .left(.nothing), .left(.hold(.offline)), .left(.hold(.lack(Lack(fox.name, .held)))),
            .left(.protect(.accepted)), .left(.protect(.realImage)), .left(.request(sharedWith: nil)), .left(.draw),
            .left(.publish(FreeSource(.store, digest("grey")))),
        ]
        let place = AssetFile.file(digest("fox"), byteCount: 3)
        let other = AssetFile.file(digest("other"), byteCount: 5)
        typealias Why = RenditionLack.Why
        let expected: [(endings: [Schedule.Ending], recorded: Bool, found: AssetFile, why: Why?)] =
            [(true, place), (true, other), (true, .absent), (false, other), (false, .absent)].map {
                ([.left(.protect(.work)), .left(.protect(.obstacle(.isAFolder)))], $0.0, $0.1, .modified)
            } + [
                ([.made(AssetBytes(digest("fox"), byteCount: 3))], true, .absent, nil),
                (held + [failed], true, place, nil), (held, true, other, .modified), (held, true, .absent, .missing),
                (held, false, other, .notMade), (held, false, .absent, .notMade), ([failed], true, other, .failed),
                ([failed], true, .absent, .failed), ([failed], false, .absent, .failed),
            ]
        for row in expected {
            for ending in row.endings {
                let entry = row.recorded ? entry(for: fox, content: "fox") : nil
                let origin = RenditionOrigin(fox, entry, found: row.found, after: ending, wayOut: .allow)
                #expect(origin.lack == row.why, "\(ending) \(row)")
                #expect(origin.asset == entry?.asset.sha256 && origin.wayOut == .allow)
            }
        }
    }

    @Test("a Git LFS pointer to the recorded object stands for the asset, and for the rendition")
    func pointers() throws {
        var scene = try RenditionScene()
        scene.scene.files[scene.fox.output] = .pointer(digest("fox"), byteCount: 130)
        scene.scene.files[scene.web.output] = .pointer(digest("web"), byteCount: 130)
        #expect(try scene.step().state == .upToDate)
        scene.scene.files[scene.web.output] = .pointer(digest("other"), byteCount: 130)
        #expect(try scene.step().action == .protect(.work))
    }

    @Test("a frozen image's renditions follow their recipes")
    func frozen() throws {
        var scene = try RenditionScene(frozen: true)
        #expect(try scene.step().isSettled)
        try scene.change(frozen: true, [rendition("Web/fox.webp", RenditionForm(.webp, width: 1280))])
        #expect(try scene.step().action == .make)
        #expect(scene.scene.plan([scene.fox]).steps[0].action == .nothing)
    }

    @Test("a placeholder's rendition is one, without cut-out and label, and settled where placeholders are allowed")
    func placeholder() throws {
        var form = RenditionForm(.webp, width: 640)
        form.cutout = .init()
        var scene = try RenditionScene(form)
        scene.record(
            scene.fox.record(of: scene.web, asset: "fox", content: "web", kind: .placeholder), ofAsset: .placeholder)
        let allowed = PlanOptions(allowsPlaceholders: true)
        #expect(try scene.step(allowed).state == .placeholder)
        #expect(try scene.step(allowed).isSettled)
        #expect(scene.scene.plan([scene.fox], options: allowed).steps[0].isSettled)
        #expect(try scene.step(PlanOptions(means: .placeholder)).action == .nothing)
        #expect(try scene.step().action == .make)
        // What was made of the true picture stays.
        scene.record(scene.fox.record(of: scene.web, asset: "true", content: "web"), ofAsset: .placeholder)
        #expect(try scene.step(PlanOptions(means: .placeholder)).action == .protect(.realImage))
        #expect(try scene.step(allowed).isSettled)
    }

    @Test("what the lockfile knows of it and breaks `expect` is told, and not made again in vain")
    func broken() throws {
        var scene = try RenditionScene()
        try scene.change([rendition("Web/fox.webp", expect: Expectation(alpha: .required, maxBytes: 2))])
        let step = try scene.step()
        #expect(step.state == .broken)
        #expect(step.reasons == [.expectation(.maxBytes(3, wanted: 2))])
        #expect(step.action == .nothing && step.wayOut == .mend)
        // What the file itself says is asked, too.
        try scene.change([rendition("Web/fox.webp", expect: Expectation(alpha: .required))])
        #expect(try scene.step().isSettled)
        scene.scene.decoded[scene.web.output] = AssetFacts(width: 640, height: 427, bitDepth: 8, colorType: .rgb)
        #expect(try scene.step().reasons == [.expectation(.isOpaque)])
    }

    @Test("renditions that left the manifest are listed, and fail nothing")
    func orphans() throws {
        var scene = try RenditionScene()
        try scene.change([])
        let plan = scene.scene.plan([scene.fox])
        #expect(plan.orphanRenditions.map(\.path) == [scene.web.output])
        #expect(plan.steps[0].isSettled)
    }

    @Test("a run that is only about a rendition asks for nothing")
    func unasked() throws {
        var scene = try RenditionScene()
        try scene.change(prompt: "A grey fox")
        scene.scene.put("somebody's", at: scene.web.output)
        var options = PlanOptions(names: [scene.fox.name])
        (options.overwritePaths, options.unasked) = ([scene.web.output], [scene.fox.name])
        let plan = scene.scene.plan([scene.fox], options: options)
        #expect(plan.requests == 0)
        #expect(plan.steps[0].action == .hold(.unasked))
        #expect(plan.steps[0].renditions.map(\.action) == [.make])
    }

    @Test("the run asks again by what it recorded, with the same answer")
    func again() throws {
        var scene = try RenditionScene()
        try scene.change(prompt: "A grey fox")
        let recorded = entry(for: scene.fox, content: "grey")
        let records = LockedRendition.records(of: scene.scene.lockfile.images[scene.fox.name], besides: nil)
        let planner = RenditionPlanner(
            in: scene.scene, PlanOptions(), LockIndex(scene.scene.lockfile, products: [scene.fox]))
        let origins = RenditionOrigins(RenditionOrigin(recorded, of: scene.fox.entry))
        let steps = planner.steps(for: scene.fox, of: origins, recorded: records)
        #expect(steps.map(\.reasons) == [[.asset(old: digest("fox"), new: digest("grey"))]])
        #expect(steps.map(\.found) == [.file(digest("web"), byteCount: 3)])
    }
}
