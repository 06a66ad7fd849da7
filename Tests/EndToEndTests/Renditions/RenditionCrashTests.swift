import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsStandInServer
import Testing

@Suite("killed while renditions are made", .enabled(if: KillPoint.shared != nil, "needs LD_PRELOAD"))
struct RenditionCrashTests: RenditionTesting {
    private let kill: KillPoint

    init() throws { kill = try #require(KillPoint.shared) }

    /// What each run has to leave in the end.
    private static let paths = ["a", "b"].flatMap { name in
        [
            "Web/\(name)-card.png", "Web/\(name)-small.png", "Art.xcassets/\(name).imageset/\(name).png",
            "Art.xcassets/\(name).imageset/Contents.json",
        ]
    }
    private static let set = #"{ "imageset": "Art.xcassets/${name}.imageset", "width": 8, "scales": [1] }"#

    private func images(_ prompt: String, width: Int = 32) -> [String] {
        let card = Self.card.replacingOccurrences(of: "32", with: "\(width)")
        return ["a", "b"].map { manifest($0, "\(prompt) \($0)", "", card, Self.small, Self.set) }
    }

    @Test(
        "an asset and its renditions: none is torn, none ends up protected, and the next run makes the rest for nothing"
    )
    func new() async throws {
        try await matrix { _ in }
    }

    @Test("renditions that are made anew: each is the old or the new one")
    func changed() async throws {
        try await matrix { package in
            try package.writeManifest(images("old", width: 24))
            try await generate(package)
            // A clone: the store does not come along.
            try package.remove(".image-assets")
        }
    }

    @Test("renditions that move: each is in one place at least, and nothing is made")
    func moved() async throws {
        try await matrix { package in
            try package.writeManifest(
                ["a", "b"].map { manifest("old-\($0)", "new \($0)", "", Self.card, Self.small, Self.set) })
            try await generate(package)
        }
    }

    @Test("a person's file that comes back from the store, beside one that is ours")
    func accepted() async throws {
        try await matrix { package in
            try package.writeManifest(images("new"))
            try await generate(package)
            try package.write(png("basn2c08"), to: "Web/a-card.png")
            #expect(try await package.run("accept", "Web/a-card.png").status == 0)
            for path in ["Web/a-card.png", "Web/b-card.png"] { try package.remove(path) }
        }
    }

    @Test("renditions of placeholders, whose images come")
    func placeholders() async throws {
        try await matrix { package in
            try package.writeManifest(images("new"))
            #expect(try await package.run("--placeholder").status == 0)
        }
    }

    @Test("renditions of an asset that is a Git LFS pointer here, and in the store")
    func pointers() async throws {
        try await matrix { package in
            try package.writeManifest(images("new", width: 24))
            try await generate(package)
            let asset = try package.read("Images/a.png")
            try package.write(
                "version https://git-lfs.github.com/spec/v1\noid sha256:\(SHA256Digest(of: asset).hex)\n"
                    + "size \(asset.count)\n", to: "Images/a.png")
        }
    }

    private func generate(_ package: TestPackage) async throws {
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
        }
    }

    private func matrix(_ prepare: (TestPackage) async throws -> Void) async throws {
        let base = try TestPackage()
        try await prepare(base)
        try base.writeManifest(images("new"))
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let whole = try base.copy()
            let calls = try await kill.calls { try await whole.start([], server: server, environment: $0).wait() }
            let wanted = try Dictionary(uniqueKeysWithValues: Self.paths.map { ($0, try whole.read($0)) })
            let count = 24
            var kills = 0
            for point in (0..<count).map({ 1 + $0 * calls / count }) {
                let package = try base.copy()
                let killed = try await package.start([], server: server, environment: kill.environment(killAt: point))
                    .wait()
                if killed.reason == .uncaughtSignal { kills += 1 }
                for path in Self.paths where path.hasSuffix(".png") && package.exists(path) {
                    let bytes = try package.read(path)
                    #expect((try? PNGInfo(decoding: bytes)) != nil, "killed at \(point): \(path)")
                }
                let ended = try await package.run(server: server)
                #expect(ended.status == 0, "killed at \(point): \(ended.output)\(ended.errors)")
                for (path, bytes) in wanted { #expect(try package.read(path) == bytes, "killed at \(point): \(path)") }
                let check = try await package.run("check")
                #expect(check.status == 0, "killed at \(point): \(check.output)")
            }
            #expect(kills >= count * 3 / 4)
        }
    }
}
