import Foundation
import ImageAssetsComposition
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

/// What lies about a catalog on disk.
@Suite struct CatalogFolderTests {
    private let temporary: TemporaryPackage
    private let folder: PackageFolder

    init() throws {
        temporary = try TemporaryPackage()
        folder = try PackageFolder(temporary.path)
    }

    private func warnings() async throws -> [String] {
        let manifest = try await ComposedManifest.read(PackagePath("images.json"), in: SeenFiles(folder: folder))
        return manifest.warnings.map(\.description)
    }

    @Test("an icon of Icon Composer's is warned of, beside the set or beside its catalog")
    func icons() async throws {
        let set = "App/A.xcassets/AppIcon.appiconset"
        try temporary.write(
            """
            {"version": 1, "images": [{"name": "a", "prompt": "A", "renditions": [
            { "appiconset": "\(set)" }, { "imageset": "App/A.xcassets/Other.imageset" }]}]}
            """, to: "images.json")
        for place in ["AppIcon.icon", "App/A.xcassets/Group/AppIcon.icon", "App/Other.icon"] {
            try temporary.write("{}", to: place + "/icon.json")
        }
        #expect(try await warnings() == [])
        for icon in ["App/AppIcon.icon", "App/A.xcassets/AppIcon.icon"] {
            try temporary.write("{}", to: icon + "/icon.json")
            #expect(
                try await warnings() == [
                    """
                    images.json:2:17: warning: \(icon) has the name of the appiconset \(set), and Xcode 26 takes it \
                    for the app's icon
                        hint: Remove or rename one of the two.
                    """
                ])
        }
    }
}
