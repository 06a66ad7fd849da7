import ImageAssetsAPI
import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRuns
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// Looks, and says what it saw.
struct ReadOnlyJob {
    let command: Report.Command
    let request: RunRequest
    let limits: PNGLimits
    var isDeep = false
    var isVerbose = false
    var baseURL: String?

    func report(on workspaces: [Workspace]) async throws -> ExitStatus {
        let report = try await workspaces.count == 1 ? reportOnOne(workspaces[0]) : reportOnSeveral(workspaces)
        Ending.keep(report)
        return Ending.present(report, package: workspaces[0].folder, isVerbose: isVerbose)
    }

    private func reportOnOne(_ workspace: Workspace) async throws -> Report {
        do {
            return try await report(on: look(at: workspace), request)
        } catch let error as Diagnostics {
            return failed(error, request.hints, workspace)
        }
    }

    private func reportOnSeveral(_ workspaces: [Workspace]) async throws -> Report {
        var surveys: [Survey] = []
        var reports: [Report] = []
        for workspace in workspaces {
            do {
                surveys.append(try await look(at: workspace))
            } catch let error as Diagnostics {
                reports.append(failed(error, [], workspace))
            }
        }
        if reports.isEmpty { try checkNames(surveys) }
        var request = request
        request.isOneOfSeveral = true
        for survey in surveys { reports.append(try await report(on: survey, request)) }
        var report = Report(joining: reports, as: command)
        report.findings += surveys.sharedOutputs
        return report
    }

    private func look(at workspace: Workspace) async throws -> Survey {
        try await Survey(of: workspace, limits: limits, closely: request.closeNames) {
            Ending.note($0, workspace.commands)
        }
    }

    private func report(on survey: Survey, _ request: RunRequest) async throws -> Report {
        Ending.keep(survey)
        let report = try await survey.report(command, request, isDeep: isDeep, limits: limits)
        if command == .plan, report.count(.generated) > 0 {
            _ = try ServiceEndpoint.resolve(
                rules: survey.manifest.rules, baseURLOption: baseURL, environment: ProcessInfo.processInfo.environment
            )
        }
        return report
    }

    private func failed(_ faults: Diagnostics, _ hints: [Finding], _ workspace: Workspace) -> Report {
        var report = Report(command: command, findings: faults.all.map(Finding.fault) + hints)
        report.manifest = workspace.manifest
        report.invocation = workspace.invocation
        return report
    }

    /// A word has to stand for an image in one of the manifests at least.
    private func checkNames(_ surveys: [Survey]) throws {
        for (names, naming) in [
            (request.names, UsageError.Naming.argument), (request.overwrite, .overwrite),
            (request.regenerate, .regenerate),
        ] {
            let known = surveys.reduce(into: Set<[UInt8]>()) { $0.formUnion($1.known(names).map { Array($0.utf8) }) }
            guard let unknown = names.first(where: { !known.contains(Array($0.utf8)) }) else { continue }
            throw UsageError.strangeImage(unknown, naming, in: surveys.map(\.workspace.manifest))
        }
    }
}
