import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import Testing

@Suite("the journal", .timeLimit(.minutes(2)))
struct JournalTests {
    @Test("an attempt is in the journal before the server sees it")
    func beforeSending() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B"])
        let path = package.path
        try await StandInServer.run(
            script: { request, _ in
                let id = request.header("X-Client-Request-Id") ?? "none"
                let store = (try? PackageFolder(path)).map(AssetStore.init(package:))
                let entries = store.map { Journal(in: $0).entries() } ?? []
                let isKnown = entries.contains { $0.event == .sent && $0.attempt.request.description == id }
                return isKnown ? .picture(for: request) : .error(400, "an attempt that no journal knows")
            }
        ) { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 0, "\(ended.errors)")
        }
    }

    @Test("a run that died between an image and its record has lost nothing: the next one writes the record")
    func arrival() async throws {
        try await TestPackage.generated { package, server in
            let lines = String(decoding: try package.read(".image-assets/journal.jsonl"), as: UTF8.self)
                .split(separator: "\n")
            #expect(lines.count == 3)
            try package.write(lines.dropLast().joined(separator: "\n") + "\n", to: ".image-assets/journal.jsonl")
            for path in [".image-assets/results", "images.lock.json", "Images/a.png"] { try package.remove(path) }
            let ended = try await package.run()
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.lastLine == "Done: 1 restored.")
            #expect(!ended.errors.contains("may have been charged"))
            #expect(await server.traffic.requests.count == 1)
            #expect(try package.journal.last?.outcome == .answered)
        }
    }

    @Test("each attempt has its outcome there, under one id of the request")
    func outcomes() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        try await StandInServer.run(
            script: { request, nth in
                nth == 1 ? .error(503).with(header: "x-request-id", "srv-1") : .picture(for: request)
            }
        ) { server in
            let ended = try await package.run("--retry-delays", "0.05,0.05", server: server)
            #expect(ended.status == 0)
            let id = await server.traffic.requests.first?.header("X-Client-Request-Id")
            let entries = try package.journal
            let failed = JournalEntry.Outcome.failed(.server, status: 503)
            let digest = SHA256Digest(of: picture(of: "A"))
            #expect(
                entries.map(\.event) == [
                    .sent, .ended(failed, serverRequestID: "srv-1"), .sent, .arrived(digest), .ended(.answered),
                ])
            #expect(entries.map(\.attempt.number) == [1, 1, 2, 2, 2])
            #expect(Set(entries.map(\.attempt.request.description)) == [try #require(id)])
        }
    }

    @Test("what was in flight when a run was killed is reported once as maybe charged")
    func maybeCharged() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A", "b": "B"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let tool = try package.start([], server: server)
            await server.traffic.waitForInFlight(2)
            tool.send(SIGKILL)
            _ = try await tool.wait()
            await latch.open()
            let next = try await package.run("a", server: server)
            #expect(
                next.errors.contains(
                    "2 requests of an earlier run got no answer here and may have been charged: a, b"))
            let later = try await package.run(server: server)
            #expect(later.status == 0)
            #expect(!later.errors.contains("may have been charged"))
        }
    }

    @Test("a torn last line is no fault and hides nothing")
    func torn() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let tool = try package.start([], server: server)
            await server.traffic.waitForInFlight(1)
            tool.send(SIGKILL)
            _ = try await tool.wait()
            let journal = try package.read(".image-assets/journal.jsonl")
            try package.write(journal + journal.prefix(40), to: ".image-assets/journal.jsonl")
            await latch.open()
            let next = try await package.run(server: server)
            #expect(next.status == 0)
            #expect(next.errors.contains("1 request of an earlier run"))
            #expect(try package.journal.filter { $0.event == .sent }.count == 2)
        }
    }

    @Test("an outcome that only a later version knows is told as maybe charged, with its word")
    func later() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let recipe = Recipe(operation: .generations, model: "gpt-image-2", prompt: "A", size: .pixels(.square))
        try package.write(
            #"{"at":"2023-11-14T22:13:20Z","attempt":1,"event":"ended","fingerprint":"\#(try #require(recipe.fingerprint))","#
                + #""image":"a","outcome":"refunded","request":"\#(UniqueID())","run":"\#(UniqueID())","status":418}"#,
            to: ".image-assets/journal.jsonl")
        let plan = try await package.run("plan")
        #expect(plan.errors.contains("1 earlier request for a ended with HTTP 418 and may have been charged"))
        let explained = try await package.run("explain", "a")
        let wanted =
            "  last attempt it ended in a way unknown to this version (refunded, HTTP status 418) and may have been "
            + "charged; attempt 1, 2023-11-14T22:13:20Z\n"
        #expect(explained.output.contains(wanted), "\(explained.output)")
    }

    @Test("without a journal nothing is sent")
    func unwritable() async throws {
        let package = try TestPackage()
        try package.writeManifest(["a": "A"])
        try package.write(Data(), to: ".image-assets/journal.jsonl/in-the-way")
        try await StandInServer.run { server in
            let ended = try await package.run(server: server)
            #expect(ended.status == 1)
            #expect(ended.errors.contains("journal"))
            #expect(await server.traffic.requests.isEmpty)
        }
    }
}
