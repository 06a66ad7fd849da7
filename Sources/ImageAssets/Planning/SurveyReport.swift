import Foundation
import PNGCoding

extension Survey {
    /// What `plan` and `check` say: the plan, and whatever keeps the lockfile itself from being as it should be.
    ///
    /// - Parameter isDeep: decode every asset that is up to date, instead of trusting the lockfile's facts.
    package func report(
        _ command: Report.Command, options: PlanOptions, isDeep: Bool, limits: PNGLimits
    ) -> Report {
        var report = plan(options).report(command, lockfile: lockfile.lockfile, diagnostics: diagnostics)
        if isConflicted {
            report.diagnostics.append(
                Diagnostic(
                    .warning, file: workspace.lockfile.text, "the lockfile has merge conflicts",
                    hint: "`generate` resolves them: it keeps what fits the manifest and the files."
                )
            )
            report.isConflicted = true
        }
        if isDeep {
            for index in report.images.indices where report.images[index].isSettled {
                if let failure = deepFault(of: report.images[index], limits: limits) {
                    report.images[index].failure = failure
                    report.images[index].isSettled = false
                }
            }
        }
        for image in report.images {
            guard case .pointer = surroundings.file(image.output) else { continue }
            report.diagnostics.append(
                Diagnostic(.note, file: image.output.text, "a Git LFS pointer: it was not decoded")
            )
        }
        return report
    }

    private func deepFault(of image: ImageReport, limits: PNGLimits) -> ImageFailure? {
        guard case .file = surroundings.file(image.output) else { return nil }
        do {
            let facts = AssetFacts(try PNGInfo(decoding: workspace.folder.read(image.output), limits: limits))
            if let recorded = image.asset?.facts, recorded != facts {
                return ImageFailure(
                    .notAnImage, "\(image.output) does not have the size and form that the lockfile records")
            }
            return nil
        } catch {
            return ImageFailure(.notAnImage, "\(image.output): \(error)")
        }
    }
}
