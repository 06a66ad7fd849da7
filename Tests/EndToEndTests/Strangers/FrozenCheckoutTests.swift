import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("A frozen image in a checkout", .enabled(if: Repository.isPossible))
struct FrozenCheckoutTests {
    @Test("comes from Git, also to another output and where nothing else has it")
    func movedOutput() async throws {
        let origin = try Repository()
        try origin.package.write(".image-assets/\n", to: ".gitignore")
        try origin.package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let first = try await origin.package.run(server: server)
            #expect(first.status == 0)
        }
        try origin.commitAll()
        let clone = try origin.clone([])
        let picture = try clone.package.read("Images/a.png")
        try clone.package.remove("Images/a.png")
        try clone.package.writeManifest([
            #"{ "name": "a", "prompt": "Another", "output": "Art/a.png", "frozen": true }"#
        ])
        let ended = try await clone.package.run("generate", "--offline")
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(try clone.package.read("Art/a.png") == picture)
    }
}
