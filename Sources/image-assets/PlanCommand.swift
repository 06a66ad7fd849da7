import ArgumentParser
import Foundation
import ImageAssets
import ImagesAPI
import PNGCoding

struct PlanCommand: DecodingCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Says what `generate` would do to each image, and why. Sends and writes nothing."
    )

    @Argument(help: ArgumentHelp("Only these images.", valueName: "name"))
    var names: [String] = []

    @Option(name: .packagePath, help: .packagePath) var packagePath = "."
    @Option(help: .manifest) var manifest = "images.json"
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    @Option(
        name: .customLong("base-url"),
        help: ArgumentHelp("The server that `generate --base-url` would ask; a plan sends nothing.", valueName: "url")
    )
    var baseURL: String?

    @Flag(help: "Plan for stand-ins, as `generate --placeholder` would draw them.")
    var placeholder = false

    func run() async throws {
        try await Ending.run(.plan, format.ofReport) {
            if let baseURL { _ = try ServiceEndpoint(option: baseURL) }
            return try await ReadOnlyJob(
                workspace: try workspace(), limits: limits, format: format.ofReport,
                baseURL: baseURL
            ).report(
                .plan, names: names,
                options: PlanOptions(service: placeholder ? .placeholder : .real, allowsPlaceholders: placeholder)
            )
        }
    }
}

struct CheckCommand: DecodingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Fails when an image is out of date. Needs no key and no network, writes nothing."
    )

    @Argument(help: ArgumentHelp("Only these images.", valueName: "name"))
    var names: [String] = []

    @Option(name: .packagePath, help: .packagePath) var packagePath = "."
    @Option(help: .manifest) var manifest = "images.json"
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .reportFormat) var format = ReportFormat.text
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    @Flag(name: .customLong("allow-placeholders"), help: "Stand-ins count as up to date.")
    var allowPlaceholders = false

    @Flag(help: "Decode every asset through libpng, instead of trusting the lockfile for bytes that have its digest.")
    var deep = false

    func run() async throws {
        try await Ending.run(.check, format) {
            try await ReadOnlyJob(workspace: try workspace(), limits: limits, format: format)
                .report(
                    .check, names: names, options: PlanOptions(allowsPlaceholders: allowPlaceholders), isDeep: deep
                )
        }
    }
}

/// Looks, and says what it saw.
struct ReadOnlyJob {
    let workspace: Workspace
    let limits: PNGLimits
    let format: ReportFormat
    var baseURL: String?

    func report(
        _ command: Report.Command, names: [String], options: PlanOptions, isDeep: Bool = false
    ) async throws -> ExitStatus {
        if names.isEmpty, !isDeep, format == .text, !Ending.tellsGitHub, let images = workspace.imagesKnownUpToDate {
            Ending.printError(TextReport.nothingToDo(images: images))
            return .done
        }
        var report = Report(command: command)
        do {
            let survey = try await Survey(of: workspace, limits: limits) { Ending.warn($0) }
            var options = options
            if !names.isEmpty { options.names = try survey.images(named: names) }
            report = await survey.report(command, options: options, isDeep: isDeep, limits: limits)
            if command == .plan, report.requests > 0 {
                _ = try ServiceEndpoint.resolve(
                    rules: survey.rules, baseURLOption: baseURL, environment: ProcessInfo.processInfo.environment
                )
            }
        } catch let error as Diagnostics {
            report.diagnostics = error.all
        }
        let text = TextReport(names: report.images.map(\.name), style: Ending.outputStyle)
        return Ending.print(report, format, workspace: workspace, body: text.lines(report))
    }
}
