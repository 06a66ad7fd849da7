import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import ImageAssetsTestSupport
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

@Suite("The client against a server")
struct ClientTests {
    @Test("text alone goes to generations as the documents say")
    func generations() async throws {
        try await StandInServer.run { server in
            let response = try await client(of: server).image(imageRequest(prompt: "Ein Leuchtturm, 灯台 \"\\\n🗼"))
            #expect(response.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            let request = try #require(await server.traffic.requests.first)
            #expect(request.deviations == [])
            #expect(request.path == "/v1/images/generations")
            #expect(request.prompt == "Ein Leuchtturm, 灯台 \"\\\n🗼")
            #expect(request.header("Authorization") == "Bearer \(secret)")
        }
    }

    @Test("references go to edits as the documents say, in their order", arguments: [1, 2, 16])
    func edits(count: Int) async throws {
        let large = ReferenceSource(bytes: pngReference.bytes + Data(count: 2 << 20), type: .png)
        let references = (0..<count).map { [large, jpegReference, webpReference][$0 % 3] }
        try await StandInServer.run { server in
            _ = try await client(of: server).image(imageRequest(references: references))
            let request = try #require(await server.traffic.requests.first)
            #expect(request.deviations == [])
            // Few servers answer whether a large body is welcome.
            #expect(request.header("Expect") == nil)
            #expect(request.path == "/v1/images/edits")
            #expect(request.references.map(\.bytes) == references.map(\.bytes))
            #expect(request.references.map(\.name) == Array(repeating: count == 1 ? "image" : "image[]", count: count))
        }
    }

    @Test(
        "references are read only by requests that may be sent, and one that cannot be read sends nothing",
        .timeLimit(.minutes(1)))
    func lazyReferences() async throws {
        let (time, latch, sending, reads) = (TimeSource.instant(), Latch(), Traffic(), LockedValue(0))
        let transport = HTTPTransport { _, _ throws(TransportError) in
            await sending.enter()
            await latch.wait()
            throw .broken("no")
        }
        let service = try client(
            baseURL: "http://localhost/v1", retry: RetryPolicy(delays: []), time: time, transport: transport,
            gate: RequestGate(time: time, maximumBytes: 2_500))
        let reference = ReferenceSource(byteCount: 1_000, type: .png) { () throws(ImageFailure) in
            reads.change { $0 += 1 }
            return Data(count: 1_000)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...6 {
                let request = try imageRequest(references: [reference])
                group.addTask { _ = try await service.failure(request) }
            }
            await sending.waitForInFlight(2)
            #expect(reads.value == 2)
            await latch.open()
            try await group.waitForAll()
        }
        #expect(reads.value == 6)
        let log = AttemptLog()
        let lost = ReferenceSource(byteCount: 2_000, type: .png) { () throws(ImageFailure) in
            throw ImageFailure(.io, .error("it changed"))
        }
        let failure = try await service.failure(imageRequest(references: [lost]), log)
        #expect(failure.message == "it changed")
        #expect(log.all == [])
        // Nor does it hold up those that follow.
        _ = try await service.failure(imageRequest(references: [reference]))
        #expect(reads.value == 7)
    }

    @Test("a server on [::1] is reached")
    func ipv6() async throws {
        try await StandInServer.run(on: "::1") { server in
            let response = try await client(baseURL: "http://[::1]:\(server.port)/v1").image(imageRequest())
            #expect(!response.bytes.isEmpty)
        }
    }

    @Test("equal requests get equal pictures from the stand-in, other ones others")
    func drawing() async throws {
        try await StandInServer.run { server in
            let service = try client(of: server)
            let one = try await service.image(imageRequest()).bytes
            #expect(try await service.image(imageRequest()).bytes == one)
            #expect(try await service.image(imageRequest(prompt: "A harbour")).bytes != one)
            #expect(try await service.image(imageRequest(size: "1536x1024")).bytes != one)
            #expect(try await service.image(imageRequest(references: [pngReference])).bytes != one)
        }
    }

