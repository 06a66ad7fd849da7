import Foundation
import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@testable import ImageAssetsComposition
@testable import ImageAssetsOutcomes
@testable import ImageAssetsStore

@Suite("What is said before it is paid for")
struct PlanRemarksTests {
    @Test(
        "an expectation that what is asked for cannot meet is named with the reason",
        arguments: [
            (#"{ "width": 512 }"#, "1024x1024", ["`expect.width` is 512 where 1024x1024 is asked for"]),
            (#"{ "height": 1024 }"#, "1536x1024", []),
            (#"{ "minWidth": 1024 }"#, "1024x1024", []),
            (#"{ "minWidth": 1025 }"#, "1024x1024", ["`expect.minWidth` is 1025 where 1024x1024 is asked for"]),
            (#"{ "minHeight": 2000 }"#, "1536x1024", ["`expect.minHeight` is 2000 where 1536x1024 is asked for"]),
            (#"{ "aspectRatio": "16:9" }"#, "2048x1152", []),
            (
                #"{ "aspectRatio": "16:9" }"#, "1024x1024",
                ["`expect.aspectRatio` is 16:9 where 1024x1024 is asked for"]
            ),
            (#"{ "width": 512, "aspectRatio": "16:9" }"#, "auto", []),
            (
                #"{ "alpha": "required" }"#, "auto",
                [#"`expect.alpha` is "required", and bettertoken takes no "background""#]
            ),
            (#"{ "alpha": "forbidden" }"#, "auto", []),
        ])
    func sizes(_ expect: String, _ size: String, _ sentences: [String]) throws {
        let inputs = try image(size: size).recipe
        #expect(try expectation(expect).obstacles(to: inputs, by: .bettertoken).map(sentence) == sentences)
    }

    @Test(
        "alpha is held against the background that is asked for, and against what the model takes",
        arguments: [
            ("required", "gpt-image-1", "transparent", nil),
            ("required", "gpt-image-1", nil, nil),
            ("required", "gpt-image-1", "opaque", "an opaque background is asked for"),
            ("required", "gpt-image-2", nil, #"gpt-image-2 takes no transparent "background""#),
            ("forbidden", "gpt-image-1", "transparent", "a transparent background is asked for"),
            ("forbidden", "gpt-image-1", "opaque", nil),
        ])
    func alpha(_ alpha: String, _ model: String, _ background: String?, _ reason: String?) throws {
        var parameters: [String: ParameterValue] = [:]
        if let background { parameters["background"] = .string(background) }
        let inputs = Recipe(
            operation: .generations, model: model, prompt: "A", size: .auto, parameters: parameters, references: [],
            variant: nil
        )
        let found = try expectation(#"{ "alpha": "\#(alpha)" }"#).obstacles(to: inputs, by: .openai).map(sentence)
        #expect(found == (reason.map { [#"`expect.alpha` is "\#(alpha)", and \#($0)"#] } ?? []))
    }

    private func sentence(_ obstacle: ExpectationObstacle) -> String {
        Note.unmeetable(obstacle).sentence(CommandForm())
    }

    private func expectation(_ text: String) throws -> ImageAssetsModel.Expectation {
        let manifest = #"{ "version": 1, "images": [ { "name": "a", "prompt": "A", "expect": \#(text) } ] }"#
        let parsed = ManifestParser.parse(SourceText(manifest), file: try PackagePath("images.json"))
        return try #require(parsed.drafts.first?.entry).expect.value
    }

    /// A package, looked at and planned for.
    private func remarks(_ images: String, _ request: RunRequest = RunRequest()) async throws -> [String] {
        let package = try TemporaryPackage()
        try package.write(
            #"{ "version": 1, "defaults": { "expect": { "width": 1 } }, "images": [\#(images)] }"#, to: "images.json")
        let workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        let survey = try await Survey(of: workspace, limits: .default) { _ in }
        let plan = try survey.plan(request)
        return survey.manifest.remarks(on: plan, of: survey.observation).map {
            $0.diagnostic(workspace.commands).message
        }
    }

    @Test("a repository that Git does not read is told of where an image is missing, and not where it was never made")
    func unreadRepository() throws {
        let hero = try image("hero")
        let path = try PackagePath("images.json")
        var seen = try Observation(lock: ["hero": entry(for: hero, content: "a")])
        seen.hasUnreadRepository = true
        let remarks = { (plan: Plan) in
            ComposedManifest(
                path: path, rules: .bettertoken, products: [hero], maximumRequests: nil, warnings: [],
                origins: PromptOrigins(path, [], PromptComposer(limit: nil))
            ).remarks(on: plan, of: seen)
        }
        #expect(remarks(seen.plan([hero])) == [.note(.unreadRepository, path)])
        #expect(remarks(Observation().plan([hero])) == [])
        #expect(remarks(seen.plan([hero], options: PlanOptions(means: .placeholder))) == [])
        seen.hasUnreadRepository = false
        #expect(remarks(seen.plan([hero])) == [])
    }

    @Test("what all images take from the defaults is said once, and only of those that are asked for")
    func once() async throws {
        let images = #"{ "name": "a", "prompt": "A" }, { "name": "b", "prompt": "B" }"#
        #expect(try await remarks(images) == ["`expect.width` is 1 where 1024x1024 is asked for"])
        var placeholders = RunRequest()
        placeholders.means = .placeholder
        #expect(try await remarks(images, placeholders).isEmpty)
        #expect(try await remarks(#"{ "name": "a", "prompt": "A", "frozen": true }"#).isEmpty)
    }

    @Test("images that share one generation are named together")
    func shared() async throws {
        let images =
            ["a", "b", "c"].map { #"{ "name": "\#($0)", "prompt": "A", "expect": {} }"# } + [
                #"{ "name": "d", "prompt": "A", "variant": 1, "expect": {} }"#
            ]
        #expect(
            try await remarks(images.joined(separator: ",")) == [
                "a, b and c ask for exactly the same and share one request"
            ]
        )
    }

    @Test("a pointer that a whole family sends is told of once")
    func pointerOfFamily() async throws {
        let package = try TemporaryPackage()
        let object = String(repeating: "a", count: 64)
        try package.write(
            "version https://git-lfs.github.com/spec/v1\noid sha256:\(object)\nsize 70\n", to: "Art/pose.png")
        try package.write(
            #"""
            { "version": 1, "images": [ { "name": "i-${n}", "each": { "n": ["1", "2", "3"] }, "prompt": "A ${n}",
            "references": ["Art/pose.png"] } ] }
            """#, to: "images.json")
        let workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        let survey = try await Survey(of: workspace, limits: .default) { _ in }
        let found = await survey.findings(on: try survey.plan(RunRequest()), limits: .default).map {
            $0.diagnostic(workspace.commands)
        }
        #expect(found.map(\.place) == ["images.json:2:16"])
    }

    @Test("images of a family that share a generation are told of in the manifest's order")
    func twinsOfFamily() async throws {
        let values = (0..<9).map { "\"\($0)\"" }.joined(separator: ", ")
        let found = try await remarks(
            #"{ "name": "${a}-${b}", "each": { "a": [\#(values)], "b": ["x", "y"] }, "prompt": "A ${a}", "expect": {} }"#
        )
        #expect(found.count == 9)
        for (number, text) in found.enumerated() { #expect(text.contains("\(number)-x and \(number)-y"), "\(text)") }
    }
}
