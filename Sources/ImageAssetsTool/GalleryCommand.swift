import ArgumentParser
import ImageAssetsGallery
import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

struct GalleryCommand: DecodingCommand {
    static let configuration = CommandConfiguration(
        commandName: "gallery",
        abstract: "Writes a page to look at: the images, and what changed since a revision.",
        usage: usage("gallery [<name> ...] [<options>]"),
        discussion: """
            A folder with index.html, which any browser opens from the disk or from a server: states, prompts, \
            references, renditions, candidates, and before and after of what differs from the revision. Needs no key, \
            sends nothing, and changes no image. The last line is the path of the page.

            \(examples("gallery --open", "gallery 'icon-*' --against main", "gallery --folder gallery"))
            """
    )

    @Argument(help: ArgumentHelp("Only these images; * and ? match.", valueName: "name"), completion: .names)
    var names: [String] = []

    @Option(
        help: ArgumentHelp(
            "Where the page goes: a folder that is new, empty or an older gallery (default: .image-assets/gallery)."
                + (Destination.invocation.isPlugin ? " On macOS only below the package may be written." : ""),
            valueName: "dir"), completion: .directory)
    var folder: String?

    @Option(
        help: ArgumentHelp(
            "The Git revision to compare with, such as main or v1.2 (default: HEAD, in a repository).",
            valueName: "rev"))
    var against: String?

    @Flag(help: "Open the page in the browser.")
    var open = false

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifest, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output, completion: .file()) var output: String?
    @Option(name: .maximumPixels, help: .maximumPixels) var maximumPixels: Int?

    func run() async throws {
        try await Ending.run(self) {
            // Nobody waits for the page any more. Wherever it is broken off, the next one puts the folder right.
            if untilStandardInputCloses { Signals.whenStandardInputCloses { _exit(ExitStatus.interrupted.rawValue) } }
            let workspace = try workspace()
            let job = try GalleryJob(of: workspace, limits: limits, folder: folder)
            let gallery = try await job.make(
                of: names, orCommands: ImageAssetsCommand.commandNames,
                comparing: ComparedRevision.comparing(with: against))
            if open, let fault = Browser.open(job.page, besides: workspace.folder) {
                Ending.printError("\(Ending.errorStyle.label(.warning)) \(fault.sentence)")
            }
            return Ending.present(
                GalleryReport(gallery, page: job.page, isDocumentAlone: !Destination.current.takesWords))
        }
    }
}
