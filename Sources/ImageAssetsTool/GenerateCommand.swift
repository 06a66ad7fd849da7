import ArgumentParser
import ImageAssetsAPI
import ImageAssetsHTTP
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsRuns
import ImageAssetsSystem

struct GenerateCommand: RunningCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Brings images up to date, and pays for those that neither the store, the package nor Git has.",
        usage: usage("generate [<name> ...] [<options>]"),
        discussion: examples(
            "generate", "generate --max-requests 5", "generate hero 'icon-*'", "generate --regenerate hero",
            "generate hero --candidates 4", "generate --placeholder")
    )

    @Argument(help: .names, completion: .names) var names: [String] = []

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifest, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .reportFormat) var format = ReportFormat.text
    @Option(help: .output, completion: .file()) var output: String?
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    @Option(name: .baseURL, help: .baseURL) var baseURL: String?

    @Option(name: .keyFile, help: .keyFile, completion: .file()) var keyFile: String?

    @Flag(help: .placeholder) var placeholder = false

    @Option(
        help: """
            What to retry: whatever may succeed then (all; may be charged twice), or only what surely did not start \
            (safe).
            """
    )
    var retry = RetryPolicy.Mode.all

    @Option(
        name: .customLong("retry-delays"),
        help: ArgumentHelp("Seconds to wait before each retry; \"\" for none.", valueName: "list")
    )
    var retryDelays = RetryDelays(seconds: RetryPolicy().delays)

    @Option(
        name: .customLong("request-timeout"),
        help: ArgumentHelp("The time limit of a whole request.", valueName: "seconds")
    )
    var requestTimeout = TimeLimit(seconds: HTTPLimits().total)

    @Option(help: ArgumentHelp("Requests under way at once.", valueName: "n"))
    var concurrency = 4

    @Option(name: .maximumRequests, help: .maximumRequests) var maximumRequests: Int?
    @Option(name: .maximumCost, help: .maximumCost) var maximumCost: CostLimit?
    @Option(help: .overwrite, completion: .overwrite) var overwrite: [String] = []
    @Option(help: .regenerate, completion: .regenerate) var regenerate: [String] = []
    @Option(help: .candidates) var candidates: Int?
    @Flag(help: .offline) var offline = false

    @Option(
        name: .customLong("lock-timeout"),
        help: ArgumentHelp(
            "Wait at most this long for another run on the same manifest (default: no limit).", valueName: "seconds"
        )
    )
    var lockTimeout: Double?

    func validate() throws {
        try checkManifests()
        try checkMaximumPixels()
        guard requestTimeout.seconds > 0, requestTimeout.seconds <= 86_400 else {
            throw ValidationError("--request-timeout takes a number of seconds, more than 0 and at most 86400.")
        }
        // Each takes a thread and four descriptors, of which a process on macOS has 256.
        guard (1...50).contains(concurrency) else {
            throw ValidationError("--concurrency takes a number from 1 to 50.")
        }
        try checkMaximumRequests()
        try checkMaximumCost()
        try checkCandidates()
        if let lockTimeout, !(0...1e9).contains(lockTimeout) {
            throw ValidationError("--lock-timeout takes a number of seconds from 0.")
        }
    }

    func run() async throws {
        try await Ending.run(self) {
            try checkBaseURL()
            try request.checkCandidates()
            let interrupts = Interrupts()
            let signals = Signals(interrupts, watchesStandardInput: untilStandardInputCloses)
            defer { signals.stop() }
            let workspace = try self.workspace()
            let printer = RunPrinter(workspace.commands)
            let job = GenerateJob(
                workspace: workspace, options: options, reporter: printer.reporter, interrupts: interrupts
            ) { rules in
                try imageService(rules, ProcessInfo.processInfo.environment, package: workspace.folder.root)
            }
            let start = ContinuousClock.now
            var report = try await printer.whilePrinting { try await job.perform() }
            report.toCommit = ToCommit(of: report.changedPaths, in: workspace.folder)
            report.seconds = (ContinuousClock.now - start) / .seconds(1)
            return Ending.present(report, package: workspace.folder)
        }
    }

    private var options: GenerateJob.Options {
        var options = GenerateJob.Options()
        options.request = request
        options.run.concurrency = concurrency
        options.run.limits = limits
        options.lockTimeout = lockTimeout.map { .seconds($0) }
        return options
    }
}
