import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords

extension Plan {
    /// The plan as a report: what `generate` would do, in the words of what it did.
    package func report(_ command: Report.Command, lockfile: Lockfile, findings: [Finding] = []) -> Report {
        var report = Report(
            command: command,
            images: steps.map { step in
                let entry = lockfile.images[step.name]
                var report = ImageReport(planned: step, asset: entry?.asset)
                report.isAccepted = entry?.isAccepted ?? false
                return report
            },
            orphans: orphans,
            requests: requestsNeeded,
            findings: findings
        )
        report.orphanRenditions = orphanRenditions
        report.uploadBytes = uploadBytes
        return report
    }
}

extension ImageReport {
    /// What would be done.
    package init(planned step: Step, asset: LockedAsset? = nil) {
        var failure: ImageFailure?
        var notes: [Note] = []
        if step.isFetching, case .held(let hold)? = step.candidates?.obstacle { notes = [.held(hold)] }
        switch step.action {
        case .fail(let known): failure = known
        case .hold(let hold): notes = [.held(hold)]
        // What else is protected has a reason that says so.
        case .protect(let protection) where [.accepted, .realImage].contains(protection):
            notes.insert(.protected(protection, step), at: 0)
        default: break
        }
        self.init(
            step, action: step.action.reported, asset: asset, failure: failure, notes: notes,
            wayOut: step.wayOut ?? step.wayOutOfCandidates)
        requestsNeeded = step.requestsNeeded
    }
}

extension Report {
    /// Those on several manifests as one, each image with its manifest.
    ///
    /// What two manifests ask for alike is counted once: the run on the second has the answer of the first.
    package init(joining reports: [Report], as command: Command) {
        self.init(command: command)
        invocation = reports.first?.invocation ?? .executable
        words = reports.first { !$0.words.isEmpty }?.words ?? []
        placeholders = reports.map(\.placeholders).min() ?? .none
        for report in reports {
            for image in report.images {
                var image = image
                image.manifest = report.manifest
                images.append(image)
            }
            orphans += report.orphans.map { Orphan(name: $0.name, manifest: report.manifest) }
            orphanRenditions += report.orphanRenditions.map {
                var orphan = $0
                orphan.manifest = report.manifest
                return orphan
            }
            typedNames += report.typedNames.map {
                var names = $0
                names.manifest = report.manifest
                return names
            }
            findings += report.findings
            isConflicted = isConflicted || report.isConflicted
            uploadBytes += report.uploadBytes
        }
        quote = Quote(joining: reports.compactMap(\.quote))
        requests = images.map { ($0.image.question, $0.requestsNeeded) }.sumOfRequests
    }
}

extension Report {
    /// What a run with the same words would need.
    package var requestsOfRun: Int {
        guard images.contains(where: { $0.requestsOfRun != nil }) else { return requests }
        return images.map { ($0.image.question, $0.requestsOfRun ?? $0.requestsNeeded) }.sumOfRequests
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
