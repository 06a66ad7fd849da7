/// The text that people read: a line for each image that is not up to date, its reasons below it, and one last sentence.
package struct TextReport {
    /// As wide as the longest name, so that the columns stand below each other.
    private let nameWidth: Int

    package init(names: [ImageName]) {
        nameWidth = names.map(\.text.count).max() ?? 0
    }

    private init(nameWidth: Int) {
        self.nameWidth = nameWidth
    }

    /// For lines that come one by one, before the longest name is known.
    package static let streaming = TextReport(nameWidth: 16)

    // MARK: What would be done

    package func lines(_ report: Report) -> [String] {
        var lines: [String] = []
        for image in report.images where !image.isSettled {
            lines.append(line(image.state.word, image.name, image.action.planned, image.output.text))
            lines += image.reasons.map { "            \($0.sentence.plain)" }
            if let failure = image.failure { lines.append("            \(failure.message.plain)") }
        }
        for orphan in report.orphans {
            lines.append(line("orphan", orphan, "none", "only in the lockfile; `prune` removes it"))
        }
        return lines
    }

    // MARK: What was done

    /// One line for an image that a run has finished.
    package func line(_ image: ImageReport) -> String {
        switch image.action {
        case .generated, .restored, .moved, .drawn:
            let facts = image.asset.map {
                "\(image.output)  \($0.facts.width)x\($0.facts.height)  \($0.byteCount.asByteCount)"
            }
            let attempts = image.attempts > 1 ? "  after \(image.attempts) attempts" : ""
            return line(image.action.rawValue, image.name, (facts ?? image.output.text) + attempts)
        case .failed:
            let attempts = image.attempts > 1 ? " (\(image.attempts) attempts)" : ""
            return line("failed", image.name, (image.failure?.message ?? "") + attempts)
        case .protected: return line("protected", image.name, image.note ?? "")
        case .notStarted: return line("not started", image.name, image.note ?? "")
        case .none: return line(image.state.word, image.name, image.note ?? "")
        }
    }

    private func line(_ word: String, _ name: ImageName, _ rest: String...) -> String {
        let padding = String(repeating: " ", count: max(0, nameWidth - name.text.count))
        let column = word + String(repeating: " ", count: max(0, 11 - word.count))
        return "\(column) \(name)\(padding)  \(rest.joined(separator: "  ").plain)"
    }

    // MARK: The last sentence

    /// It stands on its own: under `swift package` it may be all that a log keeps.
    package static func conclusion(_ report: Report) -> String {
        if report.isInvalid {
            let errors = report.diagnostics.count { $0.severity == .error }
            return "\(count(errors, "error")): nothing was done."
        }
        var parts: [String] = []
        func add(_ number: Int, _ words: String) {
            if number > 0 { parts.append("\(number) \(words)") }
        }
        let upToDate = report.images.count { $0.action == .none && $0.isSettled }
        switch report.command {
        case .plan, .check:
            if report.isSettled {
                return nothingToDo(images: report.images.count, orphans: report.orphans.count)
            }
            parts.append("\(count(report.requests, "request")) needed")
            add(report.count(.drawn), "to draw")
            add(report.count(.restored), "to restore")
            add(report.count(.moved), "to move")
            add(report.count(.protected), "left alone")
            add(report.count(.failed), "that cannot be had as they are")
            add(report.count(.notStarted), "held back")
        case .generate:
            add(report.count(.generated), "generated")
            add(report.count(.drawn), "drawn")
            add(report.count(.restored), "restored")
            add(report.count(.moved), "moved")
            add(report.count(.protected), "left alone")
            add(report.count(.failed), "failed")
            add(report.count(.notStarted), "not started")
            if report.requests > 0 { parts.append(count(report.requests, "request") + " sent") }
        }
        add(upToDate, "up to date")
        add(report.orphans.count, report.orphans.count == 1 ? "orphan" : "orphans")
        if parts.count == 1, upToDate == report.images.count { return "Nothing to do: \(parts[0])." }
        let sentence = (parts.isEmpty ? "no images" : parts.joined(separator: ", ")) + "."
        switch report.command {
        case .check: return "Out of date: \(sentence)\(wayOut(report))"
        case .plan: return "To do: \(sentence)"
        case .generate: return opening(report) + sentence + advice(report)
        }
    }

    package static func nothingToDo(images: Int, orphans: Int = 0) -> String {
        let rest = orphans == 0 ? "" : "; \(count(orphans, "orphan")) in the lockfile"
        return "Nothing to do: \(count(images, "image")) up to date\(rest)."
    }

    /// Where all that is left is somebody's work, another run would only leave it alone again.
    private static func wayOut(_ report: Report) -> String {
        let isAllWork = !report.isConflicted && report.images.allSatisfy { $0.isSettled || $0.action == .protected }
        return isAllWork
            ? " Keep such a file with `accept NAME`, or replace it with `generate --overwrite NAME`."
            : " Run `swift package generate-images`."
    }

    private static func opening(_ report: Report) -> String {
        switch report.stop {
        case .interrupted: "Interrupted: "
        case .unauthorized, .quota, .budget: "Stopped: "
        case nil where report.count(.failed) > 0 || report.unwrittenLockfile != nil: "Not everything worked: "
        case nil: report.isSettled ? "Done: " : "Still out of date: "
        }
    }

    private static func advice(_ report: Report) -> String {
        switch report.stop {
        case .interrupted: " Run again to go on; what arrived is not asked for again."
        case .unauthorized: " The service refused the key: check the variable that holds it, then run again."
        case .quota: " The account is exhausted: top it up, then run again; what arrived is kept."
        case .budget: " Raise --max-requests to go on."
        case nil: ""
        }
    }
}

extension ReportedAction {
    /// What a plan calls it, while it is still to be done.
    package var planned: String {
        switch self {
        case .none: "none"
        case .generated: "request"
        case .restored: "restore"
        case .moved: "move"
        case .protected: "leave"
        case .failed: "fail"
        case .notStarted: "hold"
        case .drawn: "draw"
        }
    }
}
