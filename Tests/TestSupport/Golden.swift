import Foundation
import Testing

/// The repository's folder of checked-in fixtures.
package let fixtures = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures", isDirectory: true)

/// Holds a text against a checked-in file, byte for byte. With `UPDATE_GOLDENS` set it writes the file instead, for a
/// person to review.
package func expectGolden(
    _ text: String, at path: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
    let file = fixtures.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return
    }
    let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text == golden, "it differs from Fixtures/\(path)", sourceLocation: sourceLocation)
}
