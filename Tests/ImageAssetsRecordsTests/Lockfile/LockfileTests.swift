import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Lockfile")
struct LockfileTests {
    static let path = "art/icons.lock.json"

    private func sample() throws -> Lockfile {
        let hero = try image(
            "hero", prompt: "Line 1\n\nLine 3 \"quoted\"", output: "art/Images/hero.png",
            references: [try reference("art/Source/a.png", "a"), try reference("art/Source/b.webp", "b", type: .webp)],
            variant: 2, parameters: ["quality": .string("high"), "n2": .integer(1), "flag": .boolean(false)]
        )
        let facts = AssetFacts(
            width: 1254, height: 1254, bitDepth: 16, colorType: .rgba, isTransparent: true, isBlank: true)
        let made = entry(for: hero, content: "hero", facts: facts)
        let first = LockEntry(
            recipe: made.recipe, fingerprint: made.fingerprint, asset: made.asset, revisedPrompt: "A better line"
        )
        let hands = try image(
            "hands", output: "art/Images/hands.png",
            references: [
                Reference(
                    Input(path: hero.output, of: hero.name, sha256: digest("hero"), type: .png),
                    at: SourceLocation(line: 1, column: 1), byteCount: 4)
            ], mask: try reference("art/Source/m.png", "m"))
        let icon = try image("Überbild", output: "art/Images/icon.png")
        return Lockfile(images: [
            try ImageName("hero"): first, hands.name: entry(for: hands, content: "hands"),
            try ImageName("Überbild"): entry(for: icon, content: "icon", kind: .placeholder),
            try ImageName("work"): entry(
                for: try image("work", output: "art/Images/work.png"), content: "work", kind: .accepted),
        ])
    }

    @Test("it is written in its one form, byte for byte")
    func golden() throws {
        try expectGolden(sample().text(for: try PackagePath("art/icons.json")), at: "lockfile/golden.lock.json")
    }

    @Test("what is written is read back as it was")
    func roundTrip() throws {
        let lockfile = try sample()
        let text = lockfile.text(for: try PackagePath("art/icons.json"))
        let read = try Lockfile(parsing: SourceText(text), file: try PackagePath(Self.path))
        #expect(read == lockfile)
        #expect(read.text(for: try PackagePath("art/icons.json")) == text)
    }

    @Test("what is marked as a placeholder and as somebody's work is damage: it is nobody's guess which of them it is")
    func bothMarks() throws {
        let text = try sample().text(for: try PackagePath(Self.path))
        let both = text.replacing(#""accepted": true,"#, with: #""accepted": true, "placeholder": true,"#)
        #expect(both != text)
        let error = #expect(throws: LockfileError.self) {
            try Lockfile(parsing: SourceText(both), file: try PackagePath(Self.path))
        }
        #expect(error?.diagnostic.message.hasSuffix("the entry is marked as accepted and as a placeholder") == true)
    }

