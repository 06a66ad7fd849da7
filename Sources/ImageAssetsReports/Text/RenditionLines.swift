import ImageAssetsModel
import ImageAssetsPlanning

/// What is said of the renditions of one image that are not up to date, below the image's line in a plan.
///
/// Those of which the same is said share a line when there are more than a few.
struct PlannedRenditions {
    /// With their paths.
    let lines: [String]
    /// Without: what many images of a family may have in common.
    let alike: [String]

    private static let maximumAlike = 3

    init(_ image: ImageReport, _ commands: CommandForm, folds: Bool) {
        let open = image.renditions.filter { !$0.isFine }.map { ($0, Self.sentence($0, commands)) }
        let groups = Dictionary(grouping: open) { $0.1.general }
        var told: Set<String> = []
        var (lines, alike): ([String], [String]) = ([], [])
        for (rendition, said) in open {
            let number = groups[said.general]?.count ?? 1
            let isFirst = told.insert(said.general).inserted
            if isFirst { alike.append("\(count(number, "rendition")): \(said.general)") }
            if !folds || number <= Self.maximumAlike {
                lines.append("\(rendition.output): \(said.own)")
            } else if isFirst {
                lines.append("\(count(number, "rendition")): \(said.general)")
            }
        }
        self.lines = lines
        self.alike = alike
    }

    /// What is said of it alone, and what of others, too.
    private static func sentence(_ report: RenditionReport, _ commands: CommandForm) -> (own: String, general: String) {
        let head = "\(report.state.word), \(report.action.planned)"
        let reasons = report.reasons.map(\.sentence)
        let remark = [report.remark(commands)].compactMap { $0 }
        // What else is protected has a reason that says so, and the last line has the way out.
        let isTold = report.protection.map { ![.accepted, .realImage].contains($0) } ?? false
        let own = ([head] + reasons + (isTold ? [] : remark)).joined(separator: "; ")
        // A protection names the path.
        return (own, ([head] + reasons + (report.protection == nil ? remark : [])).joined(separator: "; "))
    }
}

extension ImageLines {
    /// Lines for the renditions of an image that a run has finished, failures last.
    package func rendered(_ image: ImageReport, _ commands: CommandForm = CommandForm()) -> (
        good: [String], failed: [String]
    ) {
        let told = image.renditions.filter { $0.action != .none || !$0.remarks.isEmpty || $0.state == .broken }
        var good: [String] = []
        for action in [RenditionReport.Action.rendered, .restored, .moved, .protected, .notStarted, .none] {
            let alike = told.filter { $0.action == action && !$0.hasFailed }
            let silent = alike.filter { $0.remarks.isEmpty && $0.protection == nil }
            let folds = silent.count > Self.maximumAlike || action == .notStarted && silent.count > 1
            if folds, let first = silent.first {
                let bytes = silent.compactMap(\.record).reduce(0) { $0 + $1.byteCount }
                let rest = first.hold?.sentence ?? bytes.asByteCount
                good.append(line(action, image, "\(silent.count) renditions  \(rest)"))
            }
            for report in alike where !folds || !silent.contains(where: { $0.output == report.output }) {
                good.append(line(action, image, text(report, commands)))
            }
        }
        let failed = told.filter(\.hasFailed).map {
            line(.failed, image, "\($0.output): \($0.failure?.message ?? "")")
        }
        return (good, failed)
    }

    private static let maximumAlike = 3

    private func line(_ action: RenditionReport.Action, _ image: ImageReport, _ rest: String) -> String {
        row(action == .none ? "noted" : action.done, action.hue, image.name.text, [rest])
    }

    private func text(_ report: RenditionReport, _ commands: CommandForm) -> String {
        switch report.action {
        case .rendered, .restored, .moved, .none:
            let facts =
                report.record.map {
                    "\($0.picture.map { "  \($0.width)x\($0.height)" } ?? "")  \($0.byteCount.asByteCount)"
                } ?? ""
            let reasons = report.state == .broken ? report.reasons.map(\.sentence) : []
            return "\(report.output)\(facts)" + (report.remarks.map(\.sentence) + reasons).map { "  \($0)" }.joined()
        case .protected: return report.remark(commands) ?? report.output.text
        case .notStarted, .failed: return "\(report.output): \(report.remark(commands) ?? "")"
        }
    }
}
