import ArgumentParser
import ImageAssetsReports
import ImageAssetsRuns
import ImageAssetsSystem

struct ChooseCommand: DecodingCommand {
    static let configuration = CommandConfiguration(
        commandName: "choose",
        abstract: "Lists the pictures that the service gave for one image, and publishes the one that you name.",
        // One candidate at most; more words are taken only to say what is wrong with them.
        usage: usage("choose <name> [<candidate>] [<options>]") + "\n" + usage("choose <name> --reject <candidate>"),
        discussion: examples(
            "choose hero", "choose hero 2", "choose hero 2 --overwrite", "choose hero --reject 3 --note 'too dark'")
    )

    @Argument(help: "The image.", completion: .names) var name: String

    @Argument(
        help: ArgumentHelp(
            "The candidate to publish, at no cost: its number, or how its digest begins.", valueName: "candidate"))
    var candidates: [String] = []

    @Option(
        help: ArgumentHelp(
            "Never use this candidate again, nor count it; what is published cannot be rejected.",
            valueName: "candidate"))
    var reject: String?

    @Option(help: ArgumentHelp("Why it is rejected.", valueName: "text"))
    var note: String?

    @Flag(help: "Replace the image's file although it is somebody's work.")
    var overwrite = false

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifest, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output, completion: .file()) var output: String?
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    func validate() throws {
        try checkManifests()
        try checkMaximumPixels()
        let words = chosen
        guard words.count <= 1 else { throw ValidationError("choose takes one image and one candidate of it.") }
        if reject != nil, overwrite || !words.isEmpty {
            throw ValidationError("--reject publishes nothing: choose another one by a command of its own.")
        }
        if note != nil, reject == nil { throw ValidationError("--note goes with --reject: it says why.") }
        if overwrite, words.isEmpty { throw ValidationError("--overwrite needs the candidate to publish.") }
    }

    /// `--overwrite hero` is how other commands have it: the name may come again.
    private var chosen: [String] {
        var words = candidates
        if overwrite, words.count > 1, let again = words.lastIndex(of: name) { words.remove(at: again) }
        return words
    }

    private var choosing: LockfileJob.Choosing {
        if let reject { return .reject(reject, note: note) }
        return chosen.first.map { .publish($0, overwrites: overwrite) } ?? .list
    }

    func run() async throws {
        try await Ending.run(self) {
            let workspace = try workspace()
            let printer = RunPrinter(workspace.commands)
            let job = LockfileJob(
                workspace: workspace, limits: limits, reporter: printer.reporter, interrupts: Interrupts())
            return Ending.present(
                ChooseReport(try await printer.whilePrinting { try await job.choose(name, choosing) }))
        }
    }
}
