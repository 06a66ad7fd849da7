import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Fingerprint")
struct FingerprintTests {
    /// Each of these values is in users' lockfiles: a change makes them all pay again.
    @Test("the pinned fingerprints stay what they are", arguments: Pinned.all)
    func pinned(_ pinned: Pinned) {
        #expect(pinned.input.canonical == pinned.canonical)
        #expect(pinned.input.fingerprint?.description == pinned.fingerprint)
    }

    struct Pinned: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let input: Recipe
        let canonical: String
        let fingerprint: String

        static let all: [Pinned] = [
            Pinned(
                testDescription: "text only",
                input: Recipe(
                    operation: .generations, model: "gpt-image-2", prompt: "A red fox", size: .auto
                ),
                canonical: #"{"model":"gpt-image-2","operation":"generations","prompt":"A red fox","#
                    + #""scheme":"image-assets/1","size":"auto"}"#,
                fingerprint: "f2302176600e282178523215fbd3b441afadd8f8b60642a201d2bfc86541edb8"
            ),
            Pinned(
                testDescription: "escapes, other scripts, variant",
                input: Recipe(
                    operation: .generations, model: "gpt-image-2",
                    prompt: "Zeile 1\nZeile 2\t\"zitiert\" \\ /\u{7F}\u{1} 一张未来感 😀 e\u{301}",
                    size: RequestedSize("3840x2160") ?? .auto, variant: -2
                ),
                canonical: #"{"model":"gpt-image-2","operation":"generations","#
                    + #""prompt":"Zeile 1\nZeile 2\t\"zitiert\" \\ /"# + "\u{7F}" + #"\u0001 一张未来感 😀 e"# + "\u{301}"
                    + #"","scheme":"image-assets/1","size":"3840x2160","variant":-2}"#,
                fingerprint: "de58537be2b8fb79dad5a252d4e76ca5f5982e1d639cdcfe6ba434fdef1ec3e5"
            ),
            Pinned(
                testDescription: "references and parameters",
                input: Recipe(
                    operation: .edits, model: "gpt-image-2", prompt: "Refine.",
                    size: RequestedSize("1024x1024") ?? .auto,
                    parameters: ["quality": .string("high"), "a": .integer(3), "b": .boolean(true)],
                    references: [
                        .init(path: path("Art/b.png"), sha256: digest("b"), type: .png),
                        .init(path: path("Art/a.jpg"), sha256: digest("a"), type: .jpeg),
                    ]
                ),
                canonical:
                    #"{"model":"gpt-image-2","operation":"edits","parameters":{"a":3,"b":true,"quality":"high"},"#
                    + #""prompt":"Refine.","references":[{"sha256":"#
                    + #""3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d","type":"image/png"},"#
                    + #"{"sha256":"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb","type":"image/jpeg"}],"#
                    + #""scheme":"image-assets/1","size":"1024x1024"}"#,
                fingerprint: "fb36cc8eda2336b6d5766a195e8f21019cf2864efb1dd964d2befe578bdeb167"
            ),
            Pinned(
                testDescription: "a mask",
                input: Recipe(
                    operation: .edits, model: "gpt-image-2", prompt: "Refine.", size: .auto,
                    references: [.init(path: path("Art/b.png"), sha256: digest("b"), type: .png)],
                    mask: .init(path: path("Art/m.png"), sha256: digest("m"), type: .png)
                ),
                canonical:
                    #"{"mask":"62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a","#
                    + #""model":"gpt-image-2","operation":"edits","prompt":"Refine.","references":[{"sha256":"#
                    + #""3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d","type":"image/png"}],"#
                    + #""scheme":"image-assets/1","size":"auto"}"#,
                fingerprint: "8da1977cca11a15bc9e48815a89aedfd9e7a199004da0feb8a50cec197f72626"
            ),
        ]

        private static func path(_ text: String) -> PackagePath {
            do { return try PackagePath(text) } catch { preconditionFailure("\(text): \(error)") }
        }
    }

    @Test("names, outputs, expectations and the paths of references are not in it")
    func unrelated() throws {
        let plain = try image("a", references: [try reference("Art/a.png", "bytes")])
        let other = try image(
            "b", output: "Elsewhere/b.png", references: [try reference("Art/moved.png", "bytes")],
            expect: Expectation(width: 3), frozen: true
        )
        #expect(plain.recipe.fingerprint == other.recipe.fingerprint)
    }

    @Test("the order of references is in it")
    func order() throws {
        let a = try reference("a.png", "a")
        let b = try reference("b.png", "b")
        #expect(
            try image(references: [a, b]).recipe.fingerprint != image(references: [b, a]).recipe.fingerprint
        )
    }

    @Test("a prompt in another Unicode normal form is another prompt")
    func normalForm() throws {
        #expect(
            try image(prompt: "caf\u{E9}").recipe.fingerprint != image(prompt: "cafe\u{301}").recipe.fingerprint
        )
    }
}
