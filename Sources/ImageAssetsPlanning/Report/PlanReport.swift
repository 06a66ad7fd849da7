import ImageAssetsModel

extension Plan {
    /// The plan as a report: what `generate` would do, in the words of what it did.
    ///
    /// - Parameter typed: a sub-command as it is to be typed.
    package func report(
        _ command: Report.Command, lockfile: Lockfile, diagnostics: [Diagnostic] = [],
        typed: (String) -> String = { "`image-assets \($0)`" }
    ) -> Report {
        var report = Report(
            command: command,
            images: steps.map { step in
                var failure: ImageFailure?
                if case .fail(let known) = step.action { failure = known }
                var note: String?
                switch step.action {
                case .hold(let hold): note = hold.note
                // What else is protected has a reason that says so.
                case .protect(let protection) where [.accepted, .realImage].contains(protection):
                    note = protection.note(step, typed: typed)
                default: break
                }
                let entry = lockfile.images[step.name]
                var report = ImageReport(
                    step, action: step.action.reported, asset: entry?.asset, failure: failure, note: note,
                    isSettled: step.isSettled
                )
                report.isAccepted = entry?.isAccepted ?? false
                return report
            },
            orphans: orphans,
            requests: requestsNeeded,
            diagnostics: diagnostics
        )
        report.uploadBytes = uploadBytes
        return report
    }
}

extension Report {
    /// Those on several manifests as one, each image with its manifest.
    ///
    /// What two manifests ask for alike is counted once: the run on the second has the answer of the first.
    package init(joining reports: [Report], as command: Command) {
        self.init(command: command)
        invocation = reports.first?.invocation ?? .executable
        for report in reports {
            for image in report.images {
                var image = image
                image.manifest = report.manifest
                images.append(image)
            }
            orphans += report.orphans.map { Orphan(name: $0.name, manifest: report.manifest) }
            diagnostics += report.diagnostics
            isConflicted = isConflicted || report.isConflicted
            uploadBytes += report.uploadBytes
        }
        requests = Set(images.filter { [.generated, .notStarted].contains($0.action) }.map(\.fingerprint)).count
    }
}

extension Action {
    /// Whether new bytes get to the output.
    var publishes: Bool {
        switch self {
        case .publish, .request, .draw: true
        case .nothing, .protect, .fail, .hold: false
        }
    }

    package var reported: ReportedAction {
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