    @Test("an attempt that fails in passing is repeated with the same id, and each one is told before and after")
    func repeated() async throws {
        try await StandInServer.run(script: { _, nth in nth < 3 ? .error(503) : .image }) { server in
            let log = AttemptLog()
            _ = try await client(of: server).image(imageRequest(), log)
            #expect(
                log.all == [
                    "send 1", "end 1 server", "wait after 1: 3.0 s, server", "send 2", "end 2 server",
                    "wait after 2: 8.0 s, server", "send 3", "end 3 answered",
                ])
            let requests = await server.traffic.requests
            #expect(Set(requests.map { $0.header("Idempotency-Key") }).count == 1)
            #expect(Set(requests.map(\.body)).count == 1)
            #expect(requests.map(\.connection) == [1, 2, 3])
        }
    }

    @Test("an attempt that the run forbids is not sent")
    func forbidden() async throws {
        try await StandInServer.run(script: { _, _ in .error(503) }) { server in
            let log = AttemptLog()
            await #expect {
                _ = try await client(of: server).generate(imageRequest(), log.observer(allowing: 1))
            } throws: { error in
                guard case .refused(let failure) = error as? ServiceError else { return false }
                return failure?.code == .server
            }
            #expect(await server.traffic.requests.count == 1)
            #expect(log.all == ["send 1", "end 1 server", "wait after 1: 3.0 s, server", "send 2"])
        }
    }

    @Test("redirects are refused, and the key goes nowhere", arguments: [301, 302, 303, 307, 308])
    func redirects(status: Int) async throws {
        try await StandInServer.run { other in
            let target = other.baseURL + "/images/generations"
            try await StandInServer.run(script: { _, _ in .text("", status: status, headers: [("Location", target)]) })
            {
                let failure = try await client(of: $0).failure(imageRequest())
                #expect(failure.code == .rejected)
                #expect(failure.status == status)
                #expect(failure.message.contains("redirects to 127.0.0.1"))
                #expect(await $0.traffic.requests.count == 1)
            }
            #expect(await other.traffic.requests.isEmpty)
        }
    }

    @Test("cancelling a request takes effect at once, and the server sees the connection go")
    func cancelled() async throws {
        let latch = Latch()
        try await StandInServer.run(script: { _, _ in
            await latch.wait()
            return .image
        }) { server in
            let log = AttemptLog()
            let service = try client(of: server)
            let request = try imageRequest()
            let task = Task { try await service.generate(request, log.observer()) }
            await server.traffic.waitForInFlight(1)
            task.cancel()
            await #expect {
                _ = try await task.value
            } throws: { error in
                guard case .cancelled = error as? ServiceError else { return false }
                return true
            }
            #expect(log.all == ["send 1", "end 1 abandoned"])
            await server.traffic.waitForHangUps(1)
            await latch.open()
        }
    }

    @Test("a server that names a wait too long for one request says nothing about the others; 429 does")
    func longWait() async throws {
        for (status, others) in [(503, 1), (429, 0)] {
            try await StandInServer.run(script: { request, _ in
                request.prompt == "busy" ? .error(status, headers: [("Retry-After", "200")]) : .image
            }) { server in
                let service = try client(of: server)
                let failure = try await service.failure(imageRequest(prompt: "busy"))
                #expect(failure.code == .rateLimited)
                do {
                    _ = try await service.image(imageRequest(prompt: "other"))
                } catch {
                    guard case .refused(after: nil) = error as? ServiceError else { throw error }
                    #expect(failure.stop == .rateLimited)
                }
                let count = await server.traffic.requests.count { $0.prompt == "other" }
                #expect(count == others)
            }
        }
    }

    @Test("an image that waits to be asked for again is told what it was answered itself, whatever another meets")
    func longWaitOfAnother() async throws {
        let time = TimeSource.instant()
        let (waiting, closed) = (Traffic(), Latch())
        var slow = time
        slow.sleep = { _ in
            await waiting.enter()
            await closed.wait()
        }
        let shared = RequestGate(time: time)
        try await StandInServer.run(script: { request, _ in
            request.prompt == "busy"
                ? .error(429, headers: [("Retry-After", "500")])
                : .error(500, "boom", headers: [("x-request-id", "req_1")])
        }) { server in
            let service = try client(baseURL: server.baseURL, time: slow, gate: shared)
            async let first = service.failure(imageRequest(prompt: "other"))
            await waiting.waitForInFlight(1)
            _ = try await client(baseURL: server.baseURL, time: time, gate: shared).failure(
                imageRequest(prompt: "busy"))
            await closed.open()
            let failure = try await first
            #expect(failure.code == .server)
            #expect(
                failure.message
                    == "HTTP 500 Internal Server Error: boom; it may have been charged; not repeated, as the run ends (request id req_1)"
            )
        }
    }
}
