import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Planning of sets in catalogs")
struct CatalogPlannerTests {
    /// What became of the image that is shown in dark appearance.
    private enum Night: String, CaseIterable {
        case upToDate, neverMade, changed, missing, work, placeholder, broken

        func apply(to catalog: inout CatalogScene) throws {
            let night = catalog.night
            switch self {
            case .upToDate: break
            case .neverMade:
                catalog.scene.lockfile.images[night.name] = nil
                catalog.scene.files[night.output] = .absent
            case .changed:
                catalog.scene.lockfile.images[night.name] = entry(
                    for: try image("fox-night", prompt: "Something else"), content: "fox-night")
            case .missing: catalog.scene.files[night.output] = .absent
            case .work: catalog.scene.put("somebody's", at: night.output)
            case .placeholder:
                catalog.scene.lockfile.images[night.name] = entry(for: night, content: "fox-night", kind: .placeholder)
                try catalog.publish(darkKind: .placeholder)
            case .broken: catalog.scene.files[night.output] = .obstacle(.isAFolder)
            }
        }
    }

    @Test("a set by what became of the image that it shows in another appearance, and by what a run may do")
    func table() throws {
        var lines: [String] = []
        let ways: [(String, PlanOptions)] = [
            ("online", PlanOptions()), ("offline", PlanOptions(means: .none)),
            ("capped", PlanOptions(budget: Budget(0))),
            ("placeholder", PlanOptions(means: .placeholder)),
            ("allowing placeholders", PlanOptions(means: .none, allowsPlaceholders: true)),
        ]
        for isMade in [true, false] {
            for night in Night.allCases {
                for (way, options) in ways {
                    var catalog = try CatalogScene()
                    try night.apply(to: &catalog)
                    if !isMade { catalog.forget() }
                    let plan = catalog.plan(options)
                    let dark = plan.steps.first { $0.name == catalog.night.name }
                    lines.append(
                        "\(isMade ? "made" : "new"), \(night.rawValue), \(way): \(plan.requests) requests, night \(dark?.state.rawValue ?? "")"
                    )
                    lines += catalog.words(options).map { "    \($0)" }
                }
            }
        }
        try expectGolden(lines.joined(separator: "\n") + "\n", at: "planning/catalogs.txt")
    }

    @Test("no fingerprint of an asset knows of the other appearance")
    func fingerprints() throws {
        let catalog = try CatalogScene()
        #expect(catalog.fox.fingerprint == (try image("fox").fingerprint))
    }

    @Test("the other appearance's new bytes make its file anew, and no other")
    func other() throws {
        var catalog = try CatalogScene()
        catalog.scene.lockfile.images[catalog.night.name] = entry(for: catalog.night, content: "darker")
        catalog.scene.put("darker", at: catalog.night.output)
        #expect(catalog.words() == ["upToDate, nothing, settled", "changed, make, run", "upToDate, nothing, settled"])
    }

    @Test("a plan about one image is about those that its sets show, and about what these are made from")
    func companions() throws {
        let catalog = try CatalogScene()
        let base = try image("base")
        let night = try image("fox-night", references: [reference(to: base)])
        let products = [catalog.fox, night, base, try image("other")]
        #expect(products.companions(of: [catalog.fox.name]) == [night.name, base.name])
    }

    @Test("two images may show each other")
    func mutual() throws {
        let a = try image("a", renditions: try renditions(ofSet: "A.xcassets/a.imageset", dark: "b"))
        let b = try image("b", prompt: "B", renditions: try renditions(ofSet: "A.xcassets/b.imageset", dark: "a"))
        let plan = Observation().plan([a, b])
        #expect(plan.requests == 2)
        #expect(plan.steps.allSatisfy { $0.renditions.allSatisfy { $0.action == .make } })
    }

    @Test("what the run knows by then of an image that no step is about counts")
    func given() throws {
        let catalog = try CatalogScene()
        let options = PlanOptions(names: [catalog.fox.name])
        let darker = AssetBytes(digest("darker"), byteCount: 1)
        for (bytes, new) in [(darker, digest("darker")), (nil, nil)] as [(AssetBytes?, SHA256Digest?)] {
            let plan = Planner(
                [catalog.fox, catalog.night], in: catalog.scene, options, given: [catalog.night.name: bytes]
            )
            .plan()
            let steps = try #require(plan.steps.first).renditions
            #expect(steps[1].reasons == [.asset(old: digest("fox-night"), new: new)])
            #expect(steps[0].state == .upToDate && steps[2].state == .upToDate)
        }
    }

