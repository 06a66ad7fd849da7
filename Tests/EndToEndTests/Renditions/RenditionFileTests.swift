import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsStandInServer
import Testing

@Suite("renditions and what lies at their paths")
struct RenditionFileTests: RenditionTesting {
    @Test("of what is held with its asset only the asset's way out is told")
    func held() async throws {
        try await generated { package, _ in
            try package.write(png("basn2c08"), to: "Images/a.png")
            try package.remove("Web/a-card.png")
            let ended = try await package.run("check")
            #expect(ended.status == 3)
            #expect(ended.lastLine.contains("accept NAME"), "\(ended.lastLine)")
            #expect(!ended.lastLine.contains("accept PATH"), "\(ended.lastLine)")
        }
    }

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
