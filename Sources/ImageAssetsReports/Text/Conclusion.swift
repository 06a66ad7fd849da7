import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

/// The sentence with which a report of images ends.
package enum TextReport {}

extension TextReport {
    package static func conclusion(_ report: Report, style: Style = .plain) -> String {
        switch report.cause {
        case .refused(let failure) where failure.message != nil: failure.text(style)
        // Only a run could have done something.
        case .refused, .invalid:
            report.diagnostics.errorsByFile + (report.command == .generate ? ": nothing was done." : ".")
        case let cause:
            sentence(report, cause) + (report.spending?.sentence ?? "") + choosing(report) + elsewhere(report)
        }
    }

    private static func sentence(_ report: Report, _ cause: Report.Cause) -> String {
        let renditions = RenditionCounts(report)
        if report.command != .generate, cause == .settled {
            let number = report.images.count
            let made = renditions.upToDate > 0 ? " and \(count(renditions.upToDate, "rendition"))" : ""
            let images = number == 0 ? "no images" : "\(count(number, "image"))\(made) up to date"
            let parts = [images, orphans(report.orphans.count), renditions.orphans].compactMap { $0 }
            return "Nothing to do: \(parts.joined(separator: ", "))."
        }
        let upToDate = report.upToDate
        var parts = report.command == .generate ? done(report) : toDo(report)
        parts += report.command == .generate ? renditions.done : renditions.toDo
        parts += report.partsOfNames
        let frozen = report.images.count { $0.action == .none && $0.wayOut == .unfreeze }
        parts += [
            part(frozen, frozen == 1 ? "frozen without its image" : "frozen without their images"),
            part(report.images.count(where: \.isDamaged), "damaged"), part(upToDate, "up to date"),
            orphans(report.orphans.count), renditions.orphans,
        ].compactMap { $0 }
        let isIdle =
            upToDate == report.images.count && renditions.done.isEmpty
            && report.partsOfNames.isEmpty
        if cause == .settled, report.requests == 0, isIdle {
            return "Nothing to do: \(parts.isEmpty ? "no images" : parts.joined(separator: ", "))."
        }
        var sentence = parts.joined(separator: ", ")
        let failed = report.images.filter { $0.action == .failed }.map(\.name.text)
        if !failed.isEmpty {
            let verb = report.command == .generate ? "failed" : "would fail"
            sentence += (sentence.isEmpty ? "" : "; ") + "\(failed.count) \(verb): \(failed.named)"
        }
        if let failed = renditions.failed { sentence += (sentence.isEmpty ? "" : "; ") + failed }
        if let failed = failedCandidates(report) { sentence += (sentence.isEmpty ? "" : "; ") + failed }
        if sentence.isEmpty { sentence = "no images" }
        switch report.command {
        case .check: return "Out of date: \(sentence).\(wayOut(report))"
        case .plan: return "To do: \(sentence).\(wayOut(report))"
        case .generate: return cause.opening + sentence + "." + cause.advice(report)
        }
    }

    private static func toDo(_ report: Report) -> [String] {
        let upload = report.uploadBytes == 0 ? "" : " with \(report.uploadBytes.asByteCount) of references"
        return [
            report.isConflicted ? "merge conflicts in the lockfile" : nil,
            "\(count(report.requests, "request")) needed\(upload)" + (report.quote?.remark ?? ""),
            part(report.count(.drawn), "to draw"), part(report.count(.restored), "to restore"),
            part(report.count(.moved), "to move"), part(report.count(.protected), "left alone"),
            part(report.count(.notStarted), "held back"),
        ].compactMap { $0 }
    }

    private static func done(_ report: Report) -> [String] {
        [
            part(report.count(.generated), "generated"), part(report.count(.drawn), "drawn"),
            part(report.count(.restored), "restored"), part(report.count(.moved), "moved"),
            part(report.count(.protected), "left alone"), part(report.count(.notStarted), "not started"),
            report.fetched > 0 ? count(report.fetched, "candidate") + " fetched" : nil,
            report.requests > 0 ? count(report.requests, "request") + " sent" + time(report) : nil,
        ].compactMap { $0 }
    }

