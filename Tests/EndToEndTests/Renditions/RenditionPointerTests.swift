import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import Testing

@Suite("renditions in checkouts without Git LFS")
struct RenditionPointerTests: RenditionTesting {
    private func pointer(to bytes: Data) -> String {
        "version https://git-lfs.github.com/spec/v1\noid sha256:\(SHA256Digest(of: bytes).hex)\nsize \(bytes.count)\n"
    }

    @Test("a pointer to what was recorded is the rendition")
    func rendition() async throws {
        try await generated { package, server in
            let text = pointer(to: try package.read("Web/a-card.png"))
            try package.write(text, to: "Web/a-card.png")
            #expect(try await package.run("check").status == 0)
            #expect(try await package.run(server: server).status == 0)
            #expect(try package.read("Web/a-card.png") == Data(text.utf8))
        }
    }

    @Test("where the asset is a pointer, its bytes come from the store")
    func fromStore() async throws {
        try await generated { package, server in
            let card = try package.read("Web/a-card.png")
            try package.write(pointer(to: try package.read("Images/a.png")), to: "Images/a.png")
            try package.remove("Web/a-card.png")
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(try package.read("Web/a-card.png") == card)
        }
    }

    @Test("and where the store has them not, the rendition fails and names git lfs pull")
    func lost() async throws {
        try await generated { package, server in
            try package.write(pointer(to: try package.read("Images/a.png")), to: "Images/a.png")
            try package.remove("Web/a-card.png")
            try package.remove(".image-assets")
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("git lfs pull"), "\(ended.errors)")
            #expect(await server.traffic.requests.count == 1)
        }
    }
}
