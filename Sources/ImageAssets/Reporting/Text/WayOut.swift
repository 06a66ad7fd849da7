/// What makes an image up to date that is not. What pays says so.
enum WayOut: CaseIterable {
    case run, allow, decide, makeWay, unfreeze, expectation, record, repair

    init(_ image: ImageReport, of command: Report.Command) {
        switch image.action {
        case .protected:
            let isBlocked = image.reasons.contains { if case .obstacle = $0 { true } else { false } }
            self = isBlocked ? .makeWay : image.state == .frozen ? .unfreeze : .decide
        case .failed: self = .expectation
        case .none where image.failure == nil: self = .unfreeze
        // The file is whole; the lockfile says something else about it.
        case .none: self = image.failure?.code == .expectation ? .record : .repair
        case .notStarted where command == .plan: self = .allow
        case .generated, .restored, .moved, .notStarted, .drawn: self = .run
        }
    }

    /// Nil: a run does it.
    ///
    /// - Parameter command: a sub-command with its arguments, as the user is to type it.
    func sentence(_ command: (String) -> String) -> String? {
        switch self {
        case .run: nil
        case .allow:
            "Nothing is sent with --offline, nor where more is needed than --max-requests or `maxRequests` allows."
        case .decide:
            "Keep such a file with `\(command("accept NAME"))`, or replace it with "
                + "`\(command("generate --overwrite NAME"))`, which may pay for a request."
        case .makeWay: "Make such an output readable, or move it out of the way."
        case .unfreeze:
            "Put a frozen image's file in place and `\(command("accept NAME"))`, or take \"frozen\" away and pay for it."
        case .expectation:
            "Change `expect`, or pay for another with `\(command("generate --regenerate NAME"))`."
        case .record:
            "Record what such a file is with `\(command("accept NAME"))`, or bring the lockfile back."
        case .repair: "Pay for another with `\(command("generate --regenerate NAME"))`."
        }
    }
}

extension TextReport {
    /// For `check` another run, where it would change something; else what would.
    static func wayOut(_ report: Report) -> String {
        let unsettled = report.images.filter { !$0.isSettled }
        let ways = Set(unsettled.map { WayOut($0, of: report.command) })
        if report.command == .check, report.isConflicted || ways.contains(.run) {
            let runs = unsettled.filter { WayOut($0, of: .check) == .run }
            var options = runs.map { ($0.manifest ?? report.manifest)?.option ?? "" }
            if options.isEmpty { options = [report.manifest?.option ?? ""] }
            var said: Set<String> = []
            let commands = options.filter { said.insert($0).inserted }.map {
                "`\(report.invocation.command("generate\($0)"))`"
            }
            return " Run \(commands.listed)."
        }
        let isOfSeveral = unsettled.contains { $0.manifest != nil }
        let option = isOfSeveral ? " --manifest FILE" : report.manifest?.option ?? ""
        return WayOut.allCases.filter(ways.contains).compactMap { way in
            way.sentence { report.invocation.command($0 + option) }
        }.map { " " + $0 }.joined()
    }
}
