import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import Testing

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
    mutating func record(_ record: LockedRendition?, ofAsset kind: LockedKind = .made) {
        scene.lockfile.images[fox.name] = entry(
            for: fox, content: "fox", kind: kind, renditions: record.map { [web.output: $0] } ?? [:])
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
