import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsText

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
        if let failure { return "it could not be written: \(failure.sentence)" }
        switch obstacle {
        case .work:
            return "it does not begin with the line that marks a generated file, so it is somebody's work and is left "
                + "alone: move it away, or replace it with `\(overwriting(commands))`, at no cost"
        case let obstacle?: return "it \(obstacle.predicate), and was left alone: move away what stands there"
        case nil: break
        }
        if action == .notStarted { return "it follows from the lockfile, which could not be written" }
        return switch state {
        case .missing: "it is not there"
        case .modified: "it is somebody's work, and --overwrite replaces it"
        case .changed: "it does not match the manifest and the lockfile"
        default: "it is up to date now; the run adds the sizes of what it makes"
        }
    }

    func overwriting(_ commands: CommandForm) -> String {
        commands("generate --overwrite \(output.text.shellQuoted)")
    }
}

extension NamesObstacle {
    /// Of a file.
    fileprivate var predicate: String {
        switch self {
        case .work: "is somebody's work"
        case .link: "is a symbolic link"
        case .changedMeanwhile: "changed while the run was at work"
        case .unreadable(let error): error.fault.predicate
        }
    }
}

extension Report {
    /// As commands on the manifest of a Swift file are to be typed.
    package func commands(for names: TypedNamesReport) -> CommandForm {
        CommandForm(invocation, manifest: names.manifest ?? manifest)
    }
}
