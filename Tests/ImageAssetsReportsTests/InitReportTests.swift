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
}
