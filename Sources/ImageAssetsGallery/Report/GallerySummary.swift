import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsText
import ImageAssetsWords

extension GalleryReport {
    /// Rows of the table: a summary has a limit of a megabyte.
    static let maximumRows = 200
    /// Characters of a cell that say why.
    private static let maximumLength = 300

    /// What changed since the revision, or else what is not up to date, for the summary of a job on GitHub.
    package var summary: String? {
        var lines = ["### Images: gallery", "", GitHubReport.cell(conclusion), ""]
        if let fault = gallery.comparison.fault { lines += [GitHubReport.cell(fault.sentence), ""] }
        let rows = rows
        if !rows.isEmpty {
            lines += ["| image | change | state | what |", "| --- | --- | --- | --- |"]
            lines += rows.prefix(Self.maximumRows).map { "| " + $0.map(Self.cell).joined(separator: " | ") + " |" }
            if rows.count > Self.maximumRows { lines += ["", "\(rows.count - Self.maximumRows) more; see the page"] }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var rows: [[String]] {
        gallery.images.filter { $0.change != nil || $0.state != .upToDate }.map { image in
            [image.name.text, image.change?.kind.rawValue ?? "", image.state.word, what(of: image)]
        } + gallery.removed.map { [$0.name.text, "removed", "", $0.path.text] }
    }

    private func what(of image: GalleryImage) -> String {
        let former = image.change?.former.map { "renamed from \($0)" } ?? ""
        let parts = image.change.map { $0.parts.map(\.rawValue).joined(separator: ", ") } ?? ""
        let share = image.change.flatMap { change in
            gallery.pictures.difference(change.before?.picture, image.picture).flatMap { try? $0.get() }?.share
        }
        let differing = share.map { "\(Int(($0 * 100).rounded())) % of the pixels" }
        let sentences = image.problem.map { [$0] } ?? image.reasons
        return ([former, parts, differing ?? ""] + sentences).filter { !$0.isEmpty }.joined(separator: "; ")
    }

    private static func cell(_ text: String) -> String {
        GitHubReport.cell(text.count > maximumLength ? text.prefix(maximumLength) + "…" : text)
    }
}
