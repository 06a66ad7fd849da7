import ArgumentParser
import ImageAssetsReports
import ImageAssetsRuns
import ImageAssetsSystem

struct AcceptCommand: DecodingCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Records the files on disk as right: they count as up to date, and a person's file is left alone.",
        usage: usage("accept <name> ... [<options>]"),
        discussion: examples("accept hero", "accept Web/hero.webp", "accept 'icon-*'")
    )

    @Argument(
        help: ArgumentHelp(
            "The images, or paths of renditions, whose files are right; * and ? match.", valueName: "name"),
        completion: .accept)
    var names: [String]

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifest, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output, completion: .file()) var output: String?
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    func run() async throws {
        try await Ending.run(self) {
            let workspace = try workspace()
            let printer = RunPrinter(workspace.commands)
            let job = LockfileJob(
                workspace: workspace, limits: limits, reporter: printer.reporter, interrupts: Interrupts())
            let accepted = try await printer.whilePrinting { try await job.accept(names) }
            return Ending.present(AcceptReport(accepted, commands: workspace.commands))
        }
    }
}

struct PruneCommand: PackageCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Drops what left the manifest from the lockfile, and deletes its files unless they were modified.",
        usage: usage("prune [--store] [--dry-run] [<options>]"),
        discussion: examples("prune --dry-run", "prune", "prune --store --dry-run")
    )

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifest, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output, completion: .file()) var output: String?

    @Flag(
        help: ArgumentHelp(
            "Also drop results from the store that no manifest and no lockfile of the package uses.",
            discussion: """
                Only this checkout is looked at: results of other branches that are not committed there are lost, and \
                would be paid for again. What this prune takes out of the lockfile stays in the store until the next \
                one. Files that were replaced or accepted stay.
                """
        )
    )
    var store = false

    @Flag(name: .customLong("dry-run"), help: "Only say what would be dropped and deleted.")
    var isDryRun = false

    func run() async throws {
        try await Ending.run(self) {
            let workspace = try workspace()
            let printer = RunPrinter(workspace.commands)
            let job = LockfileJob(workspace: workspace, reporter: printer.reporter, interrupts: Interrupts())
            let pruned = try await printer.whilePrinting {
                isDryRun ? try await job.dryRun(alsoStore: store) : try await job.prune(alsoStore: store)
            }
            return Ending.present(PruneReport(pruned, isDryRun: isDryRun, commands: workspace.commands))
        }
    }
}
