import ArgumentParser
import ImageAssetsModel
import ImageAssetsRuns

struct InitCommand: PackageCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "Writes a first images.json.")

    @Option(name: .packagePath, help: .packagePath) var packagePath = "."
    @Option(name: .manifest, help: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output) var output: String?

    func run() async throws {
        try await Ending.run(self) {
            let workspace = try workspace()
            guard try FirstManifest.write(in: workspace) else {
                throw UsageError("\(workspace.manifest) exists already; it was left as it is")
            }
            let adoptable = FirstManifest.adoptable(in: workspace)
            FirstManifest.lines(workspace.manifest, adoptable: adoptable).forEach { Ending.printOut($0) }
            if format == .json {
                try Ending.deliver(FirstManifest.document(workspace.manifest, adoptable: adoptable))
            }
            Ending.printError(FirstManifest.nextStep(workspace))
            return .done
        }
    }
}
