import ImageAssetsModel
import ImageAssetsPlanning

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

    package func planned(_ report: Report) -> [String] {
        var lines: [String] = []
        var manifest: PackagePath?
        for image in report.images where !image.isSettled {
            if image.manifest != manifest { lines.append("\(image.manifest?.text ?? ""):") }
            manifest = image.manifest
            let isDamaged = image.action == .none && image.failure != nil
            lines.append(
                line(
                    isDamaged ? "damaged" : image.state.word, isDamaged ? .error : image.state.hue, image.name,
                    Self.padded(image.action.planned, to: 7), image.output.text
                )
            )
            lines += image.reasons.map { "            \($0.sentence.plain)" }
            if !image.after.isEmpty { lines.append("            after \(image.after.map(\.text).listed)") }
            lines += image.removes.map {
                "            removes \($0), whose bytes stay in \(StoreFolder.name)".plain
            }
            if let said = image.failure?.message ?? image.remark(report) { lines.append("            \(said.plain)") }
        }
        for orphan in report.orphans {
            let action = Self.padded(ReportedAction.none.planned, to: 7)
            if orphan.manifest != manifest { lines.append("\(orphan.manifest?.text ?? ""):") }
            manifest = orphan.manifest
            lines.append(line("orphan", ImageState.orphan.hue, orphan.name, action, Orphan.note))
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
            return line(image.action.rawValue, image.action.hue, image.name, (facts ?? image.output.text) + attempts)
        case .failed:
            let attempts = image.attempts > 1 ? " (\(image.attempts) attempts)" : ""
            return line("failed", image.action.hue, image.name, (image.failure?.message ?? "") + attempts)
        case .protected, .notStarted:
            return line(image.action.done, image.action.hue, image.name, image.remark(commands) ?? "")
        case .none: return line(image.state.word, image.state.hue, image.name, image.remark(commands) ?? "")
        }
    }

    private func line(_ word: String, _ hue: Style.Hue?, _ name: ImageName, _ rest: String...) -> String {
        let column = style.paint(word, hue) + Self.padded("", to: 11 - word.cells)
        return "\(column) \(Self.padded(name.text, to: nameWidth))  \(rest.joined(separator: "  ").plain)"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.cells))
    }
}
