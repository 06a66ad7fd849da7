import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import Testing

/// Kills runs that fetch candidates, and choices, at moments spread over them; the next command finishes the work.
@Suite("candidates, killed at any moment", .enabled(if: KillPoint.shared != nil, "needs LD_PRELOAD"))
struct CandidateCrashTests {
    private let kill: KillPoint
    private static let fetching = ["hero", "--candidates", "3", "--concurrency", "2", "--retry-delays", ""]

    init() throws { kill = try #require(KillPoint.shared) }

    private func points(_ count: Int, of calls: Int) -> [Int] { (0..<count).map { 1 + $0 * calls / count } }

    @Test("no candidate that arrived is asked for again, one is published, and the next run fetches the rest")
    func fetching() async throws {
        // A request of a killed run may still come in when the next run has begun: each has its own server.
        try await StandInServer.run(script: { .image(picture(of: "\($0.prompt) \($1)")) }) { server in
            try await StandInServer.run(script: { .image(picture(of: "\($0.prompt) \($1) again")) }) { next in
                let whole = try TestPackage(images: ["hero": "whole"])
                let calls = try await kill.calls {
                    try await whole.start(Self.fetching, server: server, environment: $0).wait()
                }
                #expect(whole.results == 3)
                var kills = 0
                for point in points(24, of: calls) {
                    let tag = "killed at \(point)"
                    let package = try TestPackage(images: ["hero": tag])
                    let killed = try await package.start(
                        Self.fetching, server: server, environment: kill.environment(killAt: point)
                    ).wait()
                    if killed.reason == .uncaughtSignal { kills += 1 }
                    let safe = package.storedFiles(below: "objects").count
                    let ended = try await package.start(Self.fetching, server: next).wait()
                    #expect(ended.status == 0, "\(tag): \(ended.errors)")
                    #expect(package.results == 3, "\(tag)")
                    #expect(await next.traffic.prompts(tag) == max(0, 3 - safe), "\(tag): paid twice")
                    let published = SHA256Digest(of: try package.read("Images/hero.png"))
                    #expect(try package.entry("hero")?.asset.sha256 == published, "\(tag)")
                    #expect(try await package.run("check").status == 0, "\(tag)")
                    #expect(package.storedFiles(below: "runs").isEmpty, "\(tag)")
                    #expect(package.allFiles().keys.filter { $0.hasSuffix(".tmp") }.isEmpty, "\(tag)")
                }
                #expect(kills >= 18)
            }
        }
    }

    @Test("a choice is made or not: the asset is the old or the chosen one, and whole, and no candidate is lost")
    func choosing() async throws {
        try await StandInServer.run(script: { request, number in
            .image(picture(of: "\(request.prompt) \(number)"))
        }) { server in
            let base = try TestPackage(images: ["hero": "A"])
            let first = try await base.run("hero", "--candidates", "3", "--concurrency", "1", server: server)
            #expect(first.status == 0)
            let old = try base.read("Images/hero.png")
            let words = ["choose", "hero", "2"]
            let counted = try base.copy()
            let calls = try await kill.calls { try await counted.start(words, environment: $0).wait() }
            let chosen = try counted.read("Images/hero.png")
            #expect(chosen != old)
            for point in points(20, of: calls) {
                let package = try base.copy()
                _ = try await package.start(words, environment: kill.environment(killAt: point)).wait()
                let now = try package.read("Images/hero.png")
                #expect(now == old || now == chosen, "killed at \(point)")
                // Whatever was left, a run needs no request to be up to date.
                let mended = try await package.run("--offline")
                #expect(mended.status == 0, "killed at \(point): \(mended.errors)")
                #expect(try package.read("Images/hero.png") == now, "killed at \(point)")
                let again = try await package.start(words).wait()
                #expect(again.status == 0, "killed at \(point): \(again.errors)")
                #expect(try package.read("Images/hero.png") == chosen, "killed at \(point)")
                #expect(package.results == 3, "killed at \(point)")
            }
        }
    }
}

extension Traffic {
    fileprivate func prompts(_ prompt: String) -> Int { requests.count { $0.prompt == prompt } }
}