    // MARK: Moves

    @Test("a set under another name: its pictures move, and what names them is written anew")
    func moves() throws {
        var catalog = try CatalogScene()
        catalog.fox = try image(
            "fox",
            renditions: try renditions(
                ofSet: "App/Assets.xcassets/wolf.imageset", .image(scales: [1]), dark: "fox-night"))
        let plan = catalog.plan()
        #expect(
            plan.steps[0].renditions.compactMap(\.source?.lastPart) == ["fox.png", "fox-dark.png", "Contents.json"])
        #expect(plan.orphanRenditions.isEmpty)
        // Killed after the old one went.
        let contents = try PackagePath("\(CatalogScene.set)/Contents.json")
        catalog.scene.files[contents] = .absent
        #expect(catalog.plan().steps[0].renditions[2].action == .move(from: contents))
        // Somebody changed it: it names files of the old set, and stays where it is.
        catalog.scene.put("somebody's", at: contents)
        #expect(catalog.plan().steps[0].renditions[2].action == .make)
        #expect(catalog.plan().orphanRenditions.map(\.path) == [contents])
    }

    @Test("of equal pictures each moves to its own place in the set")
    func slots() throws {
        let kind = CatalogContents.Kind.icon(platforms: [.ios, .watchos])
        func icon(_ name: String) throws -> Product {
            try image(
                "fox", renditions: try renditions(ofSet: "A.xcassets/\(name).appiconset", kind, RenditionForm(.png)))
        }
        let old = try icon("AppIcon")
        var scene = Observation()
        let origins = RenditionOrigins(RenditionOrigin(digest("fox"), of: old.entry, old.recipe))
        var records: [PackagePath: LockedRendition] = [:]
        scene.put("fox", at: old.output)
        for file in old.entry.renditions {
            scene.put(file.output.lastPart, at: file.output)
            records[file.output] = LockedRendition(
                origins.recipe(of: file), sha256: digest(file.output.lastPart), byteCount: 1,
                facts: file.form == nil ? nil : pictureFacts(1024, 1024))
        }
        scene.lockfile.images[old.name] = entry(for: old, content: "fox", renditions: records)
        let steps = scene.plan([try icon("New")]).steps[0].renditions
        #expect(steps.map { $0.output.lastPart } == ["New.png", "New-watchos.png", "Contents.json"])
        #expect(steps.map { $0.source?.lastPart } == ["AppIcon.png", "AppIcon-watchos.png", "Contents.json"])
    }

    @Test("a set whose files are all gone is made anew under its new name")
    func goneAndRenamed() throws {
        var catalog = try CatalogScene()
        for file in catalog.fox.entry.renditions { catalog.scene.files[file.output] = .absent }
        catalog.fox = try image(
            "fox",
            renditions: try renditions(ofSet: "A.xcassets/wolf.imageset", .image(scales: [1]), dark: "fox-night"))
        #expect(catalog.plan().steps[0].renditions.prefix(2).map(\.action) == [.make, .make])
    }

    @Test("somebody's Contents.json is protected like any file, by its own path")
    func protected() throws {
        var catalog = try CatalogScene()
        let contents = catalog.fox.entry.renditions[2].output
        catalog.scene.put("somebody's", at: contents)
        let quiet = "upToDate, nothing, settled"
        #expect(catalog.words() == [quiet, quiet, "modified, protect work, decide"])
        var options = PlanOptions()
        options.overwritePaths = [contents]
        #expect(catalog.words(options) == [quiet, quiet, "modified, make, run"])
        let entry = try #require(catalog.scene.lockfile.images[catalog.fox.name])
        var records = entry.renditions
        records[contents]?.sha256 = digest("somebody's")
        records[contents]?.kind = .accepted
        catalog.scene.lockfile.images[catalog.fox.name] = entry.with(records)
        #expect(catalog.words() == [quiet, quiet, quiet])
    }
}
