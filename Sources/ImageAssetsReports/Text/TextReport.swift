import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText

/// The text that people read: a line for each image that is not up to date, its reasons below it, and what is wrong
/// with files. The last line comes by itself, behind all else.
package struct TextReport: ReportRenderer {
    private let isWhole: Bool
    private let foldsFamilies: Bool
    private let output: Style
    private let errors: Style

    /// - Parameters:
    ///   - isWhole: false where a document tells of the images.
    ///   - foldsFamilies: whether many images of a family of which the same is said share a line.
    package init(
        isWhole: Bool = true, foldsFamilies: Bool = true, output: Style = .plain, errors: Style = .plain
    ) {
        self.isWhole = isWhole
        self.foldsFamilies = foldsFamilies
        self.output = output
        self.errors = errors
    }

    package func render(_ report: Report) -> [Output] {
        var pieces: [Output] = []
        let isUpToDate = report.cause == .settled && report.orphans.isEmpty
        // A run has told of its images as it went.
        if isWhole, report.command != .generate, !isUpToDate {
            let lines = ImageLines(names: report.images.map(\.name), style: output)
            let images = lines.planned(report, foldsFamilies: foldsFamilies)
            pieces = (images + lines.plannedNames(report)).map(Output.output)
        }
        if report.failure?.message != nil { return pieces }
        return pieces
            + report.diagnostics.dropFirst(isWhole ? report.told : 0).map { .error($0.text(errors)) }
    }
}

/// It stands on its own: under `swift package` it may be all that a log keeps.
package struct LastLine: ReportRenderer {
    private let style: Style

    package init(_ style: Style = .plain) {
        self.style = style
    }

    package func render(_ report: Report) -> [Output] { [.error(TextReport.conclusion(report, style: style))] }
}
