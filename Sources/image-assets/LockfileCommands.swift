import ArgumentParser
import ImageAssets

struct AcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Records the files on disk as right, so that they are up to date as they are."
    )

    @Argument(help: ArgumentHelp("The images whose files are right.", valueName: "name"))
    var names: [String]

    @OptionGroup var package: PackageOptions
    @OptionGroup var plugin: PluginOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var limits: LimitOptions

    func run() async throws {
        try await Ending.run {
            let printer = RunPrinter(isQuiet: format.format != .text)
            let job = LockfileJob(
                workspace: try package.workspace(), limits: limits.limits, reporter: printer.reporter,
                interrupts: Interrupts()
            )
            let all = try await printer.whilePrinting { try await job.accept(names) }
            if format.format == .json { Ending.printOut(all.json) }
            var refused = 0
            for acceptance in all {
                switch acceptance.result {
                case .success(let asset):
                    if format.format == .text {
                        Ending.printOut(
                            "accepted  \(acceptance.name)  \(acceptance.output)  \(asset.facts.width)x\(asset.facts.height)"
                        )
                    }
                case .failure(let refusal):
                    refused += 1
                    Ending.printError("error: \(acceptance.name): \(acceptance.output) \(refusal)")
                }
            }
            Ending.printError("\(count(all.count - refused, "image")) accepted, \(refused) refused.")
            return refused == 0 ? .done : .failed
        }
    }
}

struct PruneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Drops images from the lockfile that left the manifest, and deletes their unmodified files."
    )

    @OptionGroup var package: PackageOptions
    @OptionGroup var plugin: PluginOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await Ending.run {
            let printer = RunPrinter(isQuiet: format.format != .text)
            let job = LockfileJob(
                workspace: try package.workspace(), reporter: printer.reporter, interrupts: Interrupts()
            )
            let all = try await printer.whilePrinting { try await job.prune() }
            if format.format == .json { Ending.printOut(all.json) }
            for pruning in all where format.format == .text {
                let file =
                    switch pruning.asset {
                    case .deleted: "\(pruning.path) deleted"
                    case .none: "no file"
                    case .modified: "\(pruning.path) stays: it is not what was published"
                    }
                Ending.printOut("pruned  \(pruning.name)  \(file)")
            }
            Ending.printError(all.isEmpty ? "Nothing to prune." : "\(all.count) pruned.")
            return .done
        }
    }
}
