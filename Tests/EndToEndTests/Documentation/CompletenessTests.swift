import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// Whatever the code knows is explained, and nothing is that it does not know.
@Suite("completeness of the documentation")
struct CompletenessTests {
    @Test("every command has a row of a table")
    func commands() async throws {
        for command in try await ToolCommands.read().commands {
            expect(command.name, in: MarkdownPage.explained, "no table explains the command `\(command.name)`")
        }
    }

    @Test("every option has a row of a table")
    func options() async throws {
        let tool = try await ToolCommands.read()
        let all = tool.commands.reduce(tool.options) { $0.union($1.shown) }
        for option in all.sorted() where option != "-h" {
            expect(option, in: MarkdownPage.explained, "no table explains \(option)")
        }
    }

    @Test("no option is named that its command does not take")
    func strangeOptions() async throws {
        let tool = try await ToolCommands.read()
        // The library's own is in no list of its.
        let general = tool.options.union(["--generate-completion-script"])
        let options = tool.commands.reduce(general) { $0.union($1.options) }
        for page in MarkdownPage.all {
            let lines = page.blocks.filter { $0.language == "sh" }.flatMap {
                $0.text.replacing("\\\n", with: " ").split(separator: "\n").map(String.init)
            }
            for code in page.code + lines {
                for words in Self.words(ofTool: code) {
                    let command = tool.commands.first { $0.name == words.first { !$0.hasPrefix("-") } }
                    let known = command.map { $0.options.union(general) } ?? options
                    for word in words where word.hasPrefix("--") && word.count > 2 {
                        let option = String(word.prefix { $0 != "=" })
                        expect(option, in: known, "\(page.path): `\(code)` has \(option)")
                    }
                }
            }
        }
    }

