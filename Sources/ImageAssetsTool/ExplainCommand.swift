import ArgumentParser
import ImageAssetsAPI
import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsRuns
import ImageAssetsSystem

struct ExplainCommand: DecodingCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Says everything about one image: inputs, fingerprint, state, store, request."
    )

    @Argument(help: "The image.")
    var name: String

    @Option(name: .packagePath, help: .packagePath) var packagePath = "."
    @Option(name: .manifest, help: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output) var output: String?
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    func run() async throws {
        try await Ending.run(self) {
            let workspace = try workspace()
            let survey = try await Survey(of: workspace, limits: limits, closely: [name]) {
                Ending.note($0, workspace.commands)
            }
            guard let image = try survey.images(named: [name]).first else { return .usage }
            let endpoint = Result {
                try ServiceEndpoint.resolve(
                    rules: survey.manifest.rules, baseURLOption: nil, environment: ProcessInfo.processInfo.environment
                ).baseURL.text
            }
            return try Ending.present(Explanation(of: image, in: survey, endpoint: endpoint))
        }
    }
}
