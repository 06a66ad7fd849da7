import ArgumentParser
import ImageAssetsAPI
import ImageAssetsHTTP
import ImageAssetsRuns
import ImageAssetsSystem

struct GenerateCommand: RunningCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Brings all images, or the named ones, up to date, and pays the service for what no free source has."
    )

    @Argument(help: .names) var names: [String] = []

    @Option(name: .packagePath, help: .packagePath) var packagePath = "."
    @Option(name: .manifest, help: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .reportFormat) var format = ReportFormat.text
    @Option(help: .output) var output: String?
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    @Option(name: .baseURL, help: .baseURL) var baseURL: String?

    @Option(
        name: .customLong("key-file"),
        help: ArgumentHelp("A file with the key, outside the package and readable by you alone.", valueName: "file")
    )
    var keyFile: String?

    @Flag(help: .placeholder) var placeholder = false

    @Option(
        help: """
            What is repeated: whatever may succeed the second time (all; may be charged twice), or only what surely \
            did not start (safe).
            """
    )
    var retry = RetryPolicy.Mode.all

    @Option(
        name: .customLong("retry-delays"),
        help: ArgumentHelp("Seconds before each repetition; \"\" for none.", valueName: "list")
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
    @Option(help: .overwrite) var overwrite: [String] = []
    @Option(help: .regenerate) var regenerate: [String] = []
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
            let report = try await printer.whilePrinting { try await job.perform() }
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
