import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsPlanning

@Suite("Words that stand for images or renditions")
struct TargetTests {
    private func index() throws -> TargetIndex {
        TargetIndex(
            Set(try ["fox", "fox.webp", "owl"].map { try ImageName($0) }),
            Set(try ["art/Web/fox.webp", "art/fox.webp"].map { try PackagePath($0) }),
            in: try PackagePath("art/images.json"))
    }

    @Test("a path is one below the package or below the manifest, and a name is never a path")
    func paths() throws {
        for word in ["art/Web/fox.webp", "Web/fox.webp", "./art/Web/fox.webp"] {
            let found = try index().targets(named: [word], by: .overwrite)
            #expect(found == Targets(renditions: [try PackagePath("art/Web/fox.webp")]), "\(word)")
        }
        let found = try index().targets(named: ["fox.webp", "o*"], by: .overwrite)
        #expect(found == Targets(images: [try ImageName("fox.webp"), try ImageName("owl")]))
    }

    @Test("a word that is neither is told with the nearest of both")
    func unknown() throws {
        let manifest = try PackagePath("art/images.json")
        let near = UsageError.Meaning.image("art/Web/fox.webp")
        #expect(throws: UsageError.unknownImage("art/Web/fax.webp", .overwrite, in: manifest, meant: near)) {
            try index().targets(named: ["art/Web/fax.webp"], by: .overwrite)
        }
        #expect(throws: UsageError.unknownImage("owk", .overwrite, in: manifest, meant: .image("owl"))) {
            try index().targets(named: ["owk"], by: .overwrite)
        }
        #expect(try index().knows("Web/fox.webp"))
        #expect(try !index().knows("Web"))
    }
}
