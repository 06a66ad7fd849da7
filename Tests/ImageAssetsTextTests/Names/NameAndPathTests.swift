import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite struct NameAndPathTests {
    @Test("texts that Swift takes for equal are two names and two paths, also where they are equally long")
    func canonicalEquivalents() throws {
        let long = String(repeating: "x", count: 70)
        for (left, right) in [("\u{212B}", "A\u{30A}"), ("é", "e\u{301}"), ("\u{212B}" + long, "A\u{30A}" + long)] {
            #expect(left == right)
            #expect(try ImageName(left) != ImageName(right))
            #expect(try PackagePath(left) != PackagePath(right))
            #expect(try PackagePath(left) == PackagePath(left))
        }
        #expect(try ImageName("a1") == ImageName("a1"))
        #expect(try ImageName("a1") != ImageName("a2"))
    }

    @Test(
        "names have letters and digits of any script, and three signs that cannot come first",
        arguments: ["a", "0", "A-b_c.d", "海报", "Größe", "e\u{301}", "नमस्ते", "٣a", String(repeating: "汉", count: 100)])
    func names(text: String) throws {
        #expect(try ImageName(text).text.unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    @Test("what is not a name is refused for its first fault")
    func wrongNames() {
        let cases: [(String, ImageName.Fault)] = [
            ("", .empty), ("-a", .start("-")), (".a", .start(".")), ("_a", .start("_")),
            ("\u{301}a", .start("\u{301}")),
            ("a b", .character(" ")), ("a/b", .character("/")), ("a\u{200D}b", .character("\u{200D}")),
            ("a🦸", .character("🦸")), ("a\n", .character("\n")), ("a\u{0}b", .character("\u{0}")), ("½", .start("½")),
            (String(repeating: "a", count: 101), .tooLong(length: 101)),
        ]
        for (text, fault) in cases { #expect(throws: fault) { try ImageName(text) } }
    }

    @Test("names and paths are equal when their scalars are, not when they look alike")
    func equality() throws {
        #expect(try ImageName("\u{E9}") != ImageName("e\u{301}"))
        #expect(try Set([ImageName("\u{E9}"), ImageName("e\u{301}"), ImageName("\u{E9}")]).count == 2)
        #expect(try PackagePath("a/\u{E9}") != PackagePath("a/e\u{301}"))
        #expect(try PackagePath("a/b") == PackagePath("a/b"))
    }

    @Test("paths are refused for what could lead out of the package or to something hidden")
    func wrongPaths() {
        let cases: [(String, PackagePath.Fault)] = [
            ("", .empty), ("/", .absolute), ("/a", .absolute), ("a/", .emptyPart), ("a//b", .emptyPart),
            ("..", .dotPart("..")), ("../a", .dotPart("..")), ("a/../b", .dotPart("..")), ("./a", .dotPart(".")),
            (".git/config", .dotPart(".git")), ("a/.env", .dotPart(".env")), ("a\\b", .character("\\")),
            ("a\u{0}b", .character("\u{0}")), ("a\u{7F}", .character("\u{7F}")), ("é\u{85}", .character("\u{85}")),
            // A combining mark makes one Character of itself and the slash or dot before it.
            ("/\u{301}a", .absolute), ("a/\u{301}b/.\u{301}git", .dotPart(".\u{301}git")),
            (":a.png", .colon), ("::x.png", .colon), (":(top)é", .colon),
        ]
        for (text, fault) in cases { #expect(throws: fault) { try PackagePath(text) } }
    }

    @Test(
        "paths are refused for characters that are obeyed or not seen",
        arguments: [
            "\u{1B}", "\n", "\u{9B}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{200E}", "\u{202E}", "\u{2028}", "\u{2029}",
            "\u{2066}", "\u{2069}", "\u{FEFF}", "\u{E0041}",
        ] as [Unicode.Scalar])
    func wrongCharacters(scalar: Unicode.Scalar) {
        #expect(throws: PackagePath.Fault.character(scalar)) { try PackagePath("Art/a\(scalar)b.png") }
        #expect(throws: PackagePath.Fault.character(scalar)) { try PackagePath("\(scalar)") }
    }

    @Test("paths in any script are right, with colons further on and with characters that choose how another is drawn")
    func rightPaths() throws {
        for text in ["海报/ë.png", "a:b/:c.png", "Art/❤\u{FE0F}.png", "Größe 1,5.png", "a\u{A0}b"] {
            #expect(try PackagePath(text).text.utf8.elementsEqual(text.utf8))
        }
    }

    @Test("a path has at most 4,096 bytes and 64 parts, and a part 255 bytes")
    func bounds() throws {
        let part = String(repeating: "é", count: 127) + "a"
        _ = try PackagePath("Art/" + part)
        #expect(throws: PackagePath.Fault.partTooLong(bytes: 256)) { try PackagePath("Art/\(part)a/b.png") }
        #expect(throws: PackagePath.Fault.partTooLong(bytes: 256)) {
            try PackagePath(String(repeating: "a", count: 256))
        }
        for letter in ["a", "海"] {
            let most = Array(repeating: letter, count: 64).joined(separator: "/")
            _ = try PackagePath(most)
            #expect(throws: PackagePath.Fault.tooDeep(parts: 65)) { try PackagePath(most + "/b") }
        }
        let long = Array(repeating: part, count: 16).joined(separator: "/")
        _ = try PackagePath(long)
        #expect(throws: PackagePath.Fault.tooLong(bytes: 4_097)) { try PackagePath(long + "/b") }
    }

    @Test("a path knows its folder, its last part and its lockfile, by bytes and not by what they look like")
    func parts() throws {
        let path = try PackagePath("Art/\u{301}New/hero image.png")
        #expect(path.parent?.text == "Art/\u{301}New")
        #expect(path.parent?.parent?.text == "Art")
        #expect(path.parent?.parent?.parent == nil)
        #expect(path.lastPart == "hero image.png")
        #expect(try path.relative(to: PackagePath("Art"))?.lastPart == "hero image.png")
        #expect(try path.relative(to: PackagePath("Ar")) == nil)
        #expect(try PackagePath("a.png").inside(PackagePath("Art")).text == "Art/a.png")
        #expect(try PackagePath("images.json").lockfile.text == "images.lock.json")
        #expect(try PackagePath("art/icons").lockfile.text == "art/icons.lock.json")
    }
}
