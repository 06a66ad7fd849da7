import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsText

extension TypedNamesReport.State {
    package var word: String {
        switch self {
        case .missing: ImageState.missing.word
        case .modified: ImageState.modified.word
        case .changed: ImageState.changed.word
        case .upToDate: ImageState.upToDate.word
        }
    }

    package var hue: Style.Hue {
        switch self {
        case .upToDate: .good
        case .modified: .warning
        case .missing, .changed: .work
        }
    }
}

extension TypedNamesReport.Action {
    /// What a run calls it.
    package var done: String { self == .notStarted ? "not started" : rawValue }

    /// What a plan calls it.
    package var planned: String {
        switch self {
        case .none: "none"
        case .written: "write"
        case .protected: "leave"
        case .failed: "fail"
        case .notStarted: "hold"
        }
    }

    package var hue: Style.Hue? {
        switch self {
        case .none: nil
        case .written: .good
        case .failed: .error
        case .protected, .notStarted: .warning
        }
    }
}

extension TypedNamesReport {
    /// Why it is not as it should be, and what to do where a run does not do it.
    package func explanation(_ commands: CommandForm) -> String {
        switch (action, wayOut) {
        case (.failed, _): "it \(obstacle?.predicate ?? "")"
        case (.notStarted, _): "it follows from the lockfile, which could not be written"
        case (_, .makeWay): "it \(obstacle?.predicate ?? ""), and was left alone: move away what stands there"
        case (_, .decide):
            "it does not begin with the line that marks a generated file, so it is somebody's work and is left "
                + "alone: move it away, or replace it with `\(commands("generate --overwrite \(output.text.shellQuoted)"))`, "
                + "at no cost"
        default:
            switch state {
            case .missing: "it is not there"
            case .modified: "it is somebody's work, and --overwrite replaces it"
            case .changed: "it does not match the manifest and the lockfile"
            case .upToDate: "it is up to date now; the run adds the sizes of what it makes"
            }
        }
    }

    /// For the last line of `check` and `plan`; nil: a run does it.
    package func wayOutSentence(_ report: Report) -> String? {
        switch wayOut {
        case .decide:
            let command = report.commands(for: self)("generate --overwrite \(output.text.shellQuoted)")
            return "Move \(output) away, which is somebody's work, or replace it with `\(command)`, at no cost."
        case .makeWay: return "Move away what stands at \(output)."
        default: return nil
        }
    }

    /// For GitHub's table; nil where there is nothing to say.
    package func row(_ report: Report) -> [String]? {
        if isSettled, action == .none { return nil }
        let word = report.command == .generate ? action.done : action.planned
        return [output.text, state.word, word, explanation(report.commands(for: self))]
    }
}

extension Report {
    /// What the last line says of Swift files besides images; nothing of those that stay as they are.
    package var partsOfNames: [String] {
        let words: [(TypedNamesReport.Action, String)] = [
            (.written, command == .generate ? "written" : "to write"), (.protected, "left alone"), (.failed, "failed"),
            (.notStarted, "not started"),
        ]
        return words.compactMap { action, word in
            switch typedNames.count(where: { $0.action == action }) {
            case 0: nil
            case 1: "the Swift file \(word)"
            case let number: "\(number) Swift files \(word)"
            }
        }
    }

    /// As commands on the manifest of a Swift file are to be typed.
    package func commands(for names: TypedNamesReport) -> CommandForm {
        CommandForm(invocation, manifest: names.manifest ?? manifest)
    }
}

extension TypedNamesReport.Obstacle {
    fileprivate var predicate: String {
        switch self {
        case .link: "is a symbolic link"
        case .changedMeanwhile: "changed while the run was at work"
        case .problem(let problem): problem.predicate
        case .unwritable(let reason): "could not be written: \(reason)"
        }
    }
}
