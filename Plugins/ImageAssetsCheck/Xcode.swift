import Foundation
import PackagePlugin

/// What Xcode adds to the arguments that were typed in its sheet: `--target NAME` for each target that is ticked there.
enum XcodeArguments {
    /// Whether Xcode runs a package's plugin. Elsewhere the option is unknown and refused: nobody may believe that it
    /// narrows what is paid for.
    static func isXcodes(_ arguments: [String]) -> Bool {
        #if canImport(XcodeProjectPlugin)
            arguments.contains { $0 == "--target" || $0.hasPrefix("--target=") }
        #else
            false
        #endif
    }

    /// Images belong to the whole package, and to none of its targets.
    static func withoutTargets(_ arguments: [String]) -> [String] {
        var (kept, rest) = ([String](), arguments[...])
        while let argument = rest.popFirst() {
            if argument == "--target" {
                rest = rest.dropFirst()
            } else if !argument.hasPrefix("--target=") {
                kept.append(argument)
            }
        }
        return kept
    }
}

/// What the tool says, passed on to Xcode as it comes: issues as such, with their places, and all else as text.
enum XcodeIssues {
    static func run(_ process: Process) throws {
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        var rest = Data()
        while true {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            rest += more
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                pass(String(decoding: rest[rest.startIndex..<end], as: UTF8.self))
                rest = Data(rest[(end + 1)...])
            }
        }
        if !rest.isEmpty { pass(String(decoding: rest, as: UTF8.self)) }
    }

    private static func pass(_ line: String) {
        guard let issue = issue(in: line) else { return print(line) }
        Diagnostics.emit(issue.severity, issue.words, file: issue.place?.file, line: issue.place?.line)
    }

    private typealias Issue = (severity: Diagnostics.Severity, words: String, place: (file: String, line: Int)?)

    /// `/FILE:LINE:COLUMN: error: WORDS`, or without a place; nil for all other text.
    ///
    /// Regular expressions want macOS 13, and a plugin is compiled for the oldest macOS that SwiftPM's own module
    /// serves, whatever its package says.
    private static func issue(in line: String) -> Issue? {
        for (word, severity) in [("error", Diagnostics.Severity.error), ("warning", .warning), ("note", .remark)] {
            if line.hasPrefix(word + ": ") { return (severity, String(line.dropFirst(word.count + 2)), nil) }
            guard line.hasPrefix("/"), let mark = line.range(of: ": \(word): ") else { continue }
            let parts = line[..<mark.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count > 2, Int(parts[parts.count - 1]) != nil, let number = Int(parts[parts.count - 2]) else {
                continue
            }
            return (severity, String(line[mark.upperBound...]), (parts.dropLast(2).joined(separator: ":"), number))
        }
        return nil
    }
}
