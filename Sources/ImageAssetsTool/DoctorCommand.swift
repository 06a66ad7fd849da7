import ArgumentParser
import ImageAssetsAPI
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsReports
import ImageAssetsRuns
import ImageAssetsStore
import ImageAssetsSystem

struct DoctorCommand: PackageCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says whether `generate` can run here, and what to do where it cannot.",
        usage: usage("doctor [<options>]"),
        discussion: """
            One line for each thing that has to hold: ✓ it does, ✗ it does not, – it cannot be known here or does not \
            matter now. Nothing is written, and no key is shown. Exits 0 when a `generate` could run, else as that \
            would: 65 manifest or lockfile, 4 a limit or an exhausted account, 1 all else, 64 no key or a wrong \
            address; of several the first of these.

            \(examples("doctor", "doctor --online", "doctor --format json"))
            """
    )

    @Flag(help: "Ask the service whether it takes the key, by GET …/models: nothing is drawn, nothing is billed.")
    var online = false

    @Option(name: .baseURL, help: .baseURL) var baseURL: String?
    @Option(name: .keyFile, help: .keyFile, completion: .file()) var keyFile: String?

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifest, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .format) var format = OutputFormat.text
    @Option(help: .output, completion: .file()) var output: String?

    func run() async throws {
        try await Ending.run(self) {
            // Nobody waits for the answer any more.
            if untilStandardInputCloses { Signals.whenStandardInputCloses { _exit(ExitStatus.interrupted.rawValue) } }
            let workspace = try workspace()
            let tool = ToolFacts(
                libpng: PNGLibraries.libpng, zlib: PNGLibraries.zlib, columns: Terminal.inFront?.columns)
            let package = workspace.folder.root
            let service = ServiceLook(baseURL: baseURL, keyFile: keyFile, isOnline: online) {
                path throws(KeyFileFault) in
                try KeyFile.read(path, outside: package)
            }
            let job = DoctorJob(of: workspace, tool: tool) { await service.look($0) }
            let checkup = await job.look { Ending.note($0, workspace.commands) }
            return Ending.present(DoctorReport(checkup, workspace.commands))
        }
    }
}
