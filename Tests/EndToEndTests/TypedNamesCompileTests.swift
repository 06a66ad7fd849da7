import Foundation
import Testing

/// What the file says to a compiler, and to `swift format`.
@Suite("typed names, compiled", .timeLimit(.minutes(10)))
struct TypedNamesCompileTests {
    /// Whatever an image may be called that a program might stumble over.
    private static let hostile = [
        "self", "init", "Type", "Protocol", "Any", "dynamicType", "none", "some", "all", "url", "image", "name",
        "picture",
        "Picture-2", "swift", "foundation", "Swift-UI", "string", "default", "class", "as", "associatedtype", "break",
        "case", "catch", "continue", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false",
        "fileprivate", "for", "func", "guard", "if", "import", "in", "inout", "internal", "is", "let", "nil",
        "operator",
        "precedencegroup", "private", "public", "repeat", "rethrows", "return", "static", "struct",
        "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while", "async",
        "await", "open", "package", "actor", "macro", "each", "consume", "copy", "borrowing", "lazy", "weak",
        "unowned", "get", "set", "didSet", "left", "right", "prefix", "nonisolated", "sending", "then", "discard",
        "hashValue", "rawValue", "allCases", "description", "1up", "2-3", "0", "99.png", "a.b.c", "walk-in", "x__y",
        "URLIcon", "iOS-18", "HTTP2", "fox-images", "海报", "Größe-2.5_x", "नमस्ते", "٣", "e\u{301}tude", "café", "ﬁ-ﬁ",
        "ǆ-ǆ",
        "İstanbul", "ß-ß", "1\u{FE0F}\u{20E3}", "ℹ\u{FE0F}", "\u{2E2F}", "a-\u{301}\u{20DD}", "ה-שלום", "한글", "𝒜-𝒷",
        "ᾳ-ᾳ",
        String(repeating: "long", count: 25),
    ]

    private static let alts = [
        #"A \"quoted\" \\ fox"#, #"\\(fatalError())"#, #"Two\nlines\u2028and\u202Emore"#, #"*/ \"\"\" #if"#,
        String(repeating: "A very long text. ", count: 40),
    ]

    private struct Generated {
        let package: TestPackage
        let text: String
        /// Of the images, in the order of the manifest.
        let identifiers: [Substring]
    }

