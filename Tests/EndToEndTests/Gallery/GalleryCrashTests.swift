import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("killed while a gallery is written", .enabled(if: KillPoint.shared != nil, "needs LD_PRELOAD"))
struct GalleryCrashTests: GalleryTesting {
    private let kill: KillPoint

    init() throws { kill = try #require(KillPoint.shared) }

    @Test(
        "there is the whole page of before, the whole new one, or none, and the next gallery puts it right",
        arguments: [false, true])
    func killed(isOlder: Bool) async throws {
        let package = try TestPackage(images: ["a": "A", "b": "B"])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            #expect(try await package.run(server: server).status == 0)
            #expect(try await package.run("gallery").status == 0)
            try package.writeManifest(["b": "B", "c": "C"])
            #expect(try await package.run(server: server).status == 0)
        }
        let names = ["KILL_NAMES": "1"]
        let folder = ".image-assets/gallery"
        let old = try package.gallery().images
        if !isOlder { try package.remove(folder) }
        let whole = try package.copy()
        let calls = try await kill.calls {
            try await whole.start(["gallery"], environment: $0.merging(names) { $1 }).wait()
        }
        let new = try whole.gallery().images
        #expect(old != new && calls > 5)
        for call in 1...calls {
            let copy = try package.copy()
            let environment = kill.environment(killAt: call).merging(names) { $1 }
            let ended = try await copy.start(["gallery"], environment: environment).wait()
            // The cache of digests is written for files that have lain for two seconds: else there are fewer calls.
            if ended.reason != .uncaughtSignal { #expect(ended.status == 0 && call > 5, "\(call) of \(calls)") }
            if copy.exists("\(folder)/index.html") {
                let gallery = try copy.gallery()
                #expect(isOlder && gallery.images == old || gallery.images == new, "\(call)")
                for file in gallery.files { #expect(copy.exists("\(folder)/\(file)"), "\(call): \(file)") }
            }
            #expect(try await copy.run("gallery").status == 0, "\(call)")
            #expect(copy.files(below: folder) == whole.files(below: folder), "\(call)")
            #expect(try copy.gallery().images == new, "\(call)")
        }
    }
}
