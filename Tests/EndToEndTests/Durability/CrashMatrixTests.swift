import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsStandInServer
import Testing

/// Kills the tool at moments spread over whole runs and lets the next run finish the work.
@Suite("killed at any moment", .enabled(if: KillPoint.shared != nil, "needs LD_PRELOAD"))
struct CrashMatrixTests {
    private let kill: KillPoint
    private static let names = ["a", "b", "c"]
    private static let arguments = ["--concurrency", "2", "--retry-delays", ""]

    init() throws { kill = try #require(KillPoint.shared) }

    @Test("new images: nothing is torn, nothing that arrived is asked for again, and the next run completes it")
    func newImages() async throws {
        try await matrix(kills: 32) { tag in
            let package = try TestPackage()
            try package.writeManifest(["a": "\(tag) a", "b": "\(tag) b", "c": "\(tag) c"])
            return package
        }
    }

    @Test("images that are made again: each asset is the old or the new one, and none ends up protected")
    func changedPrompts() async throws {
        try await matrix(kills: 32, old: Self.oldPictures()) { tag in
            let package = try TestPackage()
            try await Self.makeOldPictures(in: package)
            // A clone of the team's repository: the store does not come along.
            try package.remove(".image-assets")
            try package.writeManifest(["a": "\(tag) a", "b": "\(tag) b", "c": "\(tag) c"])
            return package
        }
    }

    @Test("names that are swapped in a fresh clone cost no request, wherever the first run dies")
    func swappedNames() async throws {
        let old = Self.oldPictures()
        let base = try TestPackage()
        try await Self.makeOldPictures(in: base)
        try base.remove(".image-assets")
        try base.writeManifest(["a": "old b", "b": "old c", "c": "old a"])
        let counted = try base.copy()
        let calls = try await kill.calls { try await counted.start([], environment: $0).wait() }
        try await sideBySide(points(20, of: calls)) { point in
            let package = try base.copy()
            let environment = kill.environment(killAt: point)
            let killed = try await package.start(["--offline"], environment: environment).wait()
            for name in Self.names {
                #expect(old.values.contains(try package.read("Images/\(name).png")), "killed at \(point)")
            }
            // Without a key and a server a request would be an error.
            let ended = try await package.run()
            #expect(ended.status == 0, "killed at \(point): \(ended.errors)")
            for (name, from) in ["a": "b", "b": "c", "c": "a"] {
                #expect(try package.read("Images/\(name).png") == old[from])
            }
            expectTidy(package, "killed at \(point)")
            return killed.reason == .uncaughtSignal
        }
    }

    @Test("images made from images: a chain of four and a fan of eight")
    func waves() async throws {
        let chain = (1...4).map { "c\($0)" }
        let fan = (1...8).map { "f\($0)" }
        try await matrix(of: chain + fan, kills: 32) { tag in
            let package = try TestPackage()
            let parents = Dictionary(uniqueKeysWithValues: zip(chain.dropFirst(), chain))
            try package.writeManifest(
                (fan + chain.reversed()).map { name in
                    let parent = fan.contains(name) ? "c1" : parents[name]
                    let references = parent.map { #", "references": [{ "image": "\#($0)" }]"# } ?? ""
                    return #"{ "name": "\#(name)", "prompt": "\#(tag) \#(name)"\#(references) }"#
                })
            return package
        }
    }

    // MARK: The matrix

    /// Draws the old pictures, as a service does.
    private static func makeOldPictures(in package: TestPackage) async throws {
        try package.writeManifest(["a": "old a", "b": "old b", "c": "old c"])
        try await StandInServer.run(
            script: { request, _ in .image(picture(of: request.prompt, height: 32)) }
        ) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0)
        }
    }

    private static func oldPictures() -> [String: Data] {
        Dictionary(uniqueKeysWithValues: names.map { ($0, picture(of: "old \($0)", height: 32)) })
    }

