import Foundation
import Testing

/// Holds lines against a checked-in file. With `UPDATE_GOLDENS` set it writes the file instead, for a person to read
/// the difference before committing it.
func expect(_ lines: [String], inFile path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = fixtures.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
        return
    }
    let expected = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    for (line, expected) in zip(lines, expected) { #expect(line == expected, sourceLocation: sourceLocation) }
    #expect(lines.count == expected.count, sourceLocation: sourceLocation)
}
