import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Words that were meant to be commands")
struct TypedWordTests {
    private static let commands = [
        "generate", "plan", "check", "explain", "inspect", "usage", "doctor", "accept", "choose", "gallery", "prune",
        "init",
    ]

    @Test(
        "what is written nearly so, or called so elsewhere, has its command",
        arguments: [
            ("chek", "check"), ("status", "plan"), ("Verify", "check"), ("build", "generate"), ("clean", "prune"),
            ("pick", "choose"), ("costs", "usage"), ("review", "gallery"),
            ("hero", nil),
        ])
    func near(_ word: String, _ command: String?) {
        #expect(TypedWord(word, commands: Self.commands).nearCommand == command)
    }

    @Test(
        "commands are shown as they are to be typed",
        arguments: [
            (Invocation.executable, "plan hero", "image-assets plan hero"),
            (.plugin(isReading: false), "plan hero", "swift package check-images plan hero"),
            (.plugin(isReading: false), "usage --by image", "swift package check-images usage --by image"),
            (.plugin(isReading: true), "check", "swift package check-images"),
            (.plugin(isReading: true), "check --manifest a.json", "swift package check-images --manifest a.json"),
            (.plugin(isReading: true), "generate", "swift package generate-images"),
            (.plugin(isReading: true), "generate --offline", "swift package generate-images --offline"),
            (.plugin(isReading: true), "gallery", "swift package generate-images gallery"),
            (.plugin(isReading: true), "accept hero", "swift package generate-images accept hero"),
        ])
    func invocation(_ invocation: Invocation, _ words: String, _ shown: String) {
        #expect(invocation.command(words) == shown)
    }

    @Test("options of other tools are known, and none that is ours is among them")
    func options() {
        #expect(OtherToolsOption("-n") == .dryRun)
        #expect(OtherToolsOption("--verify") == .check)
        #expect(OtherToolsOption("-f") == .force)
        #expect(OtherToolsOption("--offline") == nil)
    }
}
