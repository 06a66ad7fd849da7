import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

/// An image whose set shows another one in dark appearance: both on disk and in the lockfile as they should be, and what
/// changes of that.
struct CatalogScene {
    static let set = "App/Assets.xcassets/fox.imageset"

    var fox: Product
    let night: Product
    var scene = Observation()

    init() throws {
        fox = try image("fox", renditions: try renditions(ofSet: Self.set, .image(scales: [1]), dark: "fox-night"))
        night = try image("fox-night", prompt: "A red fox at night")
        for product in [fox, night] { scene.put(product.name.text, at: product.output) }
        scene.lockfile.images[night.name] = entry(for: night, content: "fox-night")
        try publish()
    }

    /// Every file of the set is there, made of what is recorded of the assets.
    mutating func publish(of asset: String = "fox", dark: String = "fox-night", darkKind: LockedKind = .made) throws {
        let origins = RenditionOrigins(
            RenditionOrigin(digest(asset), of: fox.entry, fox.recipe),
            others: [
                night.name: RenditionOrigin(digest(dark), of: night.entry, night.recipe, darkKind)
            ])
        var records: [PackagePath: LockedRendition] = [:]
        for file in fox.entry.renditions {
            let content = file.output.lastPart
            scene.put(content, at: file.output)
            records[file.output] = LockedRendition(
                origins.recipe(of: file), sha256: digest(content), byteCount: content.utf8.count,
                facts: file.form == nil ? nil : pictureFacts(120, 120),
                kind: file.source != nil ? darkKind : .made)
        }
        scene.lockfile.images[fox.name] = entry(for: fox, content: "fox", renditions: records)
    }

    /// The set was never made.
    mutating func forget() {
        for file in fox.entry.renditions { scene.files[file.output] = .absent }
        scene.lockfile.images[fox.name] = entry(for: fox, content: "fox")
    }

    func plan(_ options: PlanOptions = PlanOptions()) -> Plan { scene.plan([fox, night], options: options) }

    /// What is said of the usual picture, the dark one and `Contents.json`.
    func words(_ options: PlanOptions = PlanOptions()) -> [String] {
        (plan(options).steps.first { $0.name == fox.name }?.renditions ?? []).map { step in
            let action =
                switch step.action {
                case .move: "move"
                case .protect(let protection): "protect \(protection)"
                case .hold(let lack): "hold: \(lack.image ?? fox.name) \(lack.why)"
                case .nothing, .make, .restore: "\(step.action)"
                }
            return "\(step.state), \(action), \(step.wayOut.map { "\($0)" } ?? "settled")"
        }
    }
}
