import Foundation

extension String {
    /// The text as it may be printed, whoever wrote it: a prompt must not steer a terminal or a CI log.
    ///
    /// Control characters, line breaks among them, and marks of writing direction become visible escapes. What opens a workflow
    /// command anywhere in a line is taken apart; one that has to open the line never does, as every line begins with a
    /// word of ours.
    package var plain: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            // It joins emoji.
            case .format where scalar == "\u{200D}": text.unicodeScalars.append(scalar)
            case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned:
                text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text.replacingOccurrences(of: "##[", with: "## [")
    }
}
