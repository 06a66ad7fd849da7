import Foundation
import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsStandInServer
import ImageAssetsTestSupport
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI

@Suite("The limits of an exchange")
struct LimitTests {
    @Test("are 900 s in all and 256 MiB unless something else is asked for")
    func defaults() {
        #expect(HTTPLimits() == HTTPLimits(total: 900, settling: 5, bodyBytes: 268_435_456))
    }

    @Test("four answers without end at once are each given up at the limit of its size")
    func floods() async throws {
        try await StandInServer.run(script: { _, _ in .fault(.endless) }) { server in
            let service = try client(
                of: server, limits: HTTPLimits(total: 60, bodyBytes: 1 << 22),
                retry: RetryPolicy(delays: []))
            try await withThrowingTaskGroup(of: ImageFailure.self) { group in
                for _ in 1...4 { group.addTask { try await service.failure(imageRequest()) } }
                for try await failure in group { #expect(failure.message == "the answer is larger than 4 MiB") }
            }
            await server.traffic.waitForHangUps(4)
        }
    }

    @Test("an image that came whole is kept although what follows it has no end")
    func endlessAfterImage() async throws {
        try await StandInServer.run(script: { _, _ in .fault(.goesOn) }) { server in
            let service = try client(of: server, limits: HTTPLimits(total: 60, bodyBytes: 1 << 20))
            #expect(try await service.image(imageRequest()).bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            await server.traffic.waitForHangUps(1)
        }
    }

    @Test("a server that never answers is given up at the total limit")
    func total() async throws {
        let latch = Latch()
        try await StandInServer.run(script: { _, _ in
            await latch.wait()
            return .image
        }) { server in
            let service = try client(of: server, limits: HTTPLimits(total: 0.3), retry: RetryPolicy(delays: []))
            let failure = try await service.failure(imageRequest())
            #expect(failure.code == .timeout)
            #expect(failure.message == "no complete answer within 0.3 s (--request-timeout); it may have been charged")
            await latch.open()
        }
    }

    @Test("the total limit holds also when a byte drips now and then", arguments: [0x20, 0x7B] as [UInt8])
    func drip(byte: UInt8) async throws {
        let (failure, _) = try await exchange(
            .fault(.drip(byte, every: 0.02)), limits: HTTPLimits(total: 0.5), hangUps: 1)
        #expect(failure.code == .timeout)
        #expect(failure.message == "no complete answer within 0.5 s (--request-timeout); it may have been charged")
    }

    @Test("an answer that stops in the middle is given up at the total limit, and no sooner")
    func stalled() async throws {
        let (failure, _) = try await exchange(.fault(.stall), limits: HTTPLimits(total: 0.4, settling: 0.1))
        #expect(failure.code == .timeout)
        #expect(failure.message == "no complete answer within 0.4 s (--request-timeout); it may have been charged")
    }

    @Test("a server that sends the beginning of an answer at once and thinks then is waited for")
    func thinking() async throws {
        let latch = Latch()
        try await StandInServer.run(script: { _, _ in .fault(.thinks(latch)) }) { server in
            let service = try client(of: server, limits: HTTPLimits(total: 60, settling: 0))
            async let slow = service.image(imageRequest())
            await latch.waitForWaiters(1)
            await latch.open()
            #expect(try await !slow.bytes.isEmpty)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test(
        "an answer whose length is told a little wrong is whole, though the connection stays open",
        arguments: [-300, -3, -2, -1, 1, 3, 16])
    func miscounted(difference: Int) async throws {
        try await StandInServer.run(script: { _, _ in .fault(.miscounts(by: difference)) }) { server in
            let service = try client(of: server, limits: HTTPLimits(total: 60, settling: 0.1))
            let bytes = try await service.image(imageRequest()).bytes
            #expect(bytes.suffix(8).starts(with: Data("IEND".utf8)))
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("an answer that announces more than the limit is not read")
    func announced() async throws {
        let (failure, _) = try await exchange(
            .bytes(Data(count: 1 << 20), type: "application/json"),
            limits: HTTPLimits(total: 60, bodyBytes: 1 << 19))
        #expect(failure.code == .malformedResponse)
    }

    @Test("a system without a thread to spare is a connection that did not come about")
    func noThread() async throws {
        let spawned = LockedValue(0)
        let transport = HTTPTransport.curl(to: try BaseURL("http://127.0.0.1:1/v1").origin) { _ in
            spawned.change { $0 += 1 }
            return false
        }
        let service = try client(baseURL: "http://127.0.0.1:1/v1", transport: transport)
        let log = AttemptLog()
        let failure = try await service.failure(imageRequest(), log)
        #expect(failure.code == .transport)
        #expect(failure.message == "no connection: no further thread can be started")
        #expect(spawned.value == 4)
    }

    @Test("an answer with 10,000 fields is read like any other")
    func manyFields() async throws {
        let reply = (1...10_000).reduce(into: Reply.image) { $0.headers.append(("x\($1)", "")) }
        try await StandInServer.run(script: { _, _ in reply }) { server in
            let response = try await client(of: server, limits: .patient).image(imageRequest())
            #expect(!response.bytes.isEmpty)
        }
    }

    @Test("a head without end is given up, and not asked for again", arguments: [WireFault.endlessHead, .interims])
    func endlessHead(fault: WireFault) async throws {
        let (failure, _) = try await exchange(.fault(fault), hangUps: 1)
        #expect(failure.code == .malformedResponse)
        #expect(failure.message == "the answer is larger than 256 KiB")
    }

    @Test("a head that drips is given up at the total limit")
    func drippingHead() async throws {
        let (failure, _) = try await exchange(
            .fault(.drippingHead(every: 0.02)), limits: HTTPLimits(total: 0.5))
        #expect(failure.message == "no complete answer within 0.5 s (--request-timeout); it may have been charged")
    }

    @Test("an answer in gzip is unpacked, up to the limit of its size")
    func gzip() async throws {
        // {"error":{"message":"packed"}}, and 64 KiB of spaces.
        for (packed, status, message) in [
            (
                "H4sIAAAAAAACA6tWSi0qyi9SsqpWyk0tLk5MT1WyUipITM5OTVGqrQUAPs3ODB4AAAA=", 400,
                "HTTP 400 Bad Request: packed"
            ),
            (
                "H4sIAAAAAAACA+3BgQAAAACAIJX9KRepCgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAGqUGSy0AAABAA==",
                200, "the answer is larger than 16 KiB"
            ),
        ] {
            let bytes = try #require(Data(base64Encoded: packed))
            var reply = Reply.bytes(bytes, type: "application/json").with(header: "Content-Encoding", "gzip")
            reply.status = status
            let (failure, _) = try await exchange(reply, limits: HTTPLimits(total: 60, bodyBytes: 1 << 14))
            #expect(failure.message == message)
        }
    }

    @Test(
        "a length that nobody can send is too large",
        arguments: ["268435457", "9223372036854775807"])
    func absurdLength(length: String) async throws {
        let (failure, traffic) = try await exchange(.fault(.announces(length)))
        #expect(failure.code == .malformedResponse)
        #expect(failure.message == "the answer is larger than 16 MiB")
        #expect(await traffic.requests.count == 1)
    }
}
