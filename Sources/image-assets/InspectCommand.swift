import ArgumentParser
import ImageAssets

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Decodes PNG files and prints their true facts, or what is wrong and where."
    )

    @Argument(help: ArgumentHelp("PNG files.", valueName: "file"))
    var files: [String]

    @OptionGroup var format: FormatOption
    @OptionGroup(visibility: .hidden) var ignored: PackageOptions
    @OptionGroup var plugin: PluginOptions
    @OptionGroup var limits: LimitOptions

    @Flag(help: "Also a digest of the decoded pixels: equal for files that look the same.")
    var pixels = false

    func run() async throws {
        try await Ending.run("inspect", format.format) {
            let (limits, hashesPixels) = (limits.limits, pixels)
            let inspections = await files.mapOnAllCores {
                Inspection(of: $0, limits: limits, hashesPixels: hashesPixels)
            }
            switch format.format {
            case .json: Ending.printOut(inspections.json)
            case .text:
                for inspection in inspections {
                    if inspection.isSound {
                        Ending.printOut(inspection.text)
                    } else {
                        Ending.printError(inspection.text)
                    }
                }
            }
            return inspections.allSatisfy(\.isSound) ? .done : .failed
        }
    }
}
