import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsPlanning

@Suite("Planner: how often it looks")
struct PlannerWorkTests {
    @Test("images that share a fingerprint whose files are gone cost a few looks each, in the store too")
    func sharedFingerprint() throws {
        let images = try (1...300).map { try image("n\($0)") }
        let entries = try images.map {
            ($0.name, entry(for: $0, content: $0.name.text, path: try PackagePath("Old/\($0.name).png")))
        }
        var looks = 0
        var surroundings = Scene().surroundings
        surroundings.file = { _ in
            looks += 1
            return .absent
        }
        surroundings.object = { _ in
            looks += 1
            return nil
        }
        let plan = Planner(
            images: images, lockfile: Lockfile(images: Dictionary(uniqueKeysWithValues: entries)),
            surroundings: surroundings, options: PlanOptions()
        ).plan()
        #expect(plan.requests == 1)
        #expect(looks <= 10 * images.count)
    }

    @Test("images that share their bytes with entries whose files are gone cost a few looks each")
    func sharedBytes() throws {
        let old = try (1...300).map { try image("n\($0)", prompt: "\($0)", output: "Old/\($0).png") }
        let new = try (1...300).map { try image("n\($0)", prompt: "\($0)", output: "New/\($0).png") }
        let entries = old.map { ($0.name, entry(for: $0, content: "same")) }
        var looks = 0
        var surroundings = Scene().surroundings
        surroundings.file = { _ in
            looks += 1
            return .absent
        }
        let plan = Planner(
            images: new, lockfile: Lockfile(images: Dictionary(uniqueKeysWithValues: entries)),
            surroundings: surroundings, options: PlanOptions()
        ).plan()
        #expect(plan.requests == 300)
        #expect(looks <= 10 * new.count)
    }
}