    /// Of each call of the tool what follows its name; an option by itself counts as one, too.
    private static func words(ofTool code: String) -> [[String]] {
        if code.hasPrefix("--") { return foreign.contains(where: code.hasPrefix) ? [] : [[code.prefixOfOption]] }
        return code.prefix { $0 != "#" }.split { "|;&>()".contains($0) }.compactMap { part in
            let words = part.split(separator: " ").map(String.init)
            guard
                let call = words.lastIndex(where: { ["generate-images", "check-images", "image-assets"].contains($0) })
            else { return nil }
            return words[(call + 1)...].map { $0.replacing(/["'`\]\[]/, with: "") }
        }
    }

    /// Options of `swift package`, of Git and of what Xcode calls plugins with.
    private static let foreign = [
        "--allow-writing-to-package-directory", "--allow-network-connections", "--scratch-path", "--disable-sandbox",
        "--traits", "--ours", "--theirs", "--target",
    ]

    @Test("every variable of the environment has a row of a table")
    func variables() throws {
        let variables = try EnvironmentVariables.all()
        #expect(variables.isSuperset(of: ["NO_COLOR", "TERM", "IMAGES_BASE_URL", "all_proxy"]))
        for name in variables.sorted() {
            expect(name, in: MarkdownPage.explained, "no table explains \(name)")
        }
    }

    @Test("no variable of the tool's own is named that the code does not read")
    func strangeVariables() throws {
        let variables = try EnvironmentVariables.all()
        for name in MarkdownPage.words where name.hasPrefix("IMAGE_ASSETS_") || name.hasPrefix("IMAGES_") {
            expect(name, in: variables, "the documentation names \(name)")
        }
    }

    @Test("states, actions, statuses and codes have a table each, with a row for each of them, and no other")
    func vocabulary() {
        let statuses = (Int32(0)...255).compactMap(ImageAssetsModel.ExitStatus.init)
        expect("state", ImageState.allCases.map(\.rawValue))
        expect("action", ReportedAction.allCases.map(\.rawValue))
        expect("action of a rendition", RenditionReport.Action.allCases.map(\.rawValue))
        expect("action of the Swift file", TypedNamesReport.Action.allCases.map(\.rawValue))
        expect("error code", ImageFailure.Code.allCases.map(\.rawValue))
        expect("error code of a rendition", RenditionFailure.Code.allCases.map(\.rawValue))
        expect("exit status", statuses.map { "\($0.rawValue)" })
        expect("`status`", Set(statuses.map(\.word)).sorted())
        for word in ServiceRules.all.map(\.name) + Self.traits {
            expect(word, in: MarkdownPage.explained, "no table explains `\(word)`")
        }
    }

    private func expect(_ header: String, _ words: [String]) {
        let tables = MarkdownPage.all.flatMap { page in page.tables.map { (page, $0) } }
            .filter { $0.1.header.first == header }
        #expect(tables.count == 1, "\(tables.count) tables are headed “\(header)”")
        guard let (page, table) = tables.first else { return }
        let explained = table.rows.flatMap { MarkdownPage.code(in: $0[0]) }
        for word in words { expect(word, in: explained, "\(page.path):\(table.line) lacks `\(word)`") }
        for word in explained { expect(word, in: words, "\(page.path):\(table.line): there is no `\(word)`") }
    }

    /// Without printing where it was looked for.
    private func expect(_ word: String, in words: some Collection<String>, _ fault: String) {
        if !words.contains(word) { Issue.record("\(fault)") }
    }

    private static var traits: [String] {
        let text =
            (try? String(contentsOf: Tool.repository.appendingPathComponent("Package.swift"), encoding: .utf8)) ?? ""
        return text.matches(of: /\.trait\(name: "([^"]+)"/).map { String($0.output.1) }
    }

    @Test("every reason that a report gives is named")
    func reasons() throws {
        let words = MarkdownPage.words
        let named = Set(MarkdownPage.all.flatMap(\.code))
        for file in ["Reasons", "RenditionReasons"] {
            let source = try String(
                contentsOf: Tool.repository.appendingPathComponent("Sources/ImageAssetsWords/\(file).swift"),
                encoding: .utf8)
            let labels = source.matches(of: /Change\((?:[^"()]+ \? )?"([a-z ]+)[ "\\]/).map { String($0.output.1) }
            #expect(labels.count > 5)
            for label in labels.map({ $0.trimmingCharacters(in: .whitespaces) }) {
                #expect(named.contains(label) || words.contains(label), "no page names the reason `\(label)`")
            }
        }
    }

    @Test("every member of a document is named")
    func members() throws {
        let folder = Tool.repository.appendingPathComponent("Fixtures/reports")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".json") {
            let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
            for key in Self.keys(try JSONValue(parsing: SourceText(bytes))).sorted() {
                expect(key, in: MarkdownPage.words, "no page names `\(key)` of \(name)")
            }
        }
    }

    @Test("every member of the documents of the other commands is named")
    func otherMembers() async throws {
        let package = try TestPackage(images: ["hero": "A", "gone": "B"])
        try await StandInServer.run { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
        }
        try package.writeManifest(["hero": "A"])
        for arguments in [
            ["explain", "hero"], ["accept", "hero"], ["choose", "hero"], ["prune", "--store"], ["usage"],
            ["inspect", "Images/hero.png", "images.json"], ["init", "--manifest", "other.json"], ["doctor"],
        ] {
            let ended = try await package.start(arguments + ["--format", "json"]).wait()
            let document = try JSONValue(parsing: SourceText(Data(ended.output.utf8)))
            #expect(document["command"]?.string == arguments[0], "\(ended.errors)")
            for key in Self.keys(document).sorted() {
                expect(key, in: MarkdownPage.words, "no page names `\(key)` of `\(arguments[0])`")
            }
        }
    }

    @Test("no key is named in a text that neither a file nor a document has")
    func strangeKeys() throws {
        var known = DocumentedSchema.manifest.allKeys.union(DocumentedSchema.lockfile.allKeys)
        let folder = Tool.repository.appendingPathComponent("Fixtures/reports")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".json") {
            let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
            known.formUnion(Self.keys(try JSONValue(parsing: SourceText(bytes))))
        }
        for page in MarkdownPage.all {
            for code in page.code {
                for key in code.matches(of: /"([$A-Za-z]+)":/).map({ String($0.output.1) }) {
                    expect(key, in: known, "\(page.path): `\(code)` has a key that does not exist")
                }
            }
        }
    }

    private static func keys(_ value: JSONValue) -> Set<String> {
        let inner = (value.members.map(\.1) + value.elements).map(keys)
        return inner.reduce(Set(value.members.map(\.0))) { $0.union($1) }
    }
}

extension String {
    /// `--max-requests` of `--max-requests N`.
    fileprivate var prefixOfOption: String { String(prefix { $0 != " " && $0 != "=" }) }
}
