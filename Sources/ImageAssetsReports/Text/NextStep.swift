import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText

extension Report {
    /// What to do with what a run has made, in one line: look at it, and commit it; nil: nothing.
    var nextStep: String? {
        if !hasNews { return nil }
        let look = hasNewPictures ? "look at what is new with `\(commands()("gallery"))`" : nil
        let steps = [look, toCommit?.command.map { "`\($0)`" }].compactMap { $0 }
        return steps.isEmpty ? nil : "Next: \(steps.joined(separator: ", then "))."
    }
}

extension ToCommit {
    fileprivate var command: String? {
        if paths.isEmpty { return nil }
        let place = folder.map { " -C \($0.shellQuoted)" } ?? ""
        return "git\(place) add " + paths.map(\.plainPath.shellQuoted).joined(separator: " ")
    }
}

extension String {
    /// No option, and nothing that Git takes for a pattern of its own.
    fileprivate var plainPath: String { hasPrefix("-") || hasPrefix(":") ? "./" + self : self }
}