    private func generated(access: String) async throws -> Generated {
        let package = try TestPackage()
        let images = Self.hostile.enumerated().map { number, name in
            #"{ "name": "\#(name)", "prompt": "A", "output": "A/\#(number).png", "#
                + #""alt": "\#(Self.alts[number % Self.alts.count])", "#
                + #""renditions": [{ "output": "B/\#(number).png" }, { "output": "C/\#(number).png" }] }"#
        }
        try package.write(
            """
            { "version": 1, "swift": { "output": "Images.swift", "access": "\(access)" }, "images": [
            \(images.joined(separator: ",\n")) ] }
            """, to: "images.json")
        let ended = try await package.run("--offline")
        #expect(ended.status == 3, "\(ended.errors)")
        let text = String(decoding: try package.read("Images.swift"), as: UTF8.self)
        let identifiers = text.matches(of: #/static let (\S+) = /#.matchingSemantics(.unicodeScalar)).map(\.1)
        #expect(identifiers.count == Self.hostile.count)
        return Generated(package: package, text: text, identifiers: identifiers)
    }

    private func swift(_ arguments: String..., in package: TestPackage) async throws -> Tool.Ended {
        try await Tool(URL(fileURLWithPath: "/usr/bin/env"), arguments: arguments, in: package.path).wait()
    }

    @Test("every name there can be compiles in both language modes, as does what SwiftUI would see of it")
    func compiled() async throws {
        for access in ["internal", "public"] {
            let made = try await generated(access: access)
            let uses = made.identifiers.map { "    Images.\($0),\n" }.joined()
            try made.package.write(
                """
                import Foundation
                struct Picture {}
                struct Rendition {}
                let all: [Images.Picture] = [
                \(uses)]
                func text(_ bundle: Bundle) -> String? { all.first?.url(in: bundle)?.absoluteString ?? all.first?.alt }
                """, to: "Uses.swift")
            try made.package.write(
                """
                import SwiftUI
                func image(_ bundle: Bundle) -> Image { Images._self.image(in: bundle) }
                """, to: "Views.swift")
            try made.package.write(
                """
                @_exported import Foundation
                public struct Text { public init(verbatim: String) {} }
                public struct Image {
                  public init(_ name: String, bundle: Bundle? = nil, label: Text) {}
                  public init(decorative name: String, bundle: Bundle? = nil) {}
                }
                """, to: "Stub/SwiftUI.swift")
            let stub = try await swift(
                "swiftc", "-emit-module", "-parse-as-library", "-module-name", "SwiftUI", "-o",
                "Stub/SwiftUI.swiftmodule", "Stub/SwiftUI.swift", in: made.package)
            #expect(stub.status == 0, "\(stub.errors)")
            let plain = try await swift(
                "swiftc", "-typecheck", "-warnings-as-errors", "-swift-version", "5", "Images.swift", "Uses.swift",
                in: made.package)
            #expect(plain.status == 0, "\(plain.errors)")
            let strict = try await swift(
                "swiftc", "-typecheck", "-warnings-as-errors", "-swift-version", "6", "-enable-upcoming-feature",
                "InternalImportsByDefault", "-I", "Stub", "Images.swift", "Uses.swift", "Views.swift", in: made.package)
            #expect(strict.status == 0, "\(strict.errors)")
        }
    }

    @Test("`swift format` has nothing to say of it, by its own style or by another, and lays it out like that itself")
    func formatted() async throws {
        let made = try await generated(access: "package")
        let style = Tool.repository.appendingPathComponent(".swift-format").path
        for options in [[], ["--configuration", style]] {
            let lint = try await Tool(
                URL(fileURLWithPath: "/usr/bin/env"),
                arguments: ["swift", "format", "lint", "--strict"] + options + ["Images.swift"], in: made.package.path
            ).wait()
            #expect(lint.status == 0 && lint.errors.isEmpty, "\(lint.errors)")
        }
        // What is asked to be left alone, but for what is longer than any line.
        let line = "// swift-format-ignore-file\n"
        let asked = made.text.replacingOccurrences(of: line, with: "")
        #expect(asked != made.text)
        let short = asked.replacingOccurrences(of: String(repeating: "long", count: 25), with: "long")
        try made.package.write(short, to: "Images.swift")
        let formatted = try await swift("swift", "format", "Images.swift", in: made.package)
        #expect(formatted.output == short, "\(formatted.errors)")
    }

    @Test("a package finds each picture by its name, among resources that are processed and that are copied")
    func resources() async throws {
        let package = try TestPackage()
        try package.write(
            """
            {
              "version": 1,
              "swift": { "output": "Sources/App/Images.swift", "type": "Pictures" },
              "images": [
                { "name": "fox", "prompt": "A", "output": "Sources/App/Flat/fox.png" },
                { "name": "kept-fox", "prompt": "B", "output": "Sources/App/Kept/Deep/fox.png",
                  "renditions": [{ "output": "Sources/App/Kept/Deep/fox-64.png", "width": 64 }] },
                { "name": "icon.dark", "prompt": "C", "output": "Sources/App/Kept/icon.dark.png", "alt": "A \\"dark\\" icon" },
                { "name": "elsewhere", "prompt": "D", "output": "Art/elsewhere.png",
                  "renditions": [{ "output": "Sources/App/Flat/Small/${name}-32.png", "width": 32 }] }
              ]
            }
            """, to: "images.json")
        let ended = try await package.run("--placeholder")
        #expect(ended.status == 0, "\(ended.errors)")
        try package.write(
            """
            // swift-tools-version: 6.1
            import PackageDescription
            let package = Package(
              name: "App",
              targets: [
                .executableTarget(name: "App", resources: [.process("Flat"), .copy("Kept")])
              ])
            """, to: "Package.swift")
        try package.write(
            """
            import Foundation

            for picture in [Pictures.fox, Pictures.keptFox, Pictures.iconDark, Pictures.elsewhere] {
              for file in [picture] + picture.renditions {
                let count = try file.url(in: .module).map { try Data(contentsOf: $0).count }
                print(file.path, count ?? -1, file.width ?? -1, file.alt ?? "-")
              }
            }
            let small = Pictures.elsewhere.rendition(at: "Sources/App/Flat/Small/elsewhere-32.png")
            print(small?.fileName ?? "-", small?.fileExtension ?? "-", small?.height ?? -1)
            """, to: "Sources/App/main.swift")
        let run = try await swift("swift", "run", "--disable-sandbox", in: package)
        #expect(run.status == 0, "\(run.errors)\(run.output)")
        let count = { (path: String) in try package.read("Sources/App/" + path).count }
        #expect(
            run.output == """
                Sources/App/Flat/fox.png \(try count("Flat/fox.png")) 1024 -
                Sources/App/Kept/Deep/fox.png \(try count("Kept/Deep/fox.png")) 1024 -
                Sources/App/Kept/Deep/fox-64.png \(try count("Kept/Deep/fox-64.png")) 64 -
                Sources/App/Kept/icon.dark.png \(try count("Kept/icon.dark.png")) 1024 A "dark" icon
                Art/elsewhere.png -1 1024 -
                Sources/App/Flat/Small/elsewhere-32.png \(try count("Flat/Small/elsewhere-32.png")) 32 -
                elsewhere-32 png 32

                """)
        #expect(try package.read("Sources/App/Flat/fox.png") != package.read("Sources/App/Kept/Deep/fox.png"))
    }
}
