import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsWords

extension GalleryReport {
    package func workflow(on github: GitHubReport) -> [Output] {
        [.file(variable: GitHubReport.summaryFile, summary)]
    }

    /// What changed since the revision, or else what is not up to date, for the summary of a job on GitHub.
    var summary: String {
        var lines = ["### Images: gallery", "", GitHubReport.cell(conclusion), ""]
        if let fault = gallery.comparison.fault { lines += [GitHubReport.cell(fault.sentence), ""] }
        lines += GitHubReport.table(["image", "change", "state", "what"], rows, restIn: "the page")
        return lines.joined(separator: "\n") + "\n"
    }

    private var rows: [[String]] {
        gallery.images.filter { $0.change != nil || $0.state != .upToDate }.map { image in
            [image.name.text, image.change?.kind.rawValue ?? "", image.state.word, what(of: image)]
        } + gallery.removed.map { [$0.name.text, "removed", "", $0.path.text] }
    }

    private func what(of image: GalleryImage) -> String {
        let share = image.change.flatMap { change in
            gallery.pictures.difference(change.before?.picture, image.picture).flatMap { try? $0.get() }?.share
        }
        return GalleryComparison.summary(
            former: image.change?.former, parts: image.change?.parts.map(\.rawValue) ?? [], share: share,
            because: image.problem.map { [$0] } ?? image.reasons)
    }
}
