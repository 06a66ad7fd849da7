import Foundation
import PNGCoding
import Testing

@Suite("PngSuite")
struct PngSuiteTests {
    private static let folder = fixtures.appendingPathComponent("PngSuite", isDirectory: true)

    /// One line for each file: its name, a tab, its exact facts or its exact fault.
    private static func expected() throws -> [String: String] {
        let text = try String(contentsOf: folder.appendingPathComponent("expected.txt"), encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: "\t", maxSplits: 1).map(String.init) }
        return Dictionary(uniqueKeysWithValues: lines.map { ($0[0], $0[1]) })
    }

    private static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".png") }.sorted()
    }

    @Test("each file has exactly its facts, or exactly its fault")
    func verdicts() throws {
        let expected = try Self.expected()
        let files = try Self.files()
        #expect(files == expected.keys.sorted())
        for file in files {
            let bytes = try Data(contentsOf: Self.folder.appendingPathComponent(file))
            #expect(verdict(on: bytes) == expected[file], "\(file)")
        }
    }

    @Test("the files that its author broke are refused, and no others")
    func refused() throws {
        let refused = try Self.files().filter { file in
            let bytes = try Data(contentsOf: Self.folder.appendingPathComponent(file))
            return (try? PNGInfo(decoding: bytes)) == nil
        }
        #expect(refused == (try Self.files().filter { $0.hasPrefix("x") }))
    }
}
