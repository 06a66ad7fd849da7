/// The text that people read: a line for each image that is not up to date, its reasons below it, and one last sentence.
package struct TextReport {
    /// As wide as the longest name, so that the columns stand below each other.
    private let nameWidth: Int
    private let style: Style

    package init(names: [ImageName], style: Style = .plain) {
        nameWidth = names.map(\.text.cells).max() ?? 0
        self.style = style
    }

    /// For lines that come one by one, before the longest name is known.
    package static func streaming(_ style: Style) -> TextReport { TextReport(nameWidth: 16, style: style) }

    private init(nameWidth: Int, style: Style) {
        self.nameWidth = nameWidth
        self.style = style
    }

    // MARK: What would be done

    package func lines(_ report: Report) -> [String] {
        var lines: [String] = []
        for image in report.images where !image.isSettled {
            let isDamaged = image.action == .none && image.failure != nil
            lines.append(
                line(
                    isDamaged ? "damaged" : image.state.word, isDamaged ? .error : image.state.hue, image.name,
                    Self.padded(image.action.planned, to: 7), image.output.text
                )
            )
            lines += image.reasons.map { "            \($0.sentence.plain)" }
            if let failure = image.failure { lines.append("            \(failure.message.plain)") }
        }
        for orphan in report.orphans {
            let action = Self.padded(ReportedAction.none.planned, to: 7)
            let place = "only in the lockfile; `prune` removes it"
            lines.append(line("orphan", ImageState.orphan.hue, orphan, action, place))
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
            return line(image.action.rawValue, image.action.hue, image.name, (facts ?? image.output.text) + attempts)
        case .failed:
            let attempts = image.attempts > 1 ? " (\(image.attempts) attempts)" : ""
            return line("failed", image.action.hue, image.name, (image.failure?.message ?? "") + attempts)
        case .protected: return line("protected", image.action.hue, image.name, image.note ?? "")
        case .notStarted: return line("not started", image.action.hue, image.name, image.note ?? "")
        case .none: return line(image.state.word, image.state.hue, image.name, image.note ?? "")
        }
    }

    private func line(_ word: String, _ hue: Style.Hue?, _ name: ImageName, _ rest: String...) -> String {
        let column = style.paint(word, hue) + Self.padded("", to: 11 - word.cells)
        return "\(column) \(Self.padded(name.text, to: nameWidth))  \(rest.joined(separator: "  ").plain)"
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.cells))
    }

    // MARK: The last sentence

    /// It stands on its own: under `swift package` it may be all that a log keeps.
    package static func conclusion(_ report: Report, style: Style = .plain) -> String {
        if let failure = report.failure { return failure.text(style) }
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
            if report.isConflicted { parts.append("merge conflicts in the lockfile") }
            let upload = report.uploadBytes == 0 ? "" : " with \(report.uploadBytes.asByteCount) of references"
            parts.append("\(count(report.requests, "request")) needed\(upload)")
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
        let stuck = report.images.filter { $0.action == .none && !$0.isSettled }
        let frozen = stuck.count { $0.failure == nil }
        add(frozen, frozen == 1 ? "frozen without its image" : "frozen without their images")
        add(stuck.count { $0.failure != nil }, "damaged")
        add(upToDate, "up to date")
        add(report.orphans.count, report.orphans.count == 1 ? "orphan" : "orphans")
        if parts.count == 1, upToDate == report.images.count { return "Nothing to do: \(parts[0])." }
        let sentence = (parts.isEmpty ? "no images" : parts.joined(separator: ", ")) + "."
        switch report.command {
        case .check: return "Out of date: \(sentence)\(wayOut(report))"
        case .plan: return "To do: \(sentence)\(wayOut(report))"
        case .generate: return opening(report) + sentence + advice(report)
        }
    }

    package static func nothingToDo(images: Int, orphans: Int = 0) -> String {
        let rest = orphans == 0 ? "" : "; \(count(orphans, "orphan")) in the lockfile"
        return images == 0
            ? "Nothing to do: no images\(rest)." : "Nothing to do: \(count(images, "image")) up to date\(rest)."
    }

    /// For `check` another run, where it would change something; else what would.
    private static func wayOut(_ report: Report) -> String {
        let ways = Set(report.images.filter { !$0.isSettled }.map(WayOut.init))
        if report.command == .check, report.isConflicted || ways.contains(.run) {
            let option = report.manifest?.option ?? ""
            return " Run `swift package generate-images\(option)`."
        }
        return WayOut.allCases.filter(ways.contains).compactMap(\.sentence).map { " " + $0 }.joined()
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
        case .unauthorized:
            " The service refused the key: check the variable that holds it and what the key may do, then run again."
        case .quota: " The account is exhausted: top it up, then run again; what arrived is kept."
        case .budget: " Raise --max-requests to go on."
        case nil: ""
        }
    }
}

/// What makes an image up to date that is not.
private enum WayOut: CaseIterable {
    case run, decide, makeWay, unfreeze, expectation, record, repair

    /// Nil: a run does it.
    var sentence: String? {
        switch self {
        case .run: nil
        case .decide: "Keep such a file with `accept NAME`, or replace it with `generate --overwrite NAME`."
        case .makeWay: "Make such an output readable, or move it out of the way."
        case .unfreeze:
            "Put a frozen image's file in place and `accept NAME`, or let it be made without \"frozen\"."
        case .expectation: "Change `expect`, or ask for another with `generate --regenerate NAME`."
        case .record: "Record what such a file is with `accept NAME`, or bring the lockfile back."
        case .repair: "Ask for another with `generate --regenerate NAME`."
        }
    }

    init(_ image: ImageReport) {
        switch image.action {
        case .protected:
            let isBlocked = image.reasons.contains { if case .obstacle = $0 { true } else { false } }
            self = isBlocked ? .makeWay : image.state == .frozen ? .unfreeze : .decide
        case .failed: self = .expectation
        case .none where image.failure == nil: self = .unfreeze
        // The file is whole; the lockfile says something else about it.
        case .none: self = image.failure?.code == .expectation ? .record : .repair
        case .generated, .restored, .moved, .notStarted, .drawn: self = .run
        }
    }
}

extension CommandFailure {
    package func text(_ style: Style) -> String {
        diagnostics.isEmpty ? "\(style.label(.error)) \(message)" : message
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
