import Foundation
import ImageAssetsText
import Testing

/// Whoever copies a manifest out of a page has one that works.
@Suite("manifests of the documentation")
struct ManifestTests {
    @Test("every manifest, and every part of one, is read without an error")
    func manifests() async throws {
        let all = DocumentedManifest.all
        #expect(!all.isEmpty)
        for manifest in all {
            let ended = try await manifest.package().run("plan")
            #expect(
                ended.status == (manifest.isWrong ? 65 : 0), "\(manifest.place):\n\(ended.errors)\n\(manifest.text)")
        }
    }

    @Test("every other block of JSON is JSON, and says what it is")
    func others() throws {
        for page in MarkdownPage.all {
            for block in page.blocks where block.language == "json" && DocumentedManifest(block, of: page) == nil {
                let place = "\(page.path):\(block.line)"
                let isPart = block.comment("part of") == "lockfile"
                #expect(
                    isPart || block.comments.contains("output") || block.comment("file") != nil,
                    "\(place) does not say of what it is a part")
                let bare = block.text.trimmingCharacters(in: .whitespacesAndNewlines)
                let text = bare.hasPrefix("{") || bare.hasPrefix("[") ? bare : "{ \(bare) }"
                #expect(throws: Never.self, "\(place)") { try JSONValue(parsing: SourceText(Data(text.utf8))) }
                if isPart { expectMembers(of: try JSONValue(parsing: SourceText(Data(text.utf8))), place) }
            }
        }
    }

    /// What a part of the lockfile has; names of images, paths and parameters are free.
    private func expectMembers(of value: JSONValue, _ place: String) {
        for (key, value) in value.members {
            let isName = value["asset"] != nil || value["recipe"] != nil
            if !isName, !DocumentedSchema.lockfile.allKeys.contains(key) {
                Issue.record("\(place): no lockfile has \(key)")
            }
            if key != "parameters" { expectMembers(of: value, place) }
        }
    }
}
