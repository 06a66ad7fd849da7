import ArgumentParser
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsReports

struct InspectCommand: DecodingCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Decodes PNG files and says what they are, or what is wrong and where.",
        usage: usage("inspect <file> ... [<options>]"),
        discussion: """
            Of a JPEG or WebP it reads the header, and of all three the labels that say where a picture came from.

            \(examples("inspect Images/hero.png", "inspect Art/*.png --pixels --format json"))
            """
    )

    @Argument(help: ArgumentHelp("PNG, JPEG or WebP files.", valueName: "file"), completion: .file())
    var files: [String]

    @Option(help: .format) var format = OutputFormat.text
    @Option(name: .packagePath, help: .packagePath.concealed) var packagePath = "."
    @Option(name: .manifest, help: .manifest.concealed) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    @Flag(help: "Also a digest of a PNG's decoded pixels: equal for files that look the same.")
    var pixels = false

    var output: String? { nil }

    func run() async throws {
        try await Ending.run(self) {
            let (limits, hashesPixels) = (limits, pixels)
            let inspections = await files.mapOnAllCores {
                Inspection(of: $0, limits: limits, hashesPixels: hashesPixels)
            }
            return Ending.present(InspectReport(inspections))
        }
    }
}
