import ArgumentParser
import Foundation
import ImageAssets
import ImagesAPI

struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Says everything about one image: inputs, fingerprint, state, store, request."
    )

    @Argument(help: "The image.")
    var name: String

    @OptionGroup var package: PackageOptions
    @OptionGroup var plugin: PluginOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var limits: LimitOptions

    func run() async throws {
        try await Ending.run("explain", format.format) {
            let survey = try await Survey(of: try package.workspace(), limits: limits.limits) { Ending.warn($0) }
            guard let image = try survey.images(named: [name]).first else { return .usage }
            let endpoint = try ServiceEndpoint.resolve(
                rules: survey.rules, baseURLOption: nil, environment: ProcessInfo.processInfo.environment
            )
            let explanation = Explanation(of: image, in: survey, endpoint: endpoint.baseURL.text)
            if format.format == .json {
                Ending.printOut(explanation.json)
            } else {
                Ending.printOut(explanation.text(Ending.outputStyle))
            }
            return .done
        }
    }
}
