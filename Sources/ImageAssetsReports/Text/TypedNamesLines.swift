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

extension Report {
    /// What the last line says of Swift files besides images; nothing of those that stay as they are.
    var partsOfNames: [String] {
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
}
