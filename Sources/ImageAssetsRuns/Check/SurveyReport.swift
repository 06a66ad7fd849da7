import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

extension Survey {
    /// What `plan` and `check` say: the plan, and whatever keeps the lockfile itself from being as it should be.
    func report(
        _ question: CheckJob.Question, _ request: RunRequest, limits: PNGLimits
    ) async throws(UsageError) -> Report {
        var plan = try plan(request)
        var quote: Quote?
        var (charges, elsewhere): ([Finding], [ImageName]) = ([], [])
        let names: TypedNamesReport?
        switch question {
        case .plan:
            let priced = await pricing(of: plan)
            (plan, quote) = (priced.plan, priced.quote)
            charges = perhapsCharged(plan)
            elsewhere = outOfDate(besides: plan, given: plan.outcome)
            names = self.names(for: plan, withGains: true)
        // It pays for nothing, so nobody asks what it costs.
        case .check: names = self.names(for: plan)
        }
        let findings = await findings(on: plan, limits: limits) + charges
        let pointers = plan.steps.compactMap { if case .pointer = $0.found { $0.product.output } else { nil } }
        // Of many images a plan is large: it is given up for its report.
        var report = (consume plan).report(
            question.command, lockfile: lockfile.lockfile, findings: findings
        ).addressed(to: workspace)
        report.quote = quote
        report.outOfDateElsewhere = elsewhere
        report.typedNames = names.map { [$0] } ?? []
        report.words = request.names
        if isConflicted {
            report.findings.append(.note(.conflictedLockfile, workspace.lockfile))
            report.isConflicted = true
        }
        if case .check(let isDeep) = question {
            if request.allowsPlaceholders { try allowPlaceholders(in: &report, request) }
            if isDeep { await decodeSettled(in: &report, limits: limits) }
        }
        report.findings += pointers.map { .note(.undecodedPointer, $0) }
        workspace.remember(files, since: start)
        return report
    }

    private func allowPlaceholders(in report: inout Report, _ request: RunRequest) throws(UsageError) {
        if report.images.contains(where: { $0.state == .placeholder }) {
            // `generate` has no such option.
            var run = request
            run.allowsPlaceholders = false
            for (index, step) in try plan(run).steps.enumerated() {
                report.images[index].requestsOfRun = step.requestsNeeded
            }
        }
        report.placeholders = try placeholdersSuffice(for: report, request) ? .allowedAndEnough : .allowed
    }

    private func placeholdersSuffice(for report: Report, _ request: RunRequest) throws(UsageError) -> Bool {
        if report.images.allSatisfy(\.isSettled) { return true }
        var run = request
        run.means = .placeholder
        return zip(report.images, try plan(run).steps).allSatisfy { image, step in
            let ways = [step.wayOut] + step.renditions.map(\.wayOut)
            return image.isSettled || ways.allSatisfy { $0 == nil || $0 == .run }
        }
    }

    /// What `check --deep` asks for, of what the plan found settled: no look of planning's.
    private func decodeSettled(in report: inout Report, limits: PNGLimits) async {
        let folder = workspace.folder
        let settled = report.images.indices.filter {
            report.images[$0].isAssetSettled && isFile(report.images[$0].output)
        }
        let looks = await settled.map { report.images[$0] }.mapOnAllCores {
            Self.decode($0, in: folder, limits: limits)
        }
        for (index, look) in zip(settled, looks) {
            switch look {
            case .success(let info):
                guard info.trailingBytes > 0 else { continue }
                report.findings.append(.note(.trailingBytes(info.trailingBytes), report.images[index].output))
            case .failure(let fault): report.images[index].takeDamage(fault)
            }
        }
    }

    private func isFile(_ path: PackagePath) -> Bool {
        if case .file = observation.file(at: path) { true } else { false }
    }

    private static func decode(
        _ image: ImageReport, in folder: PackageFolder, limits: PNGLimits
    ) -> Result<PNGInfo, ImageFailure> {
        let bytes: Data
        do {
            bytes = try folder.read(image.output, upTo: Bounds.pictureBytes)
        } catch {
            return .failure(ImageFailure(.notAnImage, .unreadableFile(error)))
        }
        do {
            let info = try PNGInfo(decoding: bytes, limits: limits)
            if let recorded = image.asset,
                !recorded.facts.agree(with: AssetFacts(info)) || recorded.byteCount != bytes.count
            {
                return .failure(ImageFailure(.expectation, .otherFacts(image.output)))
            }
            return .success(info)
        } catch {
            return .failure(ImageFailure(.notAnImage, .undecodableFile(image.output, error)))
        }
    }
}
