import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Words that stand for images or renditions")
struct TargetTests {
    private func index(takesRenditions: Bool = true) throws -> TargetIndex {
        let fox = try ImageName("fox")
        return TargetIndex(
            Set(try ["fox", "fox.webp", "owl"].map { try ImageName($0) }),
            [try PackagePath("art/Web/fox.webp"): fox, try PackagePath("art/fox.webp"): fox],
            takesRenditions: takesRenditions, in: try PackagePath("art/images.json"))
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

    @Test("a pattern with a slash is of paths, below the package or the manifest, and one without is of names")
    func patterns() throws {
        let web = Targets(renditions: [try PackagePath("art/Web/fox.webp")])
        for word in ["Web/*", "art/W*/?ox.webp", "./Web/*.webp"] {
            #expect(try index().targets(named: [word], by: .overwrite) == web, "\(word)")
            #expect(try index().knows(word))
        }
        #expect(try index().targets(named: ["art/*"], by: .overwrite).renditions.count == 2)
        #expect(try index().targets(named: ["*.webp"], by: .overwrite) == Targets(images: [ImageName("fox.webp")]))
        #expect(throws: UsageError.self) { try index().targets(named: ["Wab/*"], by: .overwrite) }
    }

    @Test("the path of a set is all its files, as a shell completes it or by a pattern, and each has its own")
    func sets() throws {
        let fox = try ImageName("fox")
        let folder = "art/A.xcassets/fox.imageset"
        let files = try ["fox.png", "fox@2x.png", "Contents.json"].map { try PackagePath("\(folder)/\($0)") }
        let other = try PackagePath("art/A.xcassets/owl.imageset/owl.png")
        func index(takesRenditions: Bool = true) throws -> TargetIndex {
            TargetIndex(
                [fox], Dictionary(uniqueKeysWithValues: (files + [other]).map { ($0, fox) }),
                sets: [try PackagePath(folder): files, try PackagePath("art/A.xcassets/owl.imageset"): [other]],
                takesRenditions: takesRenditions, in: try PackagePath("art/images.json"))
        }
        let all = Targets(renditions: Set(files))
        for word in [
            folder, folder + "/", "./\(folder)/", "A.xcassets/fox.imageset", "A.xcassets/f*.imageset/",
            "art/A.xcassets/fox.*set", "A.xcassets/fox.imageset/*",
        ] {
            #expect(try index().targets(named: [word], by: .overwrite) == all, "\(word)")
            #expect(try index().knows(word))
        }
        let one = try index().targets(named: ["A.xcassets/fox.imageset/fox@2x.png"], by: .overwrite)
        #expect(one == Targets(renditions: [files[1]]))
        #expect(throws: UsageError.rendition(folder, .argument, of: fox)) {
            try index(takesRenditions: false).targets(named: [folder], by: .argument)
        }
        let manifest = try PackagePath("art/images.json")
        let near = UsageError.Meaning.image(folder)
        #expect(throws: UsageError.unknownImage("art/A.xcassets/fix.imageset", .overwrite, in: manifest, meant: near)) {
            try index().targets(named: ["art/A.xcassets/fix.imageset"], by: .overwrite)
        }
        #expect(throws: UsageError.self) { try index().targets(named: ["/"], by: .overwrite) }
    }

    @Test("where only images can be named, a rendition's path is told with the image that it is of")
    func renditionsOfImages() throws {
        for word in ["Web/fox.webp", "Web/*"] {
            #expect(throws: UsageError.rendition(word, .argument, of: try ImageName("fox"))) {
                try index(takesRenditions: false).targets(named: [word], by: .argument)
            }
        }
        let manifest = try PackagePath("art/images.json")
        #expect(throws: UsageError.unknownImage("art/Web/fax.webp", .argument, in: manifest, meant: nil)) {
            try index(takesRenditions: false).targets(named: ["art/Web/fax.webp"], by: .argument)
        }
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
