import ArgumentParser
import Foundation
import ImageAssets
import ImagesAPI

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Brings all images, or the named ones, up to date."
    )

    @Argument(help: ArgumentHelp("Only these images.", valueName: "name"))
    var names: [String] = []

    @OptionGroup var package: PackageOptions
    @OptionGroup var plugin: PluginOptions
    @OptionGroup var format: ReportFormatOption
    @OptionGroup var limits: LimitOptions
    @OptionGroup var service: ServiceOptions

    @Option(help: ArgumentHelp("Requests under way at once.", valueName: "n"))
    var concurrency = 4

    @Option(
        name: .customLong("max-requests"),
        help: ArgumentHelp("Send nothing when more requests are needed, and never more than this.", valueName: "n")
    )
    var maximumRequests: Int?

    @Option(help: ArgumentHelp("Replace this image's file although it is somebody's work.", valueName: "name"))
    var overwrite: [String] = []

    @Option(help: ArgumentHelp("Ask for this image anew, whatever the store holds.", valueName: "name"))
    var regenerate: [String] = []

    @Flag(help: "Send nothing: only what is in the store or in the package already.")
    var offline = false

    @Option(
        name: .customLong("lock-timeout"),
        help: ArgumentHelp("Wait this long for another run on the same manifest.", valueName: "seconds")
    )
    var lockTimeout: Double?

    func validate() throws {
        if concurrency < 1 { throw ValidationError("--concurrency takes a number from 1.") }
        if let maximumRequests, maximumRequests < 0 { throw ValidationError("--max-requests takes a number from 0.") }
        if let lockTimeout, !(0...1e9).contains(lockTimeout) {
            throw ValidationError("--lock-timeout takes a number of seconds from 0.")
        }
    }

    func run() async throws {
        try await Ending.run(.generate, format.format) {
            try service.checkBaseURL()
            let interrupts = Interrupts()
            let signals = Signals(interrupts, watchesStandardInput: plugin.untilStandardInputCloses)
            defer { signals.stop() }
            let printer = RunPrinter(isQuiet: format.format != .text)
            let job = GenerateJob(
                workspace: try package.workspace(), options: options, reporter: printer.reporter,
                interrupts: interrupts,
                makeService: { [service] rules in try service.imageService(rules, ProcessInfo.processInfo.environment) }
            )
            let report = try await printer.whilePrinting { try await job.perform() }
            return Ending.print(report, format.format, workspace: job.workspace, body: [])
        }
    }

    private var options: GenerateJob.Options {
        var options = GenerateJob.Options()
        options.names = names
        options.overwrite = overwrite
        options.regenerate = regenerate
        options.isPlaceholder = service.placeholder
        options.isOffline = offline
        options.run.concurrency = concurrency
        options.run.maximumRequests = maximumRequests
        options.run.limits = limits.limits
        options.lockTimeout = lockTimeout.map { .seconds($0) }
        return options
    }
}
