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
            printError("\(count(error.all.count, "error")): nothing was done.")
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

    /// Prints a report as a whole and gives its exit status.
    static func print(_ report: Report, _ format: OutputFormat, body: [String]) -> ExitStatus {
        switch format {
        case .json: printOut(String(report.json.prettyText.dropLast()))
        case .text:
            for line in body { printOut(line) }
            for diagnostic in report.diagnostics { printError(diagnostic.description) }
        }
        printError(TextReport(names: []).conclusion(report))
        return report.exitStatus
    }
}
