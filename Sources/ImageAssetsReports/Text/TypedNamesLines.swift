import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

extension ImageLines {
    /// Lines of a plan for Swift files that are not as they should be.
    func plannedNames(_ report: Report) -> [String] {
        report.typedNames.filter { !$0.isSettled }.flatMap { names in
            [
                row(
                    names.state.word, names.state.hue, names.output.text,
                    [names.action.planned] + (names.manifest.map { ["of \($0)"] } ?? [])),
                "            \(names.explanation(report.commands(for: names)).plain)",
            ]
        }
    }

    /// What a run did to one; nil: nothing.
    func named(_ names: TypedNamesReport, _ commands: CommandForm) -> String? {
        if names.action == .none { return nil }
        let rest =
            names.isSettled ? "the names of \(commands.manifest?.text ?? "images.json")" : names.explanation(commands)
        return row(names.action.done, names.action.hue, names.output.text, [rest])
    }
}
