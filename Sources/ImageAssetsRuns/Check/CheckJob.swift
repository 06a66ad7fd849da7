import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsText

/// `plan` and `check` from end to end: look at one manifest, or at several together, and say what was seen.
package struct CheckJob: Sendable {
    /// What is asked.
    package enum Question: Sendable {
        /// What a run would do.
        ///
        /// - Parameter checkService: throws what keeps requests from the service, where the plan has some.
        case plan(checkService: @Sendable (ServiceRules) throws -> Void)
        /// Whether all is up to date.
        ///
        /// - Parameter isDeep: decode every asset that is, instead of trusting the lockfile's facts.
        case check(isDeep: Bool)

        var command: Report.Command {
            switch self {
            case .plan: .plan
            case .check: .check
            }
        }
    }

    private let question: Question
    private let request: RunRequest
    private let limits: PNGLimits
    private let warn: @Sendable (Note, CommandForm) -> Void

    /// - Parameter warn: told of what lies damaged in the store, with how commands on the manifest are typed.
    package init(
        _ question: Question, _ request: RunRequest, limits: PNGLimits,
        warn: @escaping @Sendable (Note, CommandForm) -> Void
    ) {
        self.question = question
        self.request = request
        self.limits = limits
        self.warn = warn
    }

    /// - Returns: with what was looked at, which is large: it takes time to give it up.
    /// - Throws: `UsageError`, and what `checkService` throws.
    package func perform(on workspaces: [Workspace]) async throws -> (report: Report, seen: [Survey]) {
        let (isOne, command) = (workspaces.count == 1, question.command)
        var surveys: [Survey] = []
        var reports: [Report] = []
        for workspace in workspaces {
            do throws(Diagnostics) {
                surveys.append(
                    try await Survey(of: workspace, limits: limits, closely: request.closeNames) {
                        warn($0, workspace.commands)
                    })
            } catch {
                reports.append(
                    Report(command, refusedBy: error, hints: isOne ? request.hints : []).addressed(to: workspace))
            }
        }
        var request = request
        request.isOneOfSeveral = !isOne
        if !isOne, reports.isEmpty { try checkNames(surveys) }
        for survey in surveys {
            let report = try await survey.report(question, request, limits: limits)
            if case .plan(let checkService) = question, report.count(.generated) > 0 {
                try checkService(survey.manifest.rules)
            }
            reports.append(report)
        }
        if isOne, let report = reports.first { return (report, surveys) }
        var report = Report(joining: reports, as: command)
        report.findings += surveys.sharedOutputs
        return (report, surveys)
    }

    /// A word has to stand for an image in one of the manifests at least.
    private func checkNames(_ surveys: [Survey]) throws(UsageError) {
        for (names, naming) in [
            (request.names, UsageError.Naming.argument), (request.overwrite, .overwrite),
            (request.regenerate, .regenerate),
        ] {
            let known = surveys.reduce(into: Set<[UInt8]>()) { $0.formUnion($1.known(names).map { Array($0.utf8) }) }
            guard let unknown = names.first(where: { !known.contains(Array($0.utf8)) }) else { continue }
            throw .strangeImage(unknown, naming, in: surveys.map(\.workspace.manifest))
        }
    }
}

extension Report {
    /// With what its last line has to name.
    func addressed(to workspace: Workspace) -> Report {
        var report = self
        report.manifest = workspace.manifest
        report.invocation = workspace.invocation
        return report
    }
}
