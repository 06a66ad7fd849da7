import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("Renditions in what accept, choose and prune say")
struct RenditionCommandReportTests {
    @Test("a rendition that cannot be accepted is told by what the file is")
    func refusals() throws {
        let (fox, path) = (try ImageName("fox"), try PackagePath("Web/fox.jpg"))
        let cases: [(Acceptance.Fault, String)] = [
            (.otherKind(.known(.text), insteadOf: .jpeg), "is text, not a JPEG"),
            (.unsound(.jpeg, RenditionFailure(.unsound(.jpeg, "it has no end"))), "is not a sound JPEG: it has no end"),
        ]
        for (refusal, words) in cases {
            let report = AcceptReport(Acceptances([], [RenditionAcceptance(fox, path, .failure(refusal))]))
            #expect(report.lines(output: .plain, errors: .plain) == [.error("error: fox: Web/fox.jpg \(words)")])
        }
    }

    @Test("choosing another picture says which renditions it leaves out of date, and what makes them for nothing")
    func chosen() throws {
        let fox = try image("fox", renditions: [try rendition("Web/fox.webp")])
        var choice = Choice(
            fox, candidates: [], outcome: .published(digest("fox"), notes: [], outdated: []), commands: CommandForm())
        #expect(ChooseReport(choice).lastLine?.contains("out of date") == false)
        #expect(ChooseReport(choice).members["outdatedRenditions"] == nil)
        choice.outdatedRenditions = fox.entry.renditions.map(\.output)
        let words = " 1 rendition is out of date: `image-assets generate --offline` makes it, at no cost."
        #expect(ChooseReport(choice).lastLine?.hasSuffix(words) == true)
        #expect(ChooseReport(choice).members["outdatedRenditions"] == .array(["Web/fox.webp"]))
    }

    @Test("prune and accept tell of renditions beside images")
    func lockfileCommands() throws {
        let (fox, path) = (try ImageName("fox"), try PackagePath("Web/fox.webp"))
        let pruned = Pruning(name: fox, path: path, asset: .deleted)
        let prune = PruneReport(Prunings(images: [], renditions: [pruned], store: nil), isDryRun: false)
        #expect(prune.lines(output: .plain, errors: .plain) == [.output("pruned  fox  Web/fox.webp deleted")])
        #expect(prune.lastLine == "1 rendition pruned.")
        let both = PruneReport(Prunings(images: [pruned], renditions: [pruned, pruned], store: nil), isDryRun: false)
        #expect(both.lastLine == "1 image and 2 renditions pruned.")
        let web = try rendition("Web/fox.webp")
        let record = try image("fox").record(of: web, asset: "fox", content: "web", kind: .accepted)
        let accept = AcceptReport(
            Acceptances(
                [],
                [
                    RenditionAcceptance(fox, path, .success(record)),
                    RenditionAcceptance(fox, try PackagePath("Web/b.webp"), .failure(.absent)),
                ]))
        #expect(
            accept.lines(output: .plain, errors: .plain) == [
                .output("accepted  fox  Web/fox.webp  640x427  as somebody's work, which runs leave alone"),
                .error("error: fox: Web/b.webp is missing"),
            ])
        #expect(accept.lastLine == "1 rendition accepted; 1 refused: Web/b.webp.")
        #expect(accept.exitStatus == .failed)
    }
}
