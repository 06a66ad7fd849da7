import ArgumentParser
import ImageAssetsModel

extension ParsableCommand {
    /// One line that fits: the library's own names every option.
    static func usage(_ words: String) -> String { "\(Destination.invocation.name) \(words)" }

    /// Lines for the end of a command's help that can be typed as they stand, whichever way the tool was called.
    static func examples(_ lines: String...) -> String {
        lines.map { "  " + Destination.invocation.command($0) }.joined(separator: "\n")
    }
}
