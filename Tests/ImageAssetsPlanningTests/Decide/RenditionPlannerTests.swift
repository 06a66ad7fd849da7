import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsPlanning

/// An image with one rendition, on disk and in the lockfile as it should be, and what changes of that.
struct RenditionScene {
    var fox: Product
    let web: Rendition
    var scene = Observation()

    init(_ form: RenditionForm = RenditionForm(.webp, width: 640), frozen: Bool = false) throws {
        web = try rendition("Web/fox.webp", form)
        fox = try image("fox", frozen: frozen, alt: "A red fox", renditions: [web])
        scene.put("fox", at: fox.output)
        scene.put("web", at: web.output)
        record(fox.record(of: web, asset: "fox", content: "web"))
    }

    /// What the lockfile has of the rendition.
    mutating func record(_ record: LockedRendition?, isPlaceholder: Bool = false) {
        scene.lockfile.images[fox.name] = entry(
            for: fox, content: "fox", isPlaceholder: isPlaceholder, renditions: record.map { [web.output: $0] } ?? [:])
    }

    func step(_ options: PlanOptions = PlanOptions()) throws -> RenditionStep {
        try #require(scene.plan([fox], options: options).steps.first?.renditions.first)
    }

    /// The manifest says something else of the image.
    mutating func change(
        prompt: String = "A red fox", alt: String? = "A red fox", label: LabelOptions = LabelOptions(),
        frozen: Bool = false, _ renditions: [Rendition]? = nil
    ) throws {
        fox = try image(
            "fox", prompt: prompt, frozen: frozen, alt: alt, label: label, renditions: renditions ?? [web])
    }
}

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
        #expect(try scene.step().action == .hold(.modified))
        #expect(try scene.step().wayOut == .decide)
        scene.scene.files[scene.fox.output] = nil
        #expect(try scene.step(PlanOptions(means: .none)).action == .hold(.missing))
        scene.scene.lockfile = Lockfile()
        #expect(try scene.step(PlanOptions(means: .none)).action == .hold(.notMade))
        #expect(try scene.step(PlanOptions(means: .none)).wayOut == .allow)
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

    @Test("a file that nobody knows is somebody's work until its path is given up, by the path alone")
    func work() throws {
        var scene = try RenditionScene()
        scene.scene.put("somebody's", at: scene.web.output)
        #expect(try scene.step().state == .modified)
        #expect(try scene.step(PlanOptions(overwrite: [scene.fox.name])).action == .protect(.work))
        var options = PlanOptions()
        options.overwritePaths = [scene.web.output]
        #expect(try scene.step(options).action == .make)
    }

    @Test("nobody's work: an earlier asset, another image's, the store's, the same elsewhere, an empty file")
    func explained() throws {
        var lost = try RenditionScene()
        lost.record(nil)
        #expect(try lost.step().action == .protect(.work))
        var marked = lost
        marked.scene.ownRenditions = [digest("web")]
        #expect(try marked.step().action == .make)
        let other = try image("other")
        for (path, isAccepted, action) in [
            ("Web/fox.webp", false, RenditionAction.make), ("Web/fox.webp", true, .protect(.work)),
            ("Web/elsewhere.webp", false, .make),
        ] {
            var scene = lost
            let record = lost.fox.record(of: lost.web, asset: "fox", content: "web", isAccepted: isAccepted)
            scene.scene.lockfile.images[other.name] = entry(
                for: other, content: "other", renditions: [try PackagePath(path): record])
            #expect(try scene.step().action == action)
        }
        var asset = lost
        asset.scene.lockfile.images[other.name] = entry(for: other, content: "web", path: lost.web.output)
        #expect(try asset.step().action == .make)
        var empty = try RenditionScene()
        empty.scene.put("", at: empty.web.output)
        #expect(try empty.step().state == .missing)
        #expect(try empty.step().action == .make)
    }

    @Test("an asset's place where a rendition was published holds nobody's work")
    func assetInPlaceOfRendition() throws {
        let hero = try image("hero", output: "Art/hero.png")
        let fox = try image("fox")
        let record = fox.record(of: try rendition("Art/hero.png"), asset: "fox", content: "small")
        var scene = Observation()
        scene.put("small", at: hero.output)
        let lock = ["fox": entry(for: fox, content: "fox", renditions: [hero.output: record])]
        #expect(try scene.plan([hero], lock: lock).steps[0].action == .request(sharedWith: nil))
        #expect(try scene.plan([hero], lock: [:]).steps[0].action == .protect(.work))
    }

    @Test("what was accepted stays while its recipe does, and later until it is accepted again or given up")
    func accepted() throws {
        var scene = try RenditionScene()
        scene.record(scene.fox.record(of: scene.web, asset: "fox", content: "web", isAccepted: true))
        #expect(try scene.step().isSettled)
        var options = PlanOptions()
        options.overwritePaths = [scene.web.output]
        #expect(try scene.step(options).action == .make)
        #expect(try scene.step(options).reasons == [.asked])
        try scene.change([rendition("Web/fox.webp", RenditionForm(.webp, width: 1280))])
        #expect(try scene.step().action == .protect(.accepted))
        #expect(try scene.step(options).action == .make)
    }

    @Test("of what was accepted and is gone the store is asked, and where it moves, too; else it is said whose it was")
    func restored() throws {
        var scene = try RenditionScene()
        scene.record(scene.fox.record(of: scene.web, asset: "fox", content: "web", isAccepted: true))
        scene.scene.files[scene.web.output] = nil
        #expect(try scene.step().action == .make)
        #expect(try scene.step().reasons == [.missing, .lostWork(digest("web"))])
        scene.scene.objects = [digest("web")]
        #expect(try scene.step().action == .restore)
        #expect(try scene.step().reasons == [.missing])
        #expect(try scene.step(PlanOptions(means: .none)).action == .restore)
        scene.scene.put("ours", at: scene.web.output)
        scene.scene.ownRenditions = [digest("ours")]
        #expect(try scene.step().action == .restore)
        #expect(try scene.step().state == .missing)
        #expect(try scene.step().reasons == [.other(recorded: digest("web"), found: digest("ours"))])
        scene.scene.files[scene.web.output] = nil
        try scene.change([rendition("Art/fox.webp")])
        #expect(try scene.step().action == .move(from: scene.web.output))
        scene.scene.objects = []
        #expect(try scene.step().action == .make)
    }

    @Test("our own that is gone is made again, whatever the store holds")
    func ownMissing() throws {
        var scene = try RenditionScene()
        scene.scene.files[scene.web.output] = nil
        scene.scene.objects = [digest("web")]
        #expect(try scene.step().action == .make)
        #expect(try scene.step().reasons == [.missing])
        try scene.change([rendition("Art/fox.webp")])
        #expect(try scene.step().action == .make)
    }

    @Test("a rendition that takes another path moves there, also with a renamed image and with its mark")
    func renames() throws {
        var scene = try RenditionScene()
        let place = try rendition("Art/fox.webp")
        try scene.change([place])
        let moved = try scene.step()
        #expect(moved.state == .renamed)
        #expect(moved.action == .move(from: scene.web.output))
        #expect(moved.reasons == [.output(old: scene.web.output, new: place.output)])
        #expect(scene.scene.plan([scene.fox]).orphanRenditions.isEmpty)
        // Somebody moved the file already.
        scene.scene.put("web", at: place.output)
        scene.scene.files[scene.web.output] = nil
        #expect(try scene.step().action == .move(from: scene.web.output))
        scene.scene.files[place.output] = nil
        #expect(try scene.step().action == .make)
        #expect(scene.scene.plan([scene.fox]).orphanRenditions.map(\.path) == [scene.web.output])

        var renamed = try RenditionScene()
        let owl = try image("owl", alt: "A red fox", renditions: [place])
        renamed.record(renamed.fox.record(of: renamed.web, asset: "fox", content: "web", isAccepted: true))
        let step = try #require(renamed.scene.plan([owl]).steps.first)
        #expect(step.state == .renamed)
        #expect(step.renditions.map(\.action) == [.move(from: renamed.web.output)])
        #expect(step.renditions[0].record?.isAccepted == true)
    }

    @Test("two renditions that are the same take two paths, each once")
    func pairs() throws {
        var scene = try RenditionScene()
        let places = try ["A/fox.webp", "B/fox.webp"].map { try rendition($0) }
        try scene.change(places)
        let actions = scene.scene.plan([scene.fox]).steps[0].renditions.map(\.action)
        #expect(actions == [.move(from: scene.web.output), .make])
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
            scene.fox.record(of: scene.web, asset: "fox", content: "web", isPlaceholder: true), isPlaceholder: true)
        let allowed = PlanOptions(allowsPlaceholders: true)
        #expect(try scene.step(allowed).state == .placeholder)
        #expect(try scene.step(allowed).isSettled)
        #expect(scene.scene.plan([scene.fox], options: allowed).steps[0].isSettled)
        #expect(try scene.step(PlanOptions(means: .placeholder)).action == .nothing)
        #expect(try scene.step().action == .make)
        // What was made of the true picture stays.
        scene.record(scene.fox.record(of: scene.web, asset: "true", content: "web"), isPlaceholder: true)
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
        let steps = planner.steps(for: scene.fox, of: RenditionOrigin(recorded), recorded: records)
        #expect(steps.map(\.reasons) == [[.asset(old: digest("fox"), new: digest("grey"))]])
        #expect(steps.map(\.found) == [.file(digest("web"), byteCount: 3)])
    }
}
