import Foundation
import Testing

/// A page of the documentation as GitHub reads it, as far as tests ask: blocks, tables, headings, links, code.
struct MarkdownPage: Sendable, CustomTestStringConvertible {
    /// A part of the page that a fence surrounds.
    struct Block: Sendable {
        /// The word behind the fence: `sh`, `json`; empty where there is none.
        let language: String
        let text: String
        /// Of its fence.
        let line: Int
        /// What the HTML comments directly above it say, each without its marks.
        let comments: [String]
        /// Whether nothing but comments stands between the block before and this one.
        let followsBlock: Bool

        /// What a comment `KEY: VALUE` says.
        func comment(_ key: String) -> String? {
            comments.first { $0.hasPrefix(key + ":") }.map {
                String($0.dropFirst(key.count + 1)).trimmingCharacters(in: .whitespaces)
            }
        }
    }

    struct Table: Sendable {
        let header: [String]
        let rows: [[String]]
        let line: Int
        let comments: [String]
    }

    struct Link: Sendable {
        let target: String
        let line: Int
    }

    /// Relative to the repository.
    let path: String
    private(set) var blocks: [Block] = []
    private(set) var tables: [Table] = []
    private(set) var links: [Link] = []
    /// As links name them, without `#`.
    private(set) var anchors: Set<String> = []
    /// Inline code, each span whole.
    private(set) var code: [String] = []
    /// Lines beyond 120 columns that could have been broken.
    private(set) var longLines: [Int] = []

    var testDescription: String { path }

    init(path: String, text: String) {
        self.path = path
        var reader = Reader(lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        while let line = reader.next() { read(line, &reader) }
    }

    private struct Reader {
        let lines: [String]
        var index = 0
        var comments: [String] = []
        var isRightBehindBlock = false

        mutating func next() -> String? {
            guard index < lines.count else { return nil }
            defer { index += 1 }
            return lines[index]
        }
    }

    private mutating func read(_ line: String, _ reader: inout Reader) {
        let bare = line.trimmingCharacters(in: .whitespaces)
        let number = reader.index
        if bare.hasPrefix("```") {
            readBlock(fence: line, number, &reader)
            return
        }
        if bare.hasPrefix("<!--") {
            var comment = bare
            while !comment.hasSuffix("-->"), let more = reader.next() {
                comment += " " + more.trimmingCharacters(in: .whitespaces)
            }
            reader.comments.append(
                comment.dropFirst(4).dropLast(3).trimmingCharacters(in: .whitespaces))
            return
        }
        if bare.isEmpty { return }
        defer {
            reader.comments = []
            reader.isRightBehindBlock = false
        }
        if bare.hasPrefix("|") {
            readTable(from: line, number, &reader)
            return
        }
        if line.count > 120, bare.contains(" "), line.firstRange(of: "](") == nil { longLines.append(number) }
        if let heading = line.wholeMatch(of: /#{1,6} +(.*?)/) { addAnchor(String(heading.output.1)) }
        readInline(line, number)
    }

    private mutating func readBlock(fence: String, _ number: Int, _ reader: inout Reader) {
        let indent = fence.prefix { $0 == " " }
        let ticks = fence.dropFirst(indent.count).prefix { $0 == "`" }
        var text = ""
        while let line = reader.next(), line.trimmingCharacters(in: .whitespaces) != ticks {
            text += (line.hasPrefix(indent) ? line.dropFirst(indent.count) : line[...]) + "\n"
        }
        blocks.append(
            Block(
                language: fence.dropFirst(indent.count + ticks.count).trimmingCharacters(in: .whitespaces), text: text,
                line: number, comments: reader.comments, followsBlock: reader.isRightBehindBlock))
        reader.comments = []
        reader.isRightBehindBlock = true
    }

    private mutating func readTable(from first: String, _ number: Int, _ reader: inout Reader) {
        var rows = [Self.cells(first)]
        readInline(first, number)
        while reader.index < reader.lines.count, reader.lines[reader.index].hasPrefix("|"), let line = reader.next() {
            readInline(line, reader.index)
            rows.append(Self.cells(line))
        }
        tables.append(
            Table(header: rows[0], rows: Array(rows.dropFirst(2)), line: number, comments: reader.comments))
    }

    private mutating func readInline(_ line: String, _ number: Int) {
        code += Self.code(in: line)
        let plain = line.replacing(/`[^`]+`/, with: "code")
        links += plain.matches(of: /\]\(([^()\s]+)\)/).map { Link(target: String($0.output.1), line: number) }
    }

    /// By GitHub's rule: small letters, no punctuation, a hyphen for each space, a number where it is there already.
    private mutating func addAnchor(_ heading: String) {
        let words = heading.replacing(/\]\([^)]*\)/, with: "").lowercased()
        let base = String(
            words.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }.map {
                $0 == " " ? "-" : $0
            })
        var anchor = base
        var number = 0
        while !anchors.insert(anchor).inserted {
            number += 1
            anchor = "\(base)-\(number)"
        }
    }

    private static func cells(_ line: String) -> [String] {
        line.trimmingCharacters(in: .whitespaces).dropFirst().replacing(#"\|"#, with: "\u{1}").split(
            separator: "|", omittingEmptySubsequences: false
        ).map { $0.replacing("\u{1}", with: "|").trimmingCharacters(in: .whitespaces) }.dropLast()
    }

    /// The code spans of a text.
    static func code(in text: String) -> [String] {
        text.matches(of: /`([^`]+)`/).map { String($0.output.1) }
    }
}

extension MarkdownPage {
    /// README and whatever lies in the folder of the documentation.
    static let all: [MarkdownPage] = {
        let folder = Tool.repository.appendingPathComponent("Documentation")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return (["README.md"] + names.filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/" + $0 }).compactMap
        {
            read($0)
        }
    }()

    /// Pages that are not the user's, whose links have to hold all the same.
    static let others = ["CONTRIBUTING.md", "CHANGELOG.md"].compactMap(read)

    private static func read(_ path: String) -> MarkdownPage? {
        guard let text = try? String(contentsOf: Tool.repository.appendingPathComponent(path), encoding: .utf8)
        else { return nil }
        return MarkdownPage(path: path, text: text)
    }

    /// The code in the first cells of tables: what a page explains, one by one.
    static let explained: Set<String> = Set(
        all.flatMap(\.tables).flatMap(\.rows).flatMap { code(in: $0.first ?? "") }.flatMap {
            [$0] + $0.split { " ,=[]".contains($0) }.map(String.init)
        })

    /// All code, inline and in blocks, by words.
    static let words: Set<String> = {
        let texts = all.flatMap { $0.code + $0.blocks.map(\.text) }
        return Set(
            texts.flatMap { $0.split { !($0.isLetter || $0.isNumber || "_-$.*".contains($0)) }.map(String.init) })
    }()
}
