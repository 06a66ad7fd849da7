import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsAPI

@Suite("A run against a faulty server")
struct FaultInjectionTests {
    /// Every way in which an attempt can fail in passing.
    private static let faults: [Reply] = [
        .fault(.reset), .fault(.noAnswer), .fault(.cutHead), .fault(.cutShort), .fault(.garbage),
        .fault(.cutWithoutLength),
        .error(408), .error(409), .error(425),
        .error(429, headers: [("Retry-After", "2")]), .error(500),
        .text("<html><title>502</title>", status: 502, type: "text/html"),
        .error(503, headers: [("retry-after-ms", "1500")]), .text("", status: 504),
        .text("nginx", status: 524, type: "text/plain"),
    ]

    /// What each of the images got: its bytes' count and beginning, or the word for its failure.
    private func results(of server: StandInServer, clock: TestClock) async throws -> [String: Data] {
        let service = try client(of: server, time: .instant(clock))
        return try await withThrowingTaskGroup(of: (String, Data).self) { group in
            for number in 1...40 {
                let prompt = "picture \(number)"
                let references = (0..<number % 4).map { [pngReference, jpegReference, webpReference][$0] }
                let request = try imageRequest(
                    prompt: prompt, size: "1024x1536", references: references,
                    id: UUID().uuidString.lowercased())
                group.addTask { (prompt, try await service.image(request).bytes) }
            }
            var all: [String: Data] = [:]
            for try await (prompt, bytes) in group { all[prompt] = bytes }
            return all
        }
    }

    @Test("forty images have the same bytes whether or not every third request fails, and each fails once only")
    func sameResults() async throws {
        let undisturbed = try await StandInServer.run { try await results(of: $0, clock: TestClock()) }
        #expect(Set(undisturbed.values).count == 40)
        try await StandInServer.run(script: { request, nth in
            let number = Int(request.prompt.split(separator: " ").last ?? "") ?? 0
            // Two attempts of every third image fail, each in another way.
            guard number % 3 == 0, nth <= 2 else { return .image }
            return Self.faults[(number + nth) % Self.faults.count]
        }) { server in
            let disturbed = try await results(of: server, clock: TestClock())
            #expect(disturbed == undisturbed)
            #expect(await server.traffic.requests.count == 40 + 2 * 13)
            #expect(await server.traffic.deviations == [])
            let ids = await server.traffic.requests.map { $0.header("Idempotency-Key") ?? "" }
            #expect(Set(ids).count == 40)
        }
    }

    @Test("a rate limit that all run into slows the run down, and it still ends with every image")
    func rateLimited() async throws {
        let clock = TestClock()
        try await StandInServer.run(script: { request, nth in
            nth == 1 && request.number <= 8 ? .error(429, headers: [("Retry-After", "7")]) : .image
        }) { server in
            let service = try client(of: server, time: .instant(clock))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...16 {
                    let request = try imageRequest(prompt: "picture \(number)")
                    group.addTask { _ = try await service.image(request) }
                }
                try await group.waitForAll()
            }
            #expect(clock.waits.contains { $0 >= 7 })
            #expect(clock.waits.allSatisfy { $0 <= RetryPolicy.longestWait })
        }
    }

    @Test("nothing that is told about a run shows the key or a payload, whatever the server echoes")
    func secrets() async throws {
        let payload = Data((0..<3_000).map { UInt8(truncatingIfNeeded: $0 * 13) }).base64EncodedString()
        let replies: [Reply] = [
            .error(500, "Authorization: Bearer \(secret) \(payload)", headers: [("x-request-id", secret)]),
            .text("<title>\(secret)</title>\(payload)", status: 502, type: "text/html"), .text(payload, status: 503),
            .error(400, payload, param: secret, code: secret),
            .text(#"{"data":[{"b64_json":"\#(payload)!\#(secret)"}]}"#),
            .text("", status: 302, headers: [("Location", "https://\(secret).example/\(payload)")]),
            .text(#"{"error":"\#(secret)\#(payload)"}"#), .text(#"{"data":[{"url":"https://x.example/\#(secret)"}]}"#),
            .image(pngReference.bytes, members: #","revised_prompt":"\#(secret)""#),
        ]
        for reply in replies {
            try await StandInServer.run(script: { _, _ in reply }) { server in
                let told = LockedValue("")
                let observer = AttemptObserver(
                    willSend: { _ in true },
                    didEnd: { _, outcome in told.change { $0 += "\(outcome)" } },
                    willWait: { _, _, reason in told.change { $0 += "\(reason)" } })
                do {
                    let response = try await client(of: server).generate(imageRequest(), observer)
                    told.change { $0 += "\(response)" }
                } catch {
                    told.change { $0 += "\(error)" }
                }
                #expect(!told.value.isEmpty)
                #expect(!told.value.contains("4f9a8b7c"))
                #expect(!told.value.contains(payload.prefix(16)))
            }
        }
    }
}
