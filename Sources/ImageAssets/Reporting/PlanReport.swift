extension Plan {
    /// The plan as a report: what `generate` would do, in the words of what it did.
    package func report(_ command: Report.Command, lockfile: Lockfile, diagnostics: [Diagnostic] = []) -> Report {
        var report = Report(
            command: command,
            images: steps.map { step in
                var failure: ImageFailure?
                if case .fail(let known) = step.action { failure = known }
                return ImageReport(
                    step, action: step.action.reported, asset: lockfile.images[step.name]?.asset, failure: failure,
                    isSettled: step.isSettled
                )
            },
            orphans: orphans,
            requests: requests,
            diagnostics: diagnostics
        )
        report.uploadBytes = uploadBytes
        return report
    }
}

extension Action {
    var reported: ReportedAction {
        switch self {
        case .nothing: .none
        case .publish(let source): source.isMove ? .moved : .restored
        case .request: .generated
        case .draw: .drawn
        case .protect: .protected
        case .fail: .failed
        case .hold: .notStarted
        }
    }
}
