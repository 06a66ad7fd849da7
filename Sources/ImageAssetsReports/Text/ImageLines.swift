import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

/// Lines about images.
package struct ImageLines {
    /// As wide as the longest name, so that the columns stand below each other.
    private let nameWidth: Int
    private let style: Style

    /// - Parameter names: nil for lines that come one by one, before the longest name is known.
    package init(names: [ImageName]? = nil, style: Style = .plain) {
        nameWidth = names.map { $0.map(\.text.cells).max() ?? 0 } ?? 16
        self.style = style
    }

    // MARK: What would be done

    /// - Parameter foldsFamilies: whether many images of a family of which the same is said share a line.
    package func planned(_ report: Report, foldsFamilies: Bool = true) -> [String] {
        var lines: [String] = []
        var manifest: PackagePath?
        let images = report.images.filter { !$0.isSettled }.map { PlannedImage($0, in: report, folds: foldsFamilies) }
        for planned in foldsFamilies ? PlannedImage.folded(images, in: report) : images {
            let image = planned.image
            if image.manifest != manifest { lines.append("\(image.manifest?.text ?? ""):") }
            manifest = image.manifest
            let action = image.isFetching ? "fetch" : image.action.planned
            let columns = planned.fold == nil ? [Self.padded(action, to: 7), image.output.text] : [action]
            lines.append(row(planned.word, planned.hue, planned.label.plain, columns))
            lines += planned.below.map { "            \($0.plain)" }
        }
        for orphan in report.orphans {
            let action = Self.padded(ReportedAction.none.planned, to: 7)
            if orphan.manifest != manifest { lines.append("\(orphan.manifest?.text ?? ""):") }
            manifest = orphan.manifest
            lines.append(line("orphan", ImageState.orphan.hue, orphan.name, action, Orphan.note))
        }
        for orphan in report.orphanRenditions {
            let action = Self.padded(ReportedAction.none.planned, to: 7)
            if orphan.manifest != manifest { lines.append("\(orphan.manifest?.text ?? ""):") }
            manifest = orphan.manifest
            lines.append(
                line("orphan", ImageState.orphan.hue, orphan.image, action, "\(orphan.path): \(OrphanRendition.note)"))
        }
        return lines
    }

    // MARK: What was done

    /// One line for an image that a run has finished.
    package func done(_ image: ImageReport, _ commands: CommandForm = CommandForm()) -> String {
        switch image.action {
        case .generated, .restored, .moved, .drawn:
            let facts = image.asset.map {
                let asked = image.asked.map { " where \($0) was asked for" } ?? ""
                return "\(image.output)  \($0.facts.width)x\($0.facts.height)\(asked)  \($0.byteCount.asByteCount)"
            }
            let attempts = image.attempts > 1 ? "  after \(image.attempts) attempts" : ""
            return line(
                image.action.rawValue, image.action.hue, image.name,
                (facts ?? image.output.text) + Self.wait(image.seconds) + attempts)
        case .failed:
            let wait = image.seconds.flatMap { $0 < 1 ? nil : "after \($0.asWait)" }
            let attempts = image.attempts > 1 ? "\(image.attempts) attempts" : nil
            let effort = [attempts, wait].compactMap { $0 }.joined(separator: ", ")
            let message = image.failure?.message ?? ""
            return line(
                "failed", image.action.hue, image.name, effort.isEmpty ? message : "\(message) (\(effort))")
        case .protected, .notStarted:
            return line(image.action.done, image.action.hue, image.name, image.remark(commands) ?? "")
        case .none: return line(image.state.word, image.state.hue, image.name, image.remark(commands) ?? "")
        }
    }

    func arrived(_ candidate: CandidateArrival) -> String {
        line(
            "candidate", ReportedAction.generated.hue, candidate.image,
            "\(StoreFolder.path(ofObject: candidate.digest))  \(candidate.facts.width)x\(candidate.facts.height)  "
                + candidate.byteCount.asByteCount + Self.wait(candidate.seconds))
    }

    /// Nobody waited for what came at once.
    private static func wait(_ seconds: Double?) -> String {
        seconds.map { $0 < 1 ? "" : "  \($0.asWait)" } ?? ""
    }

    func candidateFailed(_ name: ImageName, _ failure: ImageFailure) -> String {
        line("failed", ReportedAction.failed.hue, name, "a candidate: \(failure.message)")
    }

    private func line(_ word: String, _ hue: Style.Hue?, _ name: ImageName, _ rest: String...) -> String {
        row(word, hue, name.text, rest)
    }

    func row(_ word: String, _ hue: Style.Hue?, _ label: String, _ rest: [String]) -> String {
        let column = style.paint(word, hue) + Self.padded("", to: 11 - word.cells)
        return "\(column) \(Self.padded(label, to: nameWidth))  \(rest.joined(separator: "  ").plain)"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.cells))
    }
}
