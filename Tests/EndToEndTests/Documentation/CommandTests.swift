import Testing

/// Pages are typed off, so what they say is what happens.
@Suite("commands of the documentation", .enabled(if: Repository.isPossible), .timeLimit(.minutes(5)))
struct CommandTests {
    @Test("every command of a page does what the page says", arguments: MarkdownPage.all)
    func commands(_ page: MarkdownPage) async throws {
        try await Walkthrough.take(page)
    }

    @Test("few commands are left out, each with a reason", arguments: MarkdownPage.all)
    func leftOut(_ page: MarkdownPage) {
        for block in page.blocks where block.language == "sh" {
            #expect(block.comment("not run") != "", "\(page.path):\(block.line) does not say why it is not run")
        }
    }
}
