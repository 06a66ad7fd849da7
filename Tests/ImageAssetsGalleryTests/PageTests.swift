import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsGallery

@Suite("The gallery's page")
struct PageTests {
    @Test("each file of the folder Page is in a gallery, as it stands there")
    func files() throws {
        let folder = fixtures.deletingLastPathComponent().appendingPathComponent("Sources/ImageAssetsGallery/Page")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(PageFiles.all.map(\.name).sorted() == names)
        for (name, bytes) in PageFiles.all {
            #expect(try Data(contentsOf: folder.appendingPathComponent(name)) == bytes, "\(name)")
        }
        #expect(!names.contains(PageFiles.data))
    }
}
