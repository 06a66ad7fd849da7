import ImageAssetsModel
import ImageAssetsReports
import ImageAssetsText
import Testing

@Suite("What init says")
struct InitReportTests {
    private func lines(resource: String?) throws -> [Output] {
        InitReport(
            try PackagePath("images.json"), adoptable: [], catalog: try PackagePath("Sources/App/Media.xcassets"),
            resource: resource, commands: CommandForm()
        ).lines(output: .plain, errors: .plain)
    }

    @Test("a catalog in a target of the package is shown from its bundle, too")
    func resource() throws {
        let app = try lines(resource: nil)
        let target = try lines(resource: "Media.xcassets")
        #expect(
            app.contains(
                .output(
                    #"Image("hero") or UIImage(named: "hero"). Without "renditions" it stays out of the catalog."#)))
        #expect(target.starts(with: app))
        #expect(
            target.dropFirst(app.count) == [
                .output(
                    #"It lies in a target of this package: with resources: [.process("Media.xcassets")] in Package.swift"#
                ),
                .output(#"that target shows the image by Image("hero", bundle: .module)."#),
            ])
    }

    @Test(
        "of many files that it could adopt the first are named, and a single one that is left too",
        arguments: [20, 21, 22])
    func adoptable(_ count: Int) throws {
        let files = try (0..<count).map { try PackagePath("\($0).png") }
        let lines = InitReport(
            try PackagePath("images.json"), adoptable: files, catalog: nil, resource: nil, commands: CommandForm()
        ).lines(output: .plain, errors: .plain)
        #expect(lines.contains(.output("  20.png")) == (count == 21))
        #expect(lines.contains(.output("  and 2 more")) == (count == 22))
        #expect(!lines.contains(.output("  and 1 more")))
    }
}
