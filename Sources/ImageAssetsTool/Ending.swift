import ArgumentParser
import ImageAssetsAPI
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsStore
import ImageAssetsSystem

/// How a command speaks and ends: results on standard output, everything else on standard error, the last line of which
/// stands on its own.
enum Ending {
    static let outputStyle = style(of: STDOUT_FILENO)
    static let errorStyle = style(of: STDERR_FILENO)

    private static func style(of descriptor: Int32) -> Style {
        Style(isTerminal: isatty(descriptor) == 1, environment: ProcessInfo.processInfo.environment)
    }

    static func printOut(_ text: String) {
        if Destination.current.takesWords { write(Printable(text + "\n"), to: STDOUT_FILENO) }
    }

    static func printError(_ text: String) {
        if !Destination.current.isSilent { write(Printable(text + "\n"), to: STDERR_FILENO) }
    }

    static func warn(_ text: String) {
        printError("\(errorStyle.label(.warning)) \(text.plain)")
    }

    /// - Throws: `CommandFailure` when a full disk or the like keeps the document from being whole.
    static func deliver(_ document: JSONOutput) throws { try deliver(Printable(document)) }

    private static func deliver(_ document: Printable) throws(CommandFailure) {
        if let file = Destination.current.file { return try file.write(document.text) }
        if let failure = write(document, to: STDOUT_FILENO) { throw failure }
    }

    /// A dead pipe is no reason to stop: the images still have to reach the disk, and its reader wants no more.
    @discardableResult
    private static func write(_ printable: Printable, to descriptor: Int32) -> CommandFailure? {
        if Data(printable.text.utf8).writeAll(to: descriptor) { return nil }
        let reason = errno
        if reason == EPIPE { return nil }
        return CommandFailure(.failed, "standard output cannot be written (\(String(cString: strerror(reason))))")
    }

    // MARK: Commands

    /// Runs a command, and turns whatever it throws into its message, its document and its exit status.
    static func run(_ command: some DocumentCommand, _ work: () async throws -> ExitStatus) async throws {
        let name = type(of: command).configuration.commandName ?? ""
        var destination = Destination(format: command.documentFormat)
        let status: ExitStatus
        do {
            if let output = command.output { try destination.turn(to: output, sparing: command.ownFiles) }
            status = try await Destination.$current.withValue(destination) { try await work() }
        } catch {
            status = Destination.$current.withValue(destination) { refuse(CommandFailure(error), of: name) }
        }
        if status != .done { throw ExitCode(status.rawValue) }
    }

    /// Says what kept a command from its work, in whatever form it would have spoken.
    static func refuse(_ failure: CommandFailure, of command: String) -> ExitStatus {
        if let reporting = Report.Command(rawValue: command) {
            var report = Report(command: reporting)
            report.failure = failure
            return present(report, workspace: nil, body: [])
        }
        if Destination.current.format == .json { try? deliver(failure.document(of: command)) }
        for diagnostic in failure.diagnostics { printError(diagnostic.text(errorStyle)) }
        printError(failure.text(errorStyle))
        return failure.status
    }

    // MARK: Reports

    /// Prints a report as a whole, for people or for programs and for GitHub where that is, and gives its exit status.
    ///
    /// - Parameter body: the lines of the text form.
    static func present(_ report: Report, workspace: Workspace?, body: [String]) -> ExitStatus {
        let destination = Destination.current
        var undelivered: CommandFailure?
        do {
            switch destination.format {
            case .json: try deliver(Printable(report.json))
            case .junit: try deliver(Printable(report.junit))
            case .text: break
            }
        } catch {
            undelivered = error
        }
        for line in body { printOut(line) }
        if destination.format != .json || destination.takesWords {
            let told = destination.takesWords ? report.told : 0
            for diagnostic in report.allDiagnostics.dropFirst(told) { printError(diagnostic.text(errorStyle)) }
        }
        tellGitHub(report, workspace: workspace, ProcessInfo.processInfo.environment)
        printError(TextReport.conclusion(report, style: errorStyle))
        guard let undelivered else { return report.exitStatus }
        printError(undelivered.text(errorStyle))
        return report.exitStatus == .done ? undelivered.status : report.exitStatus
    }

    static var tellsGitHub: Bool { getenv("GITHUB_ACTIONS").map { String(cString: $0) } == "true" }

    private static func tellGitHub(_ report: Report, workspace: Workspace?, _ environment: [String: String]) {
        guard tellsGitHub else { return }
        let repository = environment["GITHUB_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 } ?? "."
        let github = GitHubReport(
            report, manifest: workspace?.manifest, package: workspace?.folder.root ?? "",
            repository: (try? PackageFolder(repository))?.root
        )
        for line in github.annotations where !Destination.current.isSilent {
            write(Printable(workflowCommand: line), to: STDERR_FILENO)
        }
        for (variable, text) in [("GITHUB_STEP_SUMMARY", github.summary), ("GITHUB_OUTPUT", github.outputs)] {
            guard let path = environment[variable] else { continue }
            let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            write(Printable(text), to: descriptor)
            close(descriptor)
        }
    }
}

extension CommandFailure {
    /// Whatever a command threw.
    init(_ error: any Error) {
        switch error {
        case let error as Diagnostics: self.init(error)
        case let error as Diagnostic: self.init(Diagnostics([error]))
        case is UsageError, is EndpointError, is APIKeyError: self.init(.usage, "\(error)")
        case let error as CocoaError: self.init(.failed, "\(FileError("read or write", "a file", error))")
        case is CancellationError: self.init(.interrupted, "interrupted")
        default: self.init(.failed, "\(error)")
        }
    }
}
