import ArgumentParser
import ImageAssetsAPI
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRuns
import ImageAssetsStore
import ImageAssetsSystem

struct PlanCommand: RunningCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Says what `generate` with the same arguments would do, and why. Sends and writes nothing.",
        usage: usage("plan [<name> ...] [<options>]"),
        discussion: examples("plan", "plan --regenerate hero", "plan 'icon-*' --verbose", "plan --format json")
    )

    @Argument(help: .names, completion: .names) var names: [String] = []

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifests, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output, completion: .file()) var output: String?
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    @Option(name: .baseURL, help: .baseURL) var baseURL: String?
    @Flag(help: .placeholder) var placeholder = false
    @Option(name: .maximumRequests, help: .maximumRequests) var maximumRequests: Int?
    @Option(name: .maximumCost, help: .maximumCost) var maximumCost: CostLimit?
    @Option(help: .overwrite, completion: .overwrite) var overwrite: [String] = []
    @Option(help: .regenerate, completion: .regenerate) var regenerate: [String] = []
    @Option(help: .candidates) var candidates: Int?
    @Flag(help: .offline) var offline = false
    @Flag(help: .verbose) var verbose = false

    func validate() throws {
        try checkMaximumPixels()
        try checkMaximumRequests()
        try checkMaximumCost()
        try checkCandidates()
    }

    func run() async throws {
        try await Ending.run(self) {
            try checkBaseURL()
            try request.checkCandidates()
            let plan = CheckJob.Question.plan { [baseURL] in
                _ = try ServiceEndpoint.resolve(
                    rules: $0, baseURLOption: baseURL, environment: ProcessInfo.processInfo.environment)
            }
            let job = CheckJob(plan, request, limits: limits, warn: Ending.note)
            return try await Ending.present(job, on: workspaces(), isVerbose: verbose)
        }
    }
}

struct CheckCommand: DecodingCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Fails when an image is out of date. Needs no key and no network, writes nothing.",
        usage: usage("check [<name> ...] [<options>]"),
        discussion: examples(
            "check", "check --deep", "check hero --allow-placeholders", "check --format junit --output images.xml")
    )

    @Argument(help: .names, completion: .names) var names: [String] = []

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifests, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .reportFormat) var format = ReportFormat.text
    @Option(help: .output, completion: .file()) var output: String?
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    @Flag(name: .customLong("allow-placeholders"), help: "Placeholders count as up to date.")
    var allowPlaceholders = false

    @Flag(help: "Decode every asset through libpng, instead of trusting the lockfile for bytes that have its digest.")
    var deep = false

    @Flag(help: .verbose) var verbose = false

    func validate() throws { try checkMaximumPixels() }

    func run() async throws {
        try await Ending.run(self) {
            var request = RunRequest(names: names)
            request.commands = ImageAssetsCommand.commandNames
            request.allowsPlaceholders = allowPlaceholders
            request.limit = .none
            let job = CheckJob(.check(isDeep: deep), request, limits: limits, warn: Ending.note)
            return try await Ending.present(job, on: workspaces(), isVerbose: verbose)
        }
    }
}

extension Ending {
    fileprivate static func present(
        _ job: CheckJob, on workspaces: [Workspace], isVerbose: Bool
    ) async throws -> ExitStatus {
        let (report, seen) = try await job.perform(on: workspaces)
        keep(seen)
        keep(report)
        return present(report, package: workspaces[0].folder, isVerbose: isVerbose)
    }
}

extension ArgumentHelp {
    fileprivate static let verbose: ArgumentHelp =
        "List each image of a family, also where more than ten share a line."
}
