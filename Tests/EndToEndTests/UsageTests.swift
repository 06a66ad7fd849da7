import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsStandInServer
import ImageAssetsStore
import ImageAssetsText
import Testing

/// What was asked for is counted once, whatever happened to the files that tell it.
@Suite("usage", .timeLimit(.minutes(5)))
struct UsageTests {
    /// An answer that says what it took.
    private static let script: StandInServer.Script = { request, _ in
        let picture = picture(of: request.prompt).base64EncodedString()
        return .text(
            #"{"created":1,"data":[{"b64_json":"\#(picture)"}],"usage":{"input_tokens":10,"output_tokens":200}}"#)
    }

    private static let prices =
        #"{ "prices": { "currency": "USD", "perMillionTokens": { "textInput": 5, "imageOutput": 30 } }"#
        + #", "version": 1, "images": [ { "prompt": 3 } ] }"#

    private struct Document: Decodable, Equatable {
        struct Sums: Decodable, Equatable {
            let images: Int
            let requests: Int
            let attempts: Int
            let maybeCharged: Int
            let tokens: [String: Int]
            let cost: String?

            var counts: [Int] { [images, requests, attempts, maybeCharged] }
            var total: Int { tokens["total"] ?? 0 }
        }

        struct Charge: Decodable, Equatable {
            let image: String
            let requestID: String
            let outcome: String?
            let status: Int?
        }

        let status: String
        let total: Sums
        let maybeCharged: [Charge]
    }

    private func usage(of package: TestPackage, _ arguments: String...) async throws -> Document {
        let ended = try await package.start(["usage", "--format", "json"] + arguments).wait()
        #expect(ended.status == 0, "\(ended.errors)")
        return try JSONDecoder().decode(Document.self, from: Data(ended.output.utf8))
    }

    /// A package with two images, the second of which took two attempts.
    private func generated(_ body: (TestPackage, StandInServer) async throws -> Void) async throws {
        let package = try TestPackage(images: ["a": "A", "b": "B"])
        try await StandInServer.run(script: { request, number in
            let isFirst = request.prompt == "B" && number == 1
            return isFirst ? .error(503).with(header: "x-request-id", "srv-1") : await Self.script(request, number)
        }) { server in
            let words = ["--concurrency", "1", "--retry-delays", "0.01"]
            #expect(try await package.start(words, server: server).wait().status == 0)
            try await body(package, server)
        }
    }

    @Test("a run is counted with its attempts and tokens, and needs neither a key nor a manifest for it")
    func run() async throws {
        try await generated { package, server in
            let usage = try await usage(of: package)
            #expect(usage.total.counts == [2, 2, 3, 1])
            #expect(usage.total.total == 420)
            #expect(usage.total.cost == nil)
            let id = await server.traffic.requests.last?.header("X-Client-Request-Id")
            #expect(
                usage.maybeCharged == [
                    .init(image: "b", requestID: try #require(id), outcome: "server", status: 503)
                ])
            // By the prices of today, whatever else is wrong with the manifest.
            try package.write(Self.prices, to: "images.json")
            #expect(try await self.usage(of: package).total.cost == "0.0121")
            let text = try await package.run("usage")
            #expect(text.output.contains("  cost in USD\n") && text.output.contains("0.0121\n"), "\(text.output)")
            for manifest in ["{", nil] {
                if let manifest {
                    try package.write(manifest, to: "images.json")
                } else {
                    try package.remove("images.json")
                }
                #expect(try await self.usage(of: package).total == usage.total)
            }
        }
    }

    @Test("text, rows and dates, as a user asks for them")
    func formats() async throws {
        try await generated { package, _ in
            let text = try await package.run("usage", "--by", "image")
            #expect(text.status == 0)
            #expect(text.output.hasPrefix("image  images  requests  attempts  maybe charged  tokens     cost\na  "))
            #expect(text.output.contains("b: failed (server) with HTTP status 503; the service's own id is srv-1\n"))
            let csv = try await package.run("usage", "--by", "image", "--format", "csv")
            let rows = csv.output.components(separatedBy: "\r\n")
            #expect(
                rows.count == 4 && rows[0].hasPrefix("image,images,requests,attempts,")
                    && rows[2].hasPrefix("b,1,1,2,1,"))
            #expect(csv.errors.isEmpty)
            // A document of the tool's may be replaced.
            for _ in 0..<2 {
                let ended = try await package.run("usage", "--format", "csv", "--by", "image", "--output", "usage.csv")
                #expect(ended.status == 0, "\(ended.errors)")
                #expect(try package.read("usage.csv") == Data(csv.output.utf8))
            }
            #expect(try await usage(of: package, "--since", "2020-01-01").total.requests == 2)
            #expect(try await usage(of: package, "--since", "2999-01-01T00:00:00Z").total.requests == 0)
            for format in ["text", "csv", "json"] {
                let wrong = try await package.run("usage", "--since", "yesterday", "--format", format)
                #expect(wrong.status == 64)
                #expect(
                    wrong.lastLine
                        == "error: --since takes a day such as 2026-11-01, which begins at midnight in UTC, or a moment "
                        + "such as 2026-11-01T09:30:00Z.")
            }
        }
    }

    @Test("nothing is written, and what another run holds is not waited for")
    func readsOnly() async throws {
        try await generated { package, _ in
            let locks = ["journal.jsonl.lock", "runs.lock", "records.lock"].compactMap { name -> Int32? in
                let path = package.path + "/.image-assets/" + name
                if !package.exists(".image-assets/" + name) { return nil }
                let descriptor = open(path, O_RDWR)
                return flock(descriptor, LOCK_EX) == 0 ? descriptor : nil
            }
            defer { for lock in locks { close(lock) } }
            #expect(locks.count > 1)
            let before = package.allFiles()
            #expect(try await usage(of: package).total.requests == 2)
            #expect(package.allFiles() == before)
            let empty = try TestPackage(images: ["a": "A"])
            let ended = try await empty.run("usage")
            #expect(ended.status == 0)
            #expect(ended.output == "No request is recorded in .image-assets of this checkout.\n")
            #expect(!empty.exists(".image-assets"))
        }
    }

    // MARK: What it outlives

    @Test("a run that died between an answer and its record: one attempt, maybe charged, and an image when it is found")
    func death() async throws {
        let package = try TestPackage(images: ["a": "A"])
        try await StandInServer.run(script: Self.script) { server in
            #expect(try await package.run(server: server).status == 0)
            let whole = try await usage(of: package)
            let lines = String(decoding: try package.read(".image-assets/journal.jsonl"), as: UTF8.self)
                .split(separator: "\n")
            try package.write(lines.dropLast().joined(separator: "\n") + "\n", to: ".image-assets/journal.jsonl")
            for path in [".image-assets/results", "images.lock.json", "Images/a.png"] { try package.remove(path) }
            let dead = try await usage(of: package)
            #expect(dead.total.counts == [0, 1, 1, 1])
            #expect(dead.maybeCharged.map(\.outcome) == [nil])
            #expect(try await package.run().status == 0)
            #expect(try await usage(of: package) == whole)
            // Nor is it lost when there are no bytes: then the attempt is told of.
            try package.write(lines[0] + "\n", to: ".image-assets/journal.jsonl")
            try package.remove(".image-assets/objects")
            #expect(try await package.run("--offline").status == 0)
            #expect(try await usage(of: package).total.counts == [0, 1, 1, 1])
        }
    }

    @Test("prune --store takes records, and nothing that is counted")
    func prune() async throws {
        let package = try TestPackage()
        try await StandInServer.run(script: Self.script) { server in
            for prompt in ["One", "Two"] {
                try package.writeManifest(["a": "\(prompt)"])
                #expect(try await package.run(server: server).status == 0)
            }
            let before = try await usage(of: package)
            #expect(before.total.counts == [2, 2, 2, 0] && before.total.total == 420)
            // As earlier versions wrote the journal: what an answer took stands in its record alone.
            let journal = String(decoding: try package.read(".image-assets/journal.jsonl"), as: UTF8.self)
            try package.write(
                journal.replacing(/,"usage":"\{.*?\}"/, with: ""), to: ".image-assets/journal.jsonl")
            #expect(try await usage(of: package) == before)
            let pruned = try await package.run("prune", "--store")
            #expect(pruned.lastLine.contains("1 old result dropped"))
            #expect(package.results == 1)
            #expect(try await usage(of: package) == before)
        }
    }

    /// As many attempts as make a run compact the journal, and what `usage` tells of them.
    private func bigJournal(in package: TestPackage) throws {
        let run = UniqueID()
        var entries: [JournalEntry] = []
        for number in 0..<1_100 {
            var entry = JournalEntry(
                .sent, run: run, attempt: .init(1, of: UniqueID()), image: try ImageName("old-\(number % 7)"),
                fingerprint: Fingerprint(SHA256Digest(of: Data("\(number)".utf8))), at: Date())
            entry.terms = PriceTerms(model: "gpt-image-2", size: "1024x1024")
            entries.append(entry)
            entry.event = .arrived(.zero)
            entry.usage = #"{"input_tokens":10,"output_tokens":200}"#
            if number % 10 != 0 { entries.append(entry) }
            entry.usage = nil
            entry.event = .ended(number % 10 == 0 ? .failed(.server, status: 502) : .answered)
            entries.append(entry)
        }
        try Journal(in: AssetStore(package: PackageFolder(package.path))).append(entries)
    }

    @Test(
        "compaction, killed at every moment, loses nothing and counts nothing twice",
        .enabled(if: KillPoint.shared != nil, "needs LD_PRELOAD"))
    func compaction() async throws {
        let kill = try #require(KillPoint.shared)
        let base = try TestPackage()
        try base.writeManifest([String]())
        try bigJournal(in: base)
        let journal = ".image-assets/journal.jsonl"
        #expect(try base.read(journal).count > 1 << 20)
        let wanted = try await usage(of: base)
        #expect(wanted.total.counts == [990, 1_100, 1_100, 110] && wanted.total.total == 990 * 210)
        let counted = try base.copy()
        let calls = try await kill.calls { try await counted.start([], environment: $0).wait() }
        #expect(try counted.read(journal).count < 1 << 16)
        #expect(try await usage(of: counted) == wanted)
        var (kills, compacted) = (0, 0)
        for point in 1...calls {
            let package = try base.copy()
            let killed = try await package.start([], environment: kill.environment(killAt: point)).wait()
            if killed.reason == .uncaughtSignal { kills += 1 }
            if package.exists(".image-assets/attempts.jsonl") { compacted += 1 }
            #expect(try await usage(of: package) == wanted, "killed at \(point)")
            #expect(try await package.run().status == 0)
            #expect(try await usage(of: package) == wanted, "after the kill at \(point)")
            #expect(try package.read(journal).count < 1 << 16)
        }
        #expect(kills >= calls * 3 / 4)
        #expect(compacted > 1 && compacted < calls)
    }

    @Test(
        "a store that Git tracks is told: anybody who commits can have written it", .enabled(if: Repository.isPossible))
    func tracked() async throws {
        let repository = try Repository()
        let package = repository.package
        try package.writeManifest(["a": "A"])
        try await StandInServer.run(script: Self.script) { server in
            #expect(try await package.run(server: server).status == 0)
            #expect(try await package.run("usage").errors.isEmpty)
            try repository.git(["add", "-f", ".image-assets"])
            let ended = try await package.run("usage")
            #expect(ended.status == 0)
            #expect(ended.errors.hasPrefix(".image-assets: warning: Git tracks it, so whoever commits"))
        }
    }

    @Test("a forged or broken journal is told, and no reason to crash")
    func hostile() async throws {
        try await generated { package, _ in
            let wanted = try await usage(of: package)
            for (name, text) in [
                ("attempts.jsonl", String(repeating: "[", count: 100_000) + "\n\u{0}\n{}\n"),
                ("attempts.jsonl", "\u{FEFF}x"),
            ] {
                try package.write(text, to: ".image-assets/\(name)")
                let ended = try await package.run("usage")
                #expect(ended.status == 0)
                #expect(ended.errors.contains(".image-assets/\(name): warning: "), "\(ended.errors)")
                #expect(try await usage(of: package) == wanted)
            }
            let path = package.path + "/.image-assets/attempts.jsonl"
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/etc/passwd")
            let linked = try await package.run("usage")
            #expect(linked.status == 1)
            #expect(
                linked.lastLine
                    == "error: cannot read .image-assets/attempts.jsonl: it is a symbolic link, and none is followed there"
            )
        }
    }
}
