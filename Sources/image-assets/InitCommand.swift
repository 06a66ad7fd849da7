import ArgumentParser
import ImageAssets

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "Writes a first images.json.")

    @OptionGroup var package: PackageOptions
    @OptionGroup var plugin: PluginOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await Ending.run("init", format.format) {
            let workspace = try package.workspace()
            guard try FirstManifest.write(in: workspace) else {
                throw UsageError("\(workspace.manifest) exists already; it was left as it is")
            }
            let adoptable = FirstManifest.adoptable(in: workspace)
            switch format.format {
            case .json: Ending.printOut(FirstManifest.document(workspace.manifest, adoptable: adoptable))
            case .text: FirstManifest.lines(workspace.manifest, adoptable: adoptable).forEach { Ending.printOut($0) }
            }
            Ending.printError(FirstManifest.nextStep(workspace.manifest))
            return .done
        }
    }
}
