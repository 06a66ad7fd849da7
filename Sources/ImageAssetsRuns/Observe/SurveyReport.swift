import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore

extension Survey {
    /// What `plan` and `check` say: the plan, and whatever keeps the lockfile itself from being as it should be.
    ///
    /// - Parameter isDeep: decode every asset that is up to date, instead of trusting the lockfile's facts.
    package func report(
        _ command: Report.Command, _ request: RunRequest, isDeep: Bool, limits: PNGLimits
    ) async throws(UsageError) -> Report {
        let plan = try plan(request)
        let diagnostics =
            diagnostics + (await referenceFaults(in: plan, limits: limits)) + remarks(on: plan)
            + (command == .plan ? perhapsCharged(plan) : [])
        let settledImages = plan.steps.allSatisfy(isSettledForGood) ? plan.steps.count : nil
        // Of many images a plan is large: it is given up for its report.
        var report = (consume plan).report(
            command, lockfile: lockfile.lockfile, diagnostics: diagnostics, typed: workspace.typed)
        report.manifest = workspace.manifest
        report.invocation = workspace.invocation
        if isConflicted {
            report.diagnostics.append(
                Diagnostic(
                    .warning, file: workspace.lockfile.text, "the lockfile has merge conflicts",
                    hint:
                        "`\(workspace.invocation.command("generate"))` resolves them: it keeps what fits the "
                        + "manifest and the files."
                )
            )
            report.isConflicted = true
        }
        if isDeep {
            let folder = workspace.folder
            let settled = report.images.indices.filter {
                report.images[$0].isSettled && isFile(report.images[$0].output)
            }
            let looks = await settled.map { report.images[$0] }.mapOnAllCores {
                Self.decode($0, in: folder, limits: limits)
            }
            for (index, look) in zip(settled, looks) {
                switch look {
                case .success(let info):
                    guard let remark = info.trailingRemark else { continue }
                    report.diagnostics.append(Diagnostic(.warning, file: report.images[index].output.text, remark))
                case .failure(let fault):
                    report.images[index].failure = fault
                    report.images[index].isSettled = false
                }
            }
        }
        for image in report.images {
            guard case .pointer = surroundings.file(image.output) else { continue }
            report.diagnostics.append(
                Diagnostic(.note, file: image.output.text, "this is a Git LFS pointer, so it was not decoded")
            )
        }
        let isQuiet = !request.isOfSome && report.diagnostics.isEmpty && report.orphans.isEmpty
        workspace.remember(files, since: start, settledImages: isQuiet ? settledImages : nil)
        return report
    }

    /// Whether the image is as it should be whatever the options are.
    private func isSettledForGood(_ step: Step) -> Bool {
        step.isSettled && step.action == .nothing && lockfile.lockfile.images[step.name]?.isPlaceholder == false
    }

    private func isFile(_ path: PackagePath) -> Bool {
        if case .file = surroundings.file(path) { true } else { false }
    }

    private static func decode(
        _ image: ImageReport, in folder: PackageFolder, limits: PNGLimits
    ) -> Result<PNGInfo, ImageFailure> {
        do {
            let bytes = try folder.read(image.output)
            let info = try PNGInfo(decoding: bytes, limits: limits)
            if let recorded = image.asset, recorded.facts != AssetFacts(info) || recorded.byteCount != bytes.count {
                return .failure(
                    ImageFailure(
                        .expectation, "\(image.output) does not have the size and form that the lockfile records"))
            }
            return .success(info)
        } catch {
            return .failure(ImageFailure(.notAnImage, "\(image.output): \(error)"))
        }
    }
}
