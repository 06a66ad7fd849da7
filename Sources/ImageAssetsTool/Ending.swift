import ArgumentParser
import ImageAssetsAPI
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords
import Synchronization

/// How a command speaks and ends: results on standard output, everything else on standard error, the last line of which
/// stands on its own.
enum Ending {
    static let outputStyle = style(of: STDOUT_FILENO)
    static let errorStyle = style(of: STDERR_FILENO)

    private static func style(of descriptor: Int32) -> Style {
        Style(isTerminal: isatty(descriptor) == 1, environment: ProcessInfo.processInfo.environment)
    }

    /// Why words for standard output did not get there, of the first that did not.
    private static let unprinted = Mutex<CommandFailure?>(nil)

    static func printOut(_ text: String) {
        guard Destination.current.takesWords else { return }
        if let failure = write(Printable(text + "\n"), to: STDOUT_FILENO) {
            unprinted.withLock { $0 = $0 ?? failure }
        }
    }

    static func printError(_ text: String) {
        if !Destination.current.isSilent { write(Printable(text + "\n"), to: STDERR_FILENO) }
    }

    static func note(_ note: Note, _ commands: CommandForm) { printError(note.line(commands, errorStyle)) }

    /// - Throws: `CommandFailure` when a full disk or the like keeps the document from being whole.
    private static func deliver(_ document: Printable) throws(CommandFailure) {
        if let file = Destination.current.file {
            do {
                return try file.write(document.text)
            } catch {
                throw CommandFailure(error)
            }
        }
        if let failure = write(document, to: STDOUT_FILENO) { throw failure }
    }

    /// A dead pipe is no reason to stop: the images still have to reach the disk, and its reader wants no more.
    @discardableResult
    private static func write(_ printable: Printable, to descriptor: Int32) -> CommandFailure? {
        if Data(printable.text.utf8).writeAll(to: descriptor) { return nil }
        let reason = errno
        if reason == EPIPE { return nil }
        return CommandFailure(standardOutput: String(cString: strerror(reason)))
    }

    // MARK: Commands

    /// Runs a command, and turns whatever it throws into its message, its document and its exit status.
    static func run(_ command: some DocumentCommand, _ work: () async throws -> ExitStatus) async throws {
        let name = type(of: command).configuration.commandName ?? ""
        var destination = Destination(format: command.format.form)
        var status: ExitStatus
        do {
            if let output = command.output { try destination.turn(to: output, sparing: command.ownFiles) }
            status = try await Destination.$current.withValue(destination) { try await work() }
        } catch {
            status = Destination.$current.withValue(destination) { refuse(CommandFailure(error), of: name) }
        }
        if let failure = unprinted.withLock({ $0 }) {
            Destination.$current.withValue(destination) { printError(failure.text(errorStyle)) }
            if status == .done { status = failure.status }
        }
        if status != .done { throw ExitCode(status.rawValue) }
    }

    /// Says what kept a command from its work, in whatever form it would have spoken.
    static func refuse(_ failure: CommandFailure, of command: String) -> ExitStatus {
        // No document of rows could say it.
        if Destination.current.format == .csv {
            return Destination.$current.withValue(Destination(format: .text)) { refuse(failure, of: command) }
        }
        guard let reporting = Report.Command(rawValue: command) else {
            return present(FailureReport(failure, of: command))
        }
        var report = Report(command: reporting)
        report.failure = failure
        return present(report)
    }

    /// Keeps what a command holds to its end: to free a large manifest value by value takes longer than the process
    /// has left.
    static func keep(_ value: some Any) { _ = Unmanaged.passRetained(value as AnyObject) }

    // MARK: Reports

    /// Prints a report in every form that is wanted, and gives its exit status. What was done is told also where the
    /// document does not get to its place; that is how a command ends which would have ended well.
    ///
    /// - Parameters:
    ///   - package: its folder, as far as one is known.
    ///   - isVerbose: whether each image has a line of its own.
    static func present(
        _ report: some CommandReport, package: PackageFolder? = nil, isVerbose: Bool = false
    ) -> ExitStatus {
        var undelivered: CommandFailure?
        for piece in report.rendered(in: forms(package, isVerbose: isVerbose)) {
            do {
                try put(piece)
            } catch {
                if report.exitStatus == .done { undelivered = error } else { printError(error.text(errorStyle)) }
            }
        }
        guard let undelivered else { return report.exitStatus }
        printError(undelivered.text(errorStyle))
        return undelivered.status
    }

    private static func forms(_ package: PackageFolder?, isVerbose: Bool) -> Forms {
        let destination = Destination.current
        return Forms(
            destination.format, takesWords: destination.takesWords, foldsFamilies: !isVerbose, output: outputStyle,
            errors: errorStyle, github: tellsGitHub ? github(package) : nil)
    }

    private static func github(_ package: PackageFolder?) -> GitHubReport {
        let workspace = ProcessInfo.processInfo.environment["GITHUB_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 }
        let repository = (try? PackageFolder(workspace ?? "."))?.root
        return GitHubReport(package: package?.root ?? "", repository: repository)
    }

    static func put(_ piece: Output) throws(CommandFailure) {
        switch piece {
        case .document(let document): try deliver(document)
        case .output(let line): printOut(line)
        case .error(let line): printError(line)
        case .workflowCommand(let line):
            if !Destination.current.isSilent { write(Printable(workflowCommand: line), to: STDERR_FILENO) }
        case .file(let variable, let text):
            guard let path = ProcessInfo.processInfo.environment[variable] else { return }
            let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
            guard descriptor >= 0 else { return }
            write(Printable(text), to: descriptor)
            close(descriptor)
        }
    }

    static var tellsGitHub: Bool { getenv("GITHUB_ACTIONS").map { String(cString: $0) } == "true" }
}

extension CommandFailure {
    /// Whatever a command threw.
    init(_ error: any Error) {
        switch error {
        case let error as CommandFailure: self = error
        case let error as Diagnostics: self.init(error)
        case let error as LockfileError: self.init(Diagnostics([error.diagnostic]))
        case let error as UsageError: self.init(error, Destination.invocation)
        case let error as StoreUseError: self.init(error.diagnostics)
        case is SettingError: self.init(.usage, "\(error)")
        case let error as CocoaError: self.init(.failed, "\(FileError("read or write", "a file", error))")
        case is CancellationError: self.init(.interrupted, "interrupted")
        default: self.init(.failed, "\(error)")
        }
    }
}
