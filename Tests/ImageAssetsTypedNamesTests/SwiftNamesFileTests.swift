import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsTypedNames

@Suite("The Swift file of names")
struct SwiftNamesFileTests {
    private func names(_ type: String = "Images", _ access: SwiftNames.Access = .internal) throws -> SwiftNames {
        SwiftNames(
            try PackagePath("Sources/App/Images.swift"), type: type, access: access,
            at: SourceLocation(line: 1, column: 1))
    }

    private func text(_ pictures: [TypedPicture], _ names: SwiftNames, of manifest: String = "images.json") throws
        -> String
    {
        SwiftNamesFile(names, of: try PackagePath(manifest)).text(pictures)
    }

    private func picture(
        _ name: String, _ path: String, _ sides: TypedPicture.Sides? = nil, alt: String? = nil,
        imageset: String? = nil, _ renditions: TypedPicture...
    ) throws -> TypedPicture {
        TypedPicture(
            try ImageName(name), at: try PackagePath(path), sides, alt: alt, imageset: imageset, renditions: renditions)
    }

    /// What stands between the opening of the type and the part that is the same in every file.
    private func declarations(_ pictures: TypedPicture...) throws -> String {
        let text = try text(pictures, names())
        let start = try #require(text.firstRange(of: "enum Images {\n")).upperBound
        let end = try #require(text.firstRange(of: "  /// A picture of the package")).lowerBound
        return String(text[start..<end])
    }

    @Test("whole, for each access, to the byte", arguments: SwiftNames.Access.allCases)
    func whole(access: SwiftNames.Access) throws {
        let fox = try picture(
            "fox", "art/Images/fox.png", .init(1024, 768), alt: "A red fox", imageset: "Red Fox",
            picture("fox", "art/Web/fox.webp", .init(640, 480), alt: "A red fox"),
            picture("fox", "art/Web/fox-card.jpg", alt: "A red fox"))
        let owl = try picture("default", "art/Images/default.png")
        try expectGolden(
            text([fox, owl], names("Pictures", access), of: "art/images.json"),
            at: "typed-names/\(access.rawValue).swift.txt")
    }

    @Test("an image that is not made has neither sides nor a line for them; without alt there is no label")
    func unmade() throws {
        #expect(
            try declarations(picture("walk-in", "walk.in.png")) == """
                  static let walkIn = Picture(
                    name: "walk-in",
                    path: "walk.in.png",
                    fileName: "walk.in",
                    fileExtension: "png"
                  )


                """)
    }

    @Test("renditions stand below their image, and a comma behind the last of several")
    func renditions() throws {
        let small = try picture("fox", "Web/fox.webp", .init(64, 32))
        #expect(
            try declarations(picture("fox", "A/fox.png", .init(2, 1), small)) == """
                  static let fox = Picture(
                    name: "fox",
                    path: "A/fox.png",
                    fileName: "fox",
                    fileExtension: "png",
                    width: 2,
                    height: 1,
                    renditions: [
                      Picture(
                        name: "fox",
                        path: "Web/fox.webp",
                        fileName: "fox",
                        fileExtension: "webp",
                        width: 64,
                        height: 32
                      )
                    ]
                  )


                """)
        #expect(
            try declarations(picture("fox", "A/fox.png", .init(2, 1), small, small)).hasSuffix(
                "      ),\n    ]\n  )\n\n"))
    }

    @Test("a manifest without images has a file too")
    func empty() throws {
        #expect(try declarations() == "")
    }

    @Test("a text that would be longer than a line begins on a line of its own")
    func longText() throws {
        let small = try picture("fox", "small.png")
        // The comma behind it counts too.
        for (count, isBroken, end) in [(89, false, "\n"), (90, true, "\n"), (88, false, ",\n"), (89, true, ",\n")] {
            let alt = String(repeating: "a", count: count)
            let declared =
                end == "\n"
                ? try declarations(picture("fox", "fox.png", alt: alt))
                : try declarations(picture("fox", "fox.png", alt: alt, small))
            #expect(declared.contains("    alt:\n      \"\(alt)\"\(end)") == isBroken)
            #expect(declared.contains("    alt: \"\(alt)\"\(end)") != isBroken)
        }
    }

    @Test(
        "what Swift, a terminal or an editor would obey in a text is written as what it is",
        arguments: [
            ("A \"red\" fox", #""A \"red\" fox""#), ("\\(1 + 1)", #""\\(1 + 1)""#), ("a\nb\tc\rd", #""a\nb\tc\u{D}d""#),
            ("\u{202E}xof\u{202C}", #""\u{202E}xof\u{202C}""#),
            ("\u{200F}\u{2066}\u{FEFF}", #""\u{200F}\u{2066}\u{FEFF}""#),
            ("\u{0}\u{7F}\u{85}\u{2028}\u{2029}", #""\u{0}\u{7F}\u{85}\u{2028}\u{2029}""#),
            ("\u{E0041}", #""\u{E0041}""#),
            ("\"\u{301}", "\"\\\"\u{301}\""), ("\u{1F469}\u{200D}\u{1F680}", "\"\u{1F469}\u{200D}\u{1F680}\""),
            ("猫 é", "\"猫 é\""), ("", "\"\""), ("*/ // #if \"\"\"", #""*/ // #if \"\"\"""#),
        ])
    func literals(text: String, literal: String) {
        #expect(Array(text.swiftLiteral.unicodeScalars) == Array(literal.unicodeScalars), "\(text.swiftLiteral)")
    }
}
