import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

/// `scene` is made from `hero`; both are as the lockfile says, until a row changes something.
struct ParentScene {
    var heroName = "hero"
    var heroPrompt = "hero"
    var scenePrompt = "scene"
    var heroIsFrozen = false
    var heroExpect = Expectation()
    var heroFile: AssetFile? = .file(digest("hero bytes"), byteCount: 10)
    /// Nil: no picture.
    var heroType: ReferenceType? = .png
    var heroKind = LockedKind.made
    var sceneKind = LockedKind.made
    var stored: [(content: String, prompt: String)] = []
    var isAskedAnew = false
    var options = PlanOptions()

    private func hero(_ name: String, _ prompt: String) throws -> Product {
        try image(name, prompt: prompt, expect: heroExpect, frozen: heroIsFrozen)
    }

    func plan() throws -> Plan {
        let hero = try hero(heroName, heroPrompt)
        let recorded = AssetBytes(digest("hero bytes"), byteCount: 10)
        let scene = try image("scene", prompt: scenePrompt, references: [reference(to: hero)])
        let old = try image("scene", prompt: "scene", references: [reference(to: try self.hero("hero", "hero"))])
            .made(from: [try ImageName("hero"): recorded])
        var seen = try Observation(lock: [
            "hero": entry(
                for: try self.hero("hero", "hero"), content: "hero bytes", kind: heroKind),
            "scene": entry(for: old, content: "scene bytes", kind: sceneKind),
        ])
        seen.put("scene bytes", at: scene.output)
        if let heroFile { seen.files[try PackagePath("Images/hero.png")] = heroFile }
        if let heroType, let digest = seen.file(at: hero.output).digest {
            var isPointer = false
            if case .pointer = heroFile { isPointer = true }
            seen.assets[hero.name] = AssetBytes(digest, byteCount: 10, type: heroType, isPointer: isPointer)
        }
        for (content, prompt) in stored { seen.store(content, for: try self.hero(heroName, prompt)) }
        let known = seen.bytes(of: hero).map { [hero.name: $0] } ?? [:]
        var options = options
        if isAskedAnew { options.regenerate = [hero.name] }
        return seen.plan([scene, hero].made(from: known), options: options)
    }
}

extension Step {
    /// State, action and what has to be over before, in a line.
    var line: String {
        let what =
            switch action {
            case .nothing: "nothing"
            case .publish(let source): source.isMove ? "move" : "publish"
            case .request: "request"
            case .draw: "draw"
            case .protect(.obstacle(let fault)): "protect obstacle(\(fault))"
            case .protect(let protection): "protect \(protection)"
            case .fail: "fail"
            case .hold(.lack(let lack)): "lacks \(lack.image) \(lack.why)"
            case .hold(.offline): "hold offline"
            case .hold(.unasked): "hold unasked"
            case .hold(.budget): "hold budget"
            case .hold(.cost): "hold cost"
            case .hold(.unpriced): "hold unpriced"
            }
        let behind = after.isEmpty ? "" : " after " + after.map(\.text).joined(separator: ", ")
        return "\(name): \(state) \(what)\(behind)"
    }
}
