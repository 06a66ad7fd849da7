import ArgumentParser
import ImageAssetsAPI
import ImageAssetsComposition
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsReports
import ImageAssetsSystem

struct ExplainCommand: DecodingCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Says everything about an image: inputs, fingerprint, state, store, request.",
        usage: usage("explain <name> [<options>]"),
        discussion: examples("explain hero", "explain 'icon-*' --format json")
    )

    @Argument(help: "The image; * and ? match several.", completion: .names)
    var name: String

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifest, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output, completion: .file()) var output: String?
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    func run() async throws {
        try await Ending.run(self) {
            let workspace = try workspace()
            let survey = try await Survey(of: workspace, limits: limits, closely: [name]) {
                Ending.note($0, workspace.commands)
            }
            let images = try survey.images(named: [name])
            let endpoint = Result {
                try ServiceEndpoint.resolve(
                    rules: survey.manifest.rules, baseURLOption: nil, environment: ProcessInfo.processInfo.environment
                ).baseURL.text
            }
            let explanations = Explanation.all(of: images, in: survey, endpoint: endpoint)
            return Ending.present(ExplainReport(explanations, of: name))
        }
    }
}
