import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsRuns
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsObservation
@testable import ImageAssetsStore

/// What a plan says of renditions whose asset is not there, and what the run of that plan says.
@Suite("A plan and its run agree about renditions")
struct RenditionAgreementTests {
    private static let everyOptions = [
        PlanOptions(budget: Budget(0)), PlanOptions(means: .none), PlanOptions(means: .placeholder),
    ]

    /// One image for each combination of what is recorded of it, what lies there and what is wanted.
    private struct Scenes {
        var products: [Product] = []
        var observation = Observation()

        init() throws {
            let parent = try image("parent", prompt: "parent")
            products.append(parent)
            for bits in 0..<32 {
                for record in 0..<4 {
                    for file in 0..<5 { try add(bits, record: record, file: file, parent) }
                }
            }
        }

        private mutating func add(_ bits: Int, record: Int, file: Int, _ parent: Product) throws {
            let (isFrozen, isChanged, isUseless) = (bits & 1 > 0, bits & 2 > 0, bits & 4 > 0)
            let (isChild, hasMoved) = (bits & 8 > 0, bits & 16 > 0)
            let name = "i\(bits)-\(record)-\(file)"
            func made(_ prompt: String, of parent: Reference) throws -> Product {
                try image(
                    name, prompt: prompt, references: isChild ? [parent] : [],
                    expect: isUseless ? Expectation(minWidth: 5_000) : .none, frozen: isFrozen,
                    renditions: [rendition("Web/\(name).png", RenditionForm(.png, width: 1))])
            }
            let product = try made(name, of: reference(to: parent))
            products.append(product)
            let old = try PackagePath(hasMoved ? "Old/\(name).png" : "Images/\(name).png")
            if record > 0 {
                let before = try made(isChanged ? "before" : name, of: reference(parent.output.text, "parent"))
                observation.lockfile.images[product.name] = entry(
                    for: before, content: name, path: old,
                    kind: [.made, .placeholder, .accepted][record - 1])
                if hasMoved { observation.put(name, at: old) }
            }
            if isUseless { observation.store("useless \(name)", for: product) }
            switch file {
            case 1: observation.put(name, at: product.output)
            case 2: observation.put("work \(name)", at: product.output)
            case 3: observation.put("", at: product.output)
            case 4: observation.files[product.output] = .obstacle(.isAFolder)
            default: break
            }
        }
    }

    @Test("by every action that leaves the asset as it is, recorded or not, in its place or not")
    func agree() async throws {
        let scenes = try Scenes()
        let (products, seen) = (scenes.products, scenes.observation)
        var met: Set<String> = []
        for options in Self.everyOptions {
            let plan = seen.plan(products, options: options)
            let report = try await run(plan, in: seen, LockIndex(seen.lockfile, products: products))
            #expect(report.images.count == products.count)
            for (step, image) in zip(plan.steps, report.images) {
                guard let planned = step.renditions.first, let ended = image.renditions.first, !step.makes else {
                    continue
                }
                let entry = seen.lockfile.images[step.name]
                let isInPlace = entry != nil && step.found.digest == entry?.asset.sha256
                met.insert("\(step.word) \(entry != nil) \(isInPlace)")
                let hold = if case .hold(let lack) = planned.action { lack } else { RenditionLack?.none }
                #expect(ended.hold == hold, "\(step.name) \(step.action)")
                if hold != nil { #expect(ended.wayOut == planned.wayOut, "\(step.name) \(step.action)") }
            }
        }
        for word in ["nothing", "fail", "hold", "accepted", "realImage"] {
            #expect(met.contains("\(word) true true"), "\(word) in place: \(met)")
        }
        for word in ["work", "obstacle", "fail", "hold", "nothing", "accepted"] {
            #expect(met.contains("\(word) true false"), "\(word) out of place: \(met)")
        }
        for word in ["work", "obstacle", "fail", "hold", "nothing"] {
            #expect(met.contains("\(word) false false"), "\(word) not recorded: \(met)")
        }
    }

    private func run(_ plan: Plan, in seen: Observation, _ index: LockIndex) async throws -> Report {
        let package = try TemporaryPackage()
        let workspace = Workspace(
            folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        try workspace.store.prepare()
        try package.write(seen.lockfile.text(for: workspace.manifest), to: "images.lock.json")
        let text = try LockfileOnDisk.text(in: workspace)
        let lockfile = LockfileOnDisk(
            workspace: workspace, digest: text.map { SHA256Digest(of: $0.data) },
            content: try LockfileOnDisk.Content(text, file: workspace.lockfile), fit: { _, _ in 0 })
        let folder = try RunFolder(in: workspace.store)
        defer { folder.remove() }
        var run = GenerationRun(
            plan: plan, workspace: workspace, lockfile: lockfile, runFolder: folder, service: nil,
            reporter: Reporter { _ in }, interrupts: Interrupts(),
            decide: { seen.plan($0, options: plan.options).steps },
            renditions: RenditionPlanner(in: seen, plan.options, index))
        return await run.run()
    }
}

extension Step {
    /// Whether the asset becomes another one.
    fileprivate var makes: Bool {
        switch action {
        case .publish, .request, .draw: true
        case .nothing, .protect, .fail, .hold: false
        }
    }

    fileprivate var word: String {
        switch action {
        case .protect(.obstacle): "obstacle"
        case .protect(let protection): "\(protection)"
        default: String("\(action)".prefix { $0 != "(" })
        }
    }
}
