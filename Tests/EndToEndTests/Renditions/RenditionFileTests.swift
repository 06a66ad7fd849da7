import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsStandInServer
import Testing

@Suite("renditions and what lies at their paths")
struct RenditionFileTests: RenditionTesting {
    @Test("prune says of a file that another image claims why it stays")
    func claimed() async throws {
        try await generated { package, server in
            let card = #"{ "output": "Web/a-card.png", "width": 32 }"#
            try package.writeManifest([manifest("a", "A", "", Self.small), manifest("b", "B", "", card)])
            let dry = try await package.run("prune", "--dry-run")
            let line = "would go  a  Web/a-card.png stays: the manifest uses this file"
            #expect(dry.output.contains(line), "\(dry.output)")
            #expect(try await package.run("prune").status == 0)
            #expect(package.exists("Web/a-card.png"))
        }
    }
}
