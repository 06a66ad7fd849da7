import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

/// What is said of the renditions of one image that are not up to date, below the image's line in a plan.
///
/// Files of a set of which the same is said share a line, and so do others when they are more than a few.
struct PlannedRenditions {
    /// With their paths.
    let lines: [String]
    /// Without: what many images of a family may have in common.
    let alike: [String]

    private static let maximumAlike = 3

    init(_ image: ImageReport, _ commands: CommandForm, folds: Bool) {
        let open = RenditionRow.rows(image.renditions.filter { !$0.isFine }) { rendition in
            folds && rendition.protection == nil ? Self.sentence(rendition, commands).general : nil
        }.map { ($0, Self.sentence($0.first, commands)) }
        let groups = Dictionary(grouping: open) { $0.1.general }
        var told: Set<String> = []
        var (lines, alike): ([String], [String]) = ([], [])
        for (row, said) in open {
            let rows = groups[said.general] ?? []
            let number = rows.reduce(0) { $0 + $1.0.reports.count }
            let isFirst = told.insert(said.general).inserted
            if isFirst { alike.append("\(count(number, "rendition")): \(said.general)") }
            if !folds || rows.count <= Self.maximumAlike {
                lines.append("\(row.subject): \(row.isOfSet ? said.general : said.own)")
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
    func rendered(_ image: ImageReport, _ commands: CommandForm = CommandForm()) -> (
        good: [String], failed: [String]
    ) {
        let told = image.renditions.filter { $0.action != .none || !$0.remarks.isEmpty || $0.state == .broken }
        var good: [String] = []
        for action in [RenditionReport.Action.rendered, .restored, .moved, .protected, .notStarted, .none] {
            let alike = told.filter { $0.action == action && !$0.hasFailed }
            let rows = RenditionRow.rows(alike) { report in
                report.hasNothingOwn && report.state != .broken ? report.general : nil
            }
            let silent = rows.filter { $0.reports.allSatisfy(\.isSilent) }
            let folds = silent.count > Self.maximumAlike || action == .notStarted && silent.count > 1
            if folds {
                let reports = silent.flatMap(\.reports)
                let rest = reports.first?.hold?.sentence ?? Self.bytes(of: reports)
                good.append(line(action, image, "\(reports.count) renditions  \(rest)"))
            }
            for row in rows where !folds || !row.reports.allSatisfy(\.isSilent) {
                good.append(line(action, image, text(row, commands)))
            }
        }
        let failed = RenditionRow.rows(told.filter(\.hasFailed)) { $0.failure?.message }.map { row in
            line(.failed, image, "\(row.subject): \(row.first.failure?.message ?? "")")
        }
        return (good, failed)
    }

    private static let maximumAlike = 3

    private static func bytes(of reports: [RenditionReport]) -> String {
        reports.compactMap(\.record).reduce(0) { $0 + $1.byteCount }.asByteCount
    }

    private func line(_ action: RenditionReport.Action, _ image: ImageReport, _ rest: String) -> String {
        row(action == .none ? "noted" : action.done, action.hue, image.name.text, [rest])
    }

    private func text(_ row: RenditionRow, _ commands: CommandForm) -> String {
        let report = row.first
        if row.isOfSet {
            return report.action == .notStarted
                ? "\(row.subject): \(report.remark(commands) ?? "")"
                : "\(row.subject)  \(Self.bytes(of: row.reports))"
                    + report.remarks.map { "  \($0.sentence)" }.joined()
        }
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

extension RenditionReport {
    /// Whether nothing is said of it but what was done.
    fileprivate var isSilent: Bool { remarks.isEmpty && protection == nil }

    /// Whether nothing is said of it that is about its own pixels, or names its path.
    fileprivate var hasNothingOwn: Bool {
        protection == nil && remarks.allSatisfy { if case .leftOut = $0 { true } else { false } }
    }

    /// What is said of others, too.
    fileprivate var general: String { ([hold?.sentence ?? ""] + remarks.map(\.sentence)).joined(separator: "  ") }
}
