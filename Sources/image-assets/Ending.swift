import ArgumentParser
import Foundation
import ImageAssets
import ImagesAPI

/// How a command speaks and ends: results on standard output, everything else on standard error, the last line of which
/// stands on its own.
enum Ending {
    static func printOut(_ text: String) {
        write(text + "\n", to: FileHandle.standardOutput)
    }

    static func printError(_ text: String) {
        write(text + "\n", to: FileHandle.standardError)
    }

    static func printOut(_ document: JSONOutput) {
        write(document.prettyText, to: FileHandle.standardOutput)
    }

    /// A dead pipe is no reason to stop: the images still have to reach the disk.
    private static func write(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }

    /// Runs a command and turns whatever it throws into its message and exit status.
    static func run(_ command: () async throws -> ExitStatus) async throws {
        let status: ExitStatus
        do {
            status = try await command()
        } catch let error as UsageError {
            status = fail(.usage, error)
        } catch let error as EndpointError {
            status = fail(.usage, error)
        } catch let error as APIKeyError {
            status = fail(.usage, error)
        } catch let error as Diagnostics {
            for diagnostic in error.all { printError(diagnostic.description) }
            printError("\(count(error.all.count { $0.severity == .error }, "error")): nothing was done.")
            status = .invalid
        } catch let error as Diagnostic {
            status = fail(.invalid, error)
        } catch is CancellationError {
            status = fail(.interrupted, "interrupted")
        } catch {
            status = fail(.failed, error)
        }
        if status != .done { throw ExitCode(status.rawValue) }
    }

    private static func fail(_ status: ExitStatus, _ error: Any) -> ExitStatus {
        printError("error: \(error)")
        return status
    }

    /// Prints a report as a whole, for people or for programs and for GitHub where that is, and gives its exit status.
    ///
    /// - Parameter body: the lines of the text form.
    static func print(_ report: Report, _ format: ReportFormat, manifest: PackagePath, body: [String]) -> ExitStatus {
        switch format {
        case .json: printOut(report.json)
        case .junit: write(report.junit, to: FileHandle.standardOutput)
        case .text:
            for line in body { printOut(line) }
        }
        for diagnostic in report.diagnostics where format != .json { printError(diagnostic.description) }
        tellGitHub(report, manifest: manifest, ProcessInfo.processInfo.environment)
        printError(TextReport.conclusion(report))
        return report.exitStatus
    }

    static var tellsGitHub: Bool { getenv("GITHUB_ACTIONS").map { String(cString: $0) } == "true" }

    private static func tellGitHub(_ report: Report, manifest: PackagePath, _ environment: [String: String]) {
        guard tellsGitHub else { return }
        let github = GitHubReport(report, manifest: manifest)
        for line in github.annotations { printError(line) }
        for (variable, text) in [("GITHUB_STEP_SUMMARY", github.summary), ("GITHUB_OUTPUT", github.outputs)] {
            guard let path = environment[variable], let handle = FileHandle(forWritingAtPath: path) else { continue }
            _ = try? handle.seekToEnd()
            write(text, to: handle)
            try? handle.close()
        }
    }
}