    /// Kills a run at `kills` moments that are spread evenly over it, each in a package of its own.
    private func matrix(
        of names: [String] = names, kills: Int, old: [String: Data] = [:],
        package make: @escaping @Sendable (_ tag: String) async throws -> TestPackage
    ) async throws {
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let whole = try await make("whole")
            let calls = try await kill.calls { environment in
                try await whole.start(Self.arguments, server: server, environment: environment).wait()
            }
            #expect(whole.results == names.count)
            try await sideBySide(points(kills, of: calls)) { point in
                let tag = "killed at \(point)"
                let package = try await make(tag)
                let environment = kill.environment(killAt: point)
                let killed = try await package.start(Self.arguments, server: server, environment: environment).wait()
                try expectWhole(package, names, tag, old: old)
                let safe = try names.filter { try package.holdsPicture(ofPrompt: "\(tag) \($0)") }
                let inFlight = try Self.inFlight(package.journal)
                let before = await server.traffic.prompts(of: tag)
                let ended = try await package.start(Self.arguments, server: server).wait()
                #expect(ended.status == 0, "\(tag): \(ended.errors)")
                let all = await server.traffic.prompts(of: tag)
                let again = all.dropFirst(before.count)
                for name in safe { #expect(!again.contains("\(tag) \(name)"), "\(tag): paid twice for \(name)") }
                #expect(all.count <= names.count + inFlight, "\(tag): \(all)")
                for name in names {
                    let bytes = try package.read("Images/\(name).png")
                    #expect(bytes == picture(of: "\(tag) \(name)"), "\(tag): \(ended.errors)")
                    #expect(try package.entry(name)?.asset.sha256 == SHA256Digest(of: bytes), "\(tag)")
                }
                expectTidy(package, tag)
                return killed.reason == .uncaughtSignal
            }
            #expect(await server.traffic.deviations.isEmpty)
        }
    }

    private func points(_ count: Int, of calls: Int) -> [Int] {
        (0..<count).map { 1 + $0 * calls / count }
    }

    /// Two at a time, as many as the smallest machine has cores. The threads of a run interleave in their own way each
    /// time, so a point near the end may come after it: nearly all have to be kills.
    private func sideBySide(_ points: [Int], _ body: @escaping @Sendable (Int) async throws -> Bool) async throws {
        let kills = try await withThrowingTaskGroup(of: Bool.self) { group in
            var rest = points[...]
            var kills = 0
            for point in rest.prefix(2) { group.addTask { try await body(point) } }
            rest = rest.dropFirst(2)
            while let wasKilled = try await group.next() {
                if wasKilled { kills += 1 }
                if let point = rest.popFirst() { group.addTask { try await body(point) } }
            }
            return kills
        }
        #expect(kills >= points.count * 3 / 4)
    }

    private func expectWhole(
        _ package: TestPackage, _ names: [String], _ tag: String, old: [String: Data]
    ) throws {
        for name in names {
            guard package.exists("Images/\(name).png") else {
                #expect(old.isEmpty, "\(tag): \(name) is gone")
                continue
            }
            let bytes = try package.read("Images/\(name).png")
            #expect(bytes == old[name] || bytes == picture(of: "\(tag) \(name)"), "\(tag): \(name) is torn")
        }
        guard package.exists("images.lock.json") else { return }
        for (name, entry) in try package.lockfile().images {
            let prompt = entry.recipe.prompt
            #expect(prompt == "\(tag) \(name)" || prompt == "old \(name)", "\(tag)")
            let made = picture(of: prompt, height: prompt.hasPrefix("old") ? 32 : 64)
            #expect(entry.asset.sha256 == SHA256Digest(of: made), "\(tag)")
        }
    }

    private func expectTidy(_ package: TestPackage, _ tag: String) {
        #expect(package.storedFiles(below: "runs").isEmpty, "\(tag)")
        #expect(package.allFiles().keys.filter { $0.hasSuffix(".tmp") }.isEmpty, "\(tag)")
        #expect((try? package.read(".image-assets/.gitignore")) == Data("*\n".utf8), "\(tag)")
    }

    private static func inFlight(_ entries: [JournalEntry]) -> Int {
        let ended = Set(entries.filter { $0.outcome != nil }.map(\.attempt.request))
        return entries.count { $0.event == .sent && !ended.contains($0.attempt.request) }
    }
}

extension Traffic {
    fileprivate func prompts(of tag: String) -> [String] {
        requests.map(\.prompt).filter { $0.hasPrefix(tag + " ") }
    }
}
