import Foundation
import ImageAssetsPNG
import ImageAssetsTestSupport
import Testing

@Suite("PngSuite")
struct PngSuiteTests {
    private static let folder = fixtures.appendingPathComponent("PngSuite", isDirectory: true)

    private static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".png") }.sorted()
    }

    @Test("each file has exactly its facts, or exactly its fault")
    func verdicts() throws {
        let lines = try Self.files().map { file in
            "\(file)\t\(verdict(on: try Data(contentsOf: Self.folder.appendingPathComponent(file))))"
        }
        #expect(lines.count == 175)
        try expectGolden(lines.joined(separator: "\n") + "\n", at: "PngSuite/expected.txt")
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
