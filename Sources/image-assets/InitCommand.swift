import ArgumentParser
import ImageAssets

struct InitCommand: PackageCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "Writes a first images.json.")

    @Option(name: .packagePath, help: .packagePath) var packagePath = "."
    @Option(help: .manifest) var manifest = "images.json"
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text

    func run() async throws {
        try await Ending.run("init", format) {
            let workspace = try workspace()
            guard try FirstManifest.write(in: workspace) else {
                throw UsageError("\(workspace.manifest) exists already; it was left as it is")
            }
            let adoptable = FirstManifest.adoptable(in: workspace)
            switch format {
            case .json: try Ending.printOut(FirstManifest.document(workspace.manifest, adoptable: adoptable))
            case .text: FirstManifest.lines(workspace.manifest, adoptable: adoptable).forEach { Ending.printOut($0) }
            }
            Ending.printError(FirstManifest.nextStep(workspace.manifest))
            return .done
        }
    }
}
