import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Planning of renditions: whose their files are, and where they go")
struct RenditionFilesTests {
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
        for (path, kind, action) in [
            ("Web/fox.webp", LockedKind.made, RenditionAction.make), ("Web/fox.webp", .accepted, .protect(.work)),
            ("Web/elsewhere.webp", .made, .make),
        ] {
            var scene = lost
            let record = lost.fox.record(of: lost.web, asset: "fox", content: "web", kind: kind)
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
        scene.record(scene.fox.record(of: scene.web, asset: "fox", content: "web", kind: .accepted))
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
        scene.record(scene.fox.record(of: scene.web, asset: "fox", content: "web", kind: .accepted))
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
        renamed.record(renamed.fox.record(of: renamed.web, asset: "fox", content: "web", kind: .accepted))
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
}
