import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsComposition

/// What `explain` says of where a prompt's words come from.
@Suite struct PromptPieceTests {
    private func piece(_ text: String, _ origin: PromptPiece.Origin, _ file: String, line: Int) throws -> PromptPiece {
        PromptPiece(
            text: text, origin: origin, file: try PackagePath(file), location: SourceLocation(line: line, column: 7))
    }

    private func pieces() throws -> [PromptPiece] {
        [
            try piece("A ", .entry, "images.json", line: 12),
            try piece("fox", .variable("animal", member: nil, id: "fox"), "images.json", line: 3),
            try piece("smiling", .variable("mood", member: "text", id: "happy"), "images.json", line: 4),
            try piece("\nflat \u{1B}", .fragment("style"), "Prompts/a.txt", line: 1),
            try piece("!", .promptFile, "Prompts/b.txt", line: 1),
        ]
    }

    private func explanation(_ pieces: [PromptPiece]) throws -> ExplainReport {
        let step = try #require(Observation(lock: [:]).plan([image("a", prompt: "A fox")]).steps.first)
        let explanation = Explanation(
            step: step, pieces: pieces, entry: nil, results: [], unusable: [], lastFailure: nil, rules: .bettertoken,
            endpoint: .failure(CancellationError()), commands: CommandForm())
        return ExplainReport([explanation], of: "a")
    }

    private func text(_ explanation: ExplainReport) -> String {
        explanation.lines(output: .plain, errors: .plain).map { line in
            if case .output(let text) = line { text } else { "" }
        }.joined(separator: "\n")
    }

    @Test("each piece has a line with its place, and one alone needs none")
    func lines() throws {
        let all = text(try explanation(try pieces()))
        #expect(
            all.hasSuffix(
                """
                  prompt
                    | A fox
                  prompt from
                    images.json:12:7   the image itself                "A "
                    images.json:3:7    variable animal                 "fox"
                    images.json:4:7    variable mood.text, mood happy  "smiling"
                    Prompts/a.txt:1:7  fragment style                  "\\nflat \\u{001B}"
                    Prompts/b.txt:1:7  the prompt file                 "!"
                """))
        #expect(!text(try explanation(Array(try pieces().prefix(1)))).contains("prompt from"))
    }

    @Test("the document has each with its place and source")
    func document() throws {
        let found = try explanation(try pieces()).members["promptPieces"]
        guard case .array(let pieces)? = found else {
            Issue.record("there is no list")
            return
        }
        #expect(
            pieces.map(\.canonicalText) == [
                #"{"column":7,"file":"images.json","line":12,"source":"image","text":"A "}"#,
                #"{"column":7,"file":"images.json","line":3,"name":"animal","source":"variable","text":"fox","value":"fox"}"#,
                #"{"column":7,"file":"images.json","line":4,"member":"text","name":"mood","source":"variable","#
                    + #""text":"smiling","value":"happy"}"#,
                #"{"column":7,"file":"Prompts/a.txt","line":1,"name":"style","source":"fragment","text":"\nflat \u001b"}"#,
                #"{"column":7,"file":"Prompts/b.txt","line":1,"source":"promptFile","text":"!"}"#,
            ])
    }
}
