import ArgumentParser
import ImageAssets

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "init", abstract: "Writes a first images.json.")

    @OptionGroup var package: PackageOptions
    @OptionGroup var plugin: PluginOptions

    func run() async throws {
        try await Ending.run {
            let workspace = try package.workspace()
            guard try FirstManifest.write(in: workspace) else {
                throw UsageError("\(workspace.manifest) exists already; it was left as it is")
            }
            Ending.printOut("Wrote \(workspace.manifest).")
            let found = FirstManifest.adoptable(in: workspace.folder)
            if !found.isEmpty {
                Ending.printOut("")
                Ending.printOut("PNG files that it could adopt:")
                for path in found { Ending.printOut("  \(path)") }
                Ending.printOut("To adopt one, add an image with its path as \"output\", then run `accept NAME`.")
            }
            Ending.printError("Next: `swift package generate-images --placeholder` draws stand-ins without a key.")
            return .done
        }
    }
}