    @Test("a newer version is refused with both numbers")
    func newer() throws {
        let error = #expect(throws: LockfileError.self) {
            try Lockfile(
                parsing: SourceText("{\n  \"version\": 7, \"future\": []\n}"), file: try PackagePath("images.lock.json")
            )
        }?.diagnostic
        #expect(
            error?.description == """
                images.lock.json:2:14: error: the lockfile has version 7; this tool reads versions up to 1
                    hint: Update swift-image-assets to the version that your team uses.
                """
        )
    }

    @Test("an unknown member is a newer version's, and no damage")
    func unknown() throws {
        let error = #expect(throws: LockfileError.self) {
            try Lockfile(
                parsing: SourceText(#"{"images": {}, "version": 1, "more": 2}"#),
                file: try PackagePath("images.lock.json"))
        }?.diagnostic
        #expect(
            error?.description == """
                images.lock.json:1:30: error: the lockfile was written by a newer version: the member "more" is unknown here
                    hint: Update swift-image-assets to the version that your team uses.
                """
        )
    }

    @Test(
        "a damaged lockfile is refused with its place, and never taken for an empty one",
        arguments: [
            ("", "1:1", "the file is empty"),
            ("[]", "1:1", "it has no version"),
            ("{}", "1:1", "it has no version"),
            (#"{"version": "1"}"#, "1:13", "its version is a string, not a whole number from 1"),
            (#"{"version": 1}"#, "1:1", "the member \"images\" is missing"),
            (#"{"images": {"a": {}}, "version": 1}"#, "1:18", "the member \"inputs\" is missing"),
            (#"{"images": {"../a": {}}, "version": 1}"#, "1:13", "\"../a\" is no name of an image"),
            (
                #"{"images": {"\u001b]52;c;aGk=\u0007": {}}, "version": 1}"#, "1:13",
                #""\u{001B}]52;c;aGk=\u{0007}" is no name of an image"#
            ),
            (
                #"{"images": {"a": {"inputs": {"references": [{"path": "Art/\u202egnp.png"}]}}}, "version": 1}"#,
                "1:54",
                #"the path "Art/\u{202E}gnp.png" has the invisible character U+202E"#
            ),
            (
                #"{"images": {"a": {"inputs": {"references": [{"path": "::x.png"}]}}}, "version": 1}"#, "1:54",
                #"the path "::x.png" begins with a colon"#
            ),
            (
                #"{"images": {"a": {"inputs": {"references": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17]}}}, "version": 1}"#,
                "1:44", "it has 17 references of one image"
            ),
            (
                #"{"images": {"a": {"inputs": {"parameters": {"q": 1, "q": 2}}}}, "version": 1}"#, "1:53",
                "the member \"q\" stands there twice"
            ),
            (
                #"{"images": {"a": {"inputs": {"model": "m", "operation": "edits", "#
                    + #""prompt": [], "size": "auto", "variant": 256.0}}}, "version": 1}"#, "1:107",
                "the number 256.0 stands where a whole number belongs"
            ),
        ])
    func damaged(_ text: String, _ place: String, _ problem: String) throws {
        let error = #expect(throws: LockfileError.self) {
            try Lockfile(parsing: SourceText(text), file: try PackagePath("images.lock.json"))
        }?.diagnostic
        #expect(
            error?.description.hasPrefix("images.lock.json:\(place): error: the lockfile is damaged: \(problem)\n")
                == true,
            "\(String(describing: error))"
        )
        #expect(error?.hint?.contains("git checkout") == true)
    }

    @Test("cut at any byte it is a fault, never a smaller lockfile")
    func truncated() throws {
        let text = try sample().text(for: try PackagePath("art/icons.json"))
        for length in 0..<(text.utf8.count - 2) {
            #expect(throws: LockfileError.self) {
                try Lockfile(parsing: SourceText(Data(text.utf8.prefix(length))), file: try PackagePath(Self.path))
            }
        }
    }

    @Test("merge conflicts are taken apart into both sides, with or without their ancestor")
    func conflict() throws {
        let hero = try image("hero")
        let other = try image("hero", prompt: "Another")
        let manifest = try PackagePath("images.json")
        let ours = Lockfile(images: [hero.name: entry(for: hero, content: "ours")])
        let theirs = Lockfile(images: [hero.name: entry(for: other, content: "theirs")])
        let text =
            "<<<<<<< HEAD\n" + ours.text(for: manifest) + "||||||| 1234567\n{\n=======\n" + theirs.text(for: manifest)
            + ">>>>>>> branch\n"
        let conflict = try #require(
            try MergeConflict(parsing: SourceText(text), file: try PackagePath("images.lock.json"))
        )
        #expect(conflict.ours == ours)
        #expect(conflict.theirs == theirs)
        #expect(conflict.contested.map(\.name) == [hero.name])
        #expect(conflict.contested.map(\.theirs.recipe.prompt) == ["Another"])
        #expect(conflict.merged(takingTheirs: [hero.name]) == theirs)
        #expect(conflict.merged(takingTheirs: []) == ours)
    }

    @Test("of a conflict with a faulty side the fault is told once, with its place in the file itself")
    func faultySide() throws {
        let file = try PackagePath("images.lock.json")
        for (side, said) in [
            (
                "  \"images\": {},\n  \"version\": true",
                """
                images.lock.json:7:14: error: the lockfile has merge conflicts, and one side is damaged: its version \
                is true, not a whole number from 1
                    hint: Take one side (git checkout --ours -- images.lock.json, or --theirs), then see with `plan` what \
                is to be paid for. Do not delete the lockfile: it says which images are paid for.
                """
            ),
            (
                "  \"images\": {},\n  \"version\": 7",
                """
                images.lock.json:7:14: error: the lockfile has version 7; this tool reads versions up to 1
                    hint: Update swift-image-assets to the version that your team uses.
                """
            ),
        ] {
            let text = """
                {
                <<<<<<< HEAD
                  "images": {},
                  "version": 1
                =======
                \(side)
                >>>>>>> branch
                }

                """
            let fault = #expect(throws: LockfileError.self) {
                try MergeConflict(parsing: SourceText(text), file: file)
            }?.diagnostic
            #expect(fault?.description == said)
        }
    }

    @Test("a prompt that holds a conflict mark is no conflict")
    func markInPrompt() throws {
        let marked = try image("hero", prompt: "Draw <<<<<<< arrows\n<<<<<<< HEAD")
        let text = Lockfile(images: [marked.name: entry(for: marked, content: "x")])
            .text(for: try PackagePath("images.json"))
        #expect(try MergeConflict(parsing: SourceText(text), file: try PackagePath("images.lock.json")) == nil)
    }

    @Test("a text without conflict markers is no conflict")
    func noConflict() throws {
        let text = try sample().text(for: try PackagePath("art/icons.json"))
        #expect(try MergeConflict(parsing: SourceText(text), file: try PackagePath(Self.path)) == nil)
    }
}
