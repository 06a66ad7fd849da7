import ArgumentParser
import ImageAssetsModel
import ImageAssetsReports
import ImageAssetsRuns

struct InitCommand: PackageCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Writes a first images.json.", usage: usage("init [<options>]"),
        discussion: examples("init", "init --manifest Art/icons.json"))

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifest, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output, completion: .file()) var output: String?

    func run() async throws {
        try await Ending.run(self) {
            let workspace = try workspace()
            let found = FirstManifest.surroundings(in: workspace)
            guard try FirstManifest.write(in: workspace, showingIn: found.catalog) else {
                throw UsageError.existingManifest(workspace.manifest)
            }
            return Ending.present(
                InitReport(
                    workspace.manifest, adoptable: found.adoptable, catalog: found.catalog, resource: found.resource,
                    target: found.target, commands: workspace.commands))
        }
    }
}
