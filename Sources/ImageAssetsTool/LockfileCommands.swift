import ArgumentParser
import ImageAssetsModel
import ImageAssetsReports
import ImageAssetsRuns
import ImageAssetsSystem

struct AcceptCommand: DecodingCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Records the files on disk as right: they count as up to date, and a person's stay protected."
    )

    @Argument(help: ArgumentHelp("The images whose files are right.", valueName: "name"))
    var names: [String]

    @Option(name: .packagePath, help: .packagePath) var packagePath = "."
    @Option(name: .manifest, help: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output) var output: String?
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    func run() async throws {
        try await Ending.run(self) {
            let workspace = try workspace()
            let printer = RunPrinter(workspace.commands)
            let job = LockfileJob(
                workspace: workspace, limits: limits, reporter: printer.reporter,
                interrupts: Interrupts()
            )
            let all = try await printer.whilePrinting { try await job.accept(names) }
            var refused: [String] = []
            for acceptance in all {
                switch acceptance.result {
                case .success(let asset):
                    Ending.printOut(
                        "accepted  \(acceptance.name)  \(acceptance.output)  \(asset.facts.width)x\(asset.facts.height)"
                            + (acceptance.isMarked ? "  somebody's work, and protected as such" : "")
                    )
                case .failure(let refusal):
                    refused.append(acceptance.name.text)
                    let label = Ending.errorStyle.label(.error)
                    Ending.printError("\(label) \(acceptance.name): \(acceptance.output) \(refusal.sentence)")
                }
            }
            let refusals = refused.isEmpty ? "" : "; \(refused.count) refused: \(refused.named)"
            if format == .json { try Ending.deliver(all.json) }
            Ending.printError("\(count(all.count - refused.count, "image")) accepted\(refusals).")
            return refused.isEmpty ? .done : .failed
        }
    }
}

struct PruneCommand: PackageCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Drops images from the lockfile that left the manifest, and deletes their unmodified files."
    )

    @Option(name: .packagePath, help: .packagePath) var packagePath = "."
    @Option(name: .manifest, help: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output) var output: String?

    @Flag(
        help: ArgumentHelp(
            "Also drop results from the store that no manifest and no lockfile of the package has use for.",
            discussion: """
                Only this checkout is looked at: what was generated on other branches and is not committed there would \
                be lost. What this very prune takes out of the lockfile stays until the next. So do files that were \
                replaced or accepted.
                """
        )
    )
    var store = false

    @Flag(name: .customLong("dry-run"), help: "Only say what would go.")
    var isDryRun = false

    func run() async throws {
        try await Ending.run(self) {
            let workspace = try workspace()
            let printer = RunPrinter(workspace.commands)
            let job = LockfileJob(
                workspace: workspace, reporter: printer.reporter, interrupts: Interrupts()
            )
            let pruned = try await printer.whilePrinting {
                isDryRun ? try await job.dryRun(alsoStore: store) : try await job.prune(alsoStore: store)
            }
            for pruning in pruned.images {
                let file =
                    switch pruning.asset {
                    case .deleted: "\(pruning.path) \(isDryRun ? "would be deleted" : "deleted")"
                    case .none: "no file"
                    case .modified: "\(pruning.path) stays: it is not what was published"
                    case .accepted: "\(pruning.path) stays: it was accepted as somebody's work"
                    case .kept: "\(pruning.path) stays" + (pruning.reason.map { ": \($0.sentence)" } ?? "")
                    }
                Ending.printOut("\(isDryRun ? "would go" : "pruned")  \(pruning.name)  \(file)")
            }
            pruned.store?.lines(isDryRun: isDryRun).forEach { Ending.printOut($0) }
            if format == .json {
                try Ending.deliver(pruneDocument(pruned.images, pruned.store, isDryRun: isDryRun))
            }
            let count = pruned.images.count
            let images = count == 0 ? "Nothing to prune." : "\(count) \(isDryRun ? "would be pruned" : "pruned")."
            Ending.printError(
                [images, pruned.store?.conclusion(isDryRun: isDryRun), isDryRun ? "Nothing was changed." : nil]
                    .compactMap { $0 }.joined(separator: " ")
            )
            return .done
        }
    }
}