    /// What is over at once is not worth its time.
    private static func time(_ report: Report) -> String {
        report.seconds.map { $0 < 1 ? "" : " in \($0.asWait)" } ?? ""
    }

    private static func part(_ number: Int, _ words: String) -> String? { number > 0 ? "\(number) \(words)" : nil }

    private static func orphans(_ number: Int) -> String? {
        number > 0 ? "\(count(number, "orphan")) for `prune` to remove" : nil
    }

    /// What a run of some images leaves as it is.
    private static func elsewhere(_ report: Report) -> String {
        let names = report.outOfDateElsewhere.map(\.text)
        if names.isEmpty { return "" }
        return " \(names.count == 1 ? "1 other is" : "\(names.count) others are") out of date: \(names.named)."
    }
}

extension Report.Cause {
    fileprivate var opening: String {
        switch self {
        case .interrupted: "Interrupted: "
        case .stopped, .failed(.some): "Stopped: "
        case .failed(nil), .brokenLockfile, .refused, .invalid: "Not everything worked: "
        case .outOfDate: "Still out of date: "
        case .settled: "Done: "
        }
    }

    fileprivate func advice(_ report: Report) -> String {
        switch self {
        case .interrupted where report.lacksOnlyRenditions: " Run again to make the rest, at no cost."
        case .interrupted: " Run again to pay for the rest; what arrived is not asked for again."
        case .stopped(let stop), .failed(let stop?): stop.advice
        case .refused, .invalid, .brokenLockfile, .failed(nil), .outOfDate, .settled: ""
        }
    }
}

extension Report {
    /// Whether all that another run would pay for is there.
    fileprivate var lacksOnlyRenditions: Bool {
        images.allSatisfy { $0.isAssetSettled && ($0.candidates?.missing ?? 0) == 0 }
    }
}

extension RunStop {
    fileprivate var advice: String {
        switch self {
        case .interrupted: ""
        case .unauthorized:
            " The service refused the key: check the variable that holds it and what the key may do, then run again."
        case .forbidden:
            " The service refuses this account or the way to it, not the key: do what it said, then run again."
        case .rateLimited:
            " The service's rate limit lets nothing through for now: run again later, or have the limit raised;"
                + " what was turned away costs nothing."
        case .timeLimit:
            " A time limit is shorter than the drawing, and what it ended may have been charged: raise the limit of the"
                + " gateway or proxy (504, 524, cut connections) or --request-timeout, or ask for smaller images, "
                + "then run again."
        case .alike: " Every further request would fail the same way: fix that, then run again."
        case .quota: " The account has no credit or quota left: top it up, then run again; what arrived is kept."
        case .budget: " Raise --max-requests, or `maxRequests` in the manifest, to pay for the rest."
        case .cost: " Raise --max-cost, or `maxCost` in the manifest, to pay for the rest."
        case .unpriced: " Say in `prices` what it costs, or drop --max-cost and `maxCost`, to pay for it."
        }
    }
}

extension CommandFailure {
    package func text(_ style: Style) -> String {
        message.map { "\(style.label(.error)) \($0)" }
            ?? "\(diagnostics.errorsByFile): nothing was done."
    }
}

extension [Diagnostic] {
    /// `2 errors in images.json`: the last line may be all that a log keeps.
    fileprivate var errorsByFile: String {
        let errors = filter { $0.severity == .error }
        var files: [String] = []
        for error in errors where !error.file.isEmpty && !files.contains(error.file) { files.append(error.file) }
        return ImageAssetsText.count(errors.count, "error") + (files.isEmpty ? "" : " in \(files.listed.plain)")
    }
}
