import Foundation
import ImageAssetsTestSupport
import Testing

/// A target may import more than its dependencies say, if another has been built by then: the build does not mind.
@Suite("The rooms of planning")
struct PureRoomsTests {
    /// None of these touches disk or network.
    private static let values: Set = ["Labels", "Model", "PNG", "Records", "System", "Text", "TypedNames"]
    /// In the order in which a run flows.
    private static let pipeline = ["Manifest", "Composition", "Planning", "Outcomes", "Words"]

    @Test("import values, and of each other what comes before them", arguments: pipeline)
    func imports(room: String) throws {
        let folder = fixtures.deletingLastPathComponent().appendingPathComponent("Sources/ImageAssets\(room)")
        let before = Self.pipeline.prefix { $0 != room }
        var count = 0
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            count += 1
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                guard let name = line.firstMatch(of: /^(?:@\w+ )?import (\w+)/)?.output.1 else { continue }
                let imported = name.hasPrefix("ImageAssets") ? String(name.dropFirst("ImageAssets".count)) : ""
                #expect(
                    Self.values.contains(imported) || before.contains(imported),
                    "\(file.lastPathComponent) imports \(name)")
            }
        }
        #expect(count > 5)
    }
}
