import ArgumentParser
import Foundation
import ImageAssets
import ImagesAPI

/// How a command speaks and ends: results on standard output, everything else on standard error, the last line of which
/// stands on its own.
enum Ending {
    static let outputStyle = style(of: STDOUT_FILENO)
    static let errorStyle = style(of: STDERR_FILENO)

    private static func style(of descriptor: Int32) -> ImageAssets.Style {
        ImageAssets.Style(isTerminal: isatty(descriptor) == 1, environment: ProcessInfo.processInfo.environment)
    }

    static func printOut(_ text: String) {
        write(text + "\n", to: FileHandle.standardOutput)
    }

    static func printError(_ text: String) {
        write(text + "\n", to: FileHandle.standardError)
    }

    static func warn(_ text: String) {
        printError("\(errorStyle.label(.warning)) \(text.plain)")
    }

    /// - Throws: `CommandFailure` when a full disk or the like keeps the document from being whole.
    static func printOut(_ document: JSONOutput) throws {
        if let failure = write(document.prettyText, to: FileHandle.standardOutput) { throw failure }
    }

    /// A dead pipe is no reason to stop: the images still have to reach the disk, and its reader wants no more.
    @discardableResult
    private static func write(_ text: String, to handle: FileHandle) -> CommandFailure? {
        do {
            try handle.write(contentsOf: Data(text.utf8))
            return nil
        } catch {
            let reason = errno
            if reason == EPIPE { return nil }
            return CommandFailure(.failed, "standard output cannot be written (\(String(cString: strerror(reason))))")
        }
    }

    // MARK: Commands

    /// Runs a command that has a report, and turns whatever it throws into one, so that every format says how it ended.
    static func run(
        _ command: Report.Command, _ format: ReportFormat, _ work: () async throws -> ExitStatus
    ) async throws {
        try await end {
            do {
                return try await work()
            } catch {
                var report = Report(command: command)
                report.failure = CommandFailure(error)
                return print(report, format, workspace: nil, body: [])
            }
        }
    }

    /// Runs another command, and turns whatever it throws into its message, its document and its exit status.
    static func run(
        _ command: String, _ format: OutputFormat = .text, _ work: () async throws -> ExitStatus
    ) async throws {
        try await end {
            do {
                return try await work()
            } catch {
                let failure = CommandFailure(error)
                if format == .json { try? printOut(failure.document(of: command)) }
                for diagnostic in failure.diagnostics { printError(diagnostic.text(errorStyle)) }
                printError(failure.text(errorStyle))
                return failure.status
            }
        }
    }

    private static func end(_ work: () async throws -> ExitStatus) async throws {
        let status = try await work()
        if status != .done { throw ExitCode(status.rawValue) }
    }

    // MARK: Reports

    /// Prints a report as a whole, for people or for programs and for GitHub where that is, and gives its exit status.
    ///
    /// - Parameter body: the lines of the text form.
    static func print(_ report: Report, _ format: ReportFormat, workspace: Workspace?, body: [String]) -> ExitStatus {
        var unwritten: CommandFailure?
        switch format {
        case .json: unwritten = write(report.json.prettyText, to: FileHandle.standardOutput)
        case .junit: unwritten = write(report.junit, to: FileHandle.standardOutput)
        case .text:
            for line in body { printOut(line) }
        }
        for diagnostic in report.diagnostics + (report.failure?.diagnostics ?? []) where format != .json {
            printError(diagnostic.text(errorStyle))
        }
        tellGitHub(report, workspace: workspace, ProcessInfo.processInfo.environment)
        printError(TextReport.conclusion(report, style: errorStyle))
        guard let unwritten else { return report.exitStatus }
        printError(unwritten.text(errorStyle))
        return report.exitStatus == .done ? unwritten.status : report.exitStatus
    }

    static var tellsGitHub: Bool { getenv("GITHUB_ACTIONS").map { String(cString: $0) } == "true" }

    private static func tellGitHub(_ report: Report, workspace: Workspace?, _ environment: [String: String]) {
        guard tellsGitHub else { return }
        let repository = environment["GITHUB_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 } ?? "."
        let github = GitHubReport(
            report, manifest: workspace?.manifest, package: workspace?.folder.root ?? "",
            repository: (try? PackageFolder(repository))?.root
        )
        for line in github.annotations { printError(line) }
        for (variable, text) in [("GITHUB_STEP_SUMMARY", github.summary), ("GITHUB_OUTPUT", github.outputs)] {
            guard let path = environment[variable], let handle = FileHandle(forWritingAtPath: path) else { continue }
            _ = try? handle.seekToEnd()
            write(text, to: handle)
            try? handle.close()
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
