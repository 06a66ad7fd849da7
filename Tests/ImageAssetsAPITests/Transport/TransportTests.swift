import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import ImageAssetsWords
import Testing

@testable import ImageAssetsHTTP

@Suite("The transport over libcurl")
struct TransportTests {
    @Test("a reset connection, an empty answer, half an answer and garbage are transport errors, sent once each")
    func broken() async throws {
        for (fault, text) in [
            (WireFault.reset, "no complete answer: the connection was reset"),
            (.noAnswer, "no complete answer: the server closed the connection without an answer"),
            (.interim, "no complete answer: "), (.cutHead, "no complete answer: "),
            (.cutShort, "no complete answer: "), (.cutWithoutLength, "no complete answer: the answer is cut short"),
            (.blankWithoutLength, "no complete answer: the answer is empty"),
            (.garbage, "no complete answer: "),
        ] {
            let (failure, traffic) = try await exchange(.fault(fault))
            #expect(failure.code == .transport, "\(fault)")
            #expect(failure.message.hasPrefix(text), "\(failure.message)")
            #expect(await traffic.requests.count == 1)
        }
    }

    @Test(
        "an image that came whole is kept, whatever comes after it or does not",
        arguments: [WireFault.announcesMore, .noLastChunk, .trailers(2), .trailers(200_000)])
    func breach(fault: WireFault) async throws {
        try await StandInServer.run(script: { _, _ in .fault(fault) }) { server in
            let log = AttemptLog()
            let response = try await client(of: server, limits: .patient).image(imageRequest(), log)
            #expect(response.bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(log.all == ["send 1", "end 1 answered"])
        }
    }

    @Test("an image is asked for once, in whatever shape it comes", arguments: Shape.all)
    func shapes(shape: Shape) async throws {
        let picture = Shape.png(side: 1_024, byteCount: 300_000)
        try await StandInServer.run(script: { _, _ in .shape(shape, of: picture) }) { server in
            let log = AttemptLog()
            let response = try await client(of: server, limits: .patient).image(imageRequest(), log)
            #expect(response.bytes == picture)
            #expect(log.all == ["send 1", "end 1 answered"])
        }
    }

    @Test("an answer that is paid for and holds no image is not asked for again, and comes with its head")
    func unread() async throws {
        let reply = Reply.text(#"{"task_id":"t1"}"#, headers: [("X-Odd", "kept")])
        try await StandInServer.run(script: { _, _ in reply }) { server in
            let log = AttemptLog()
            do {
                _ = try await client(of: server).image(imageRequest(), log)
                Issue.record("it is no image")
            } catch ServiceError.unread(let answer) {
                #expect(answer.kind == .task(id: "t1"))
                #expect(answer.status == 200)
                #expect(String(decoding: answer.head, as: UTF8.self).contains("X-Odd: kept\r\n"))
                #expect(answer.body == Data(#"{"task_id":"t1"}"#.utf8))
            }
            #expect(log.all == ["send 1", "end 1 unread"])
        }
    }

    @Test("an address or a task is paid for also where the connection breaks behind it")
    func brokenAddress() async throws {
        for text in [#"{"task_id":"t1"}"#, #"{"data":[{"url":"https://x.example/1"}]}"#] {
            var reply = Reply.text(text)
            reply.fault = .announcesMore
            let (failure, traffic) = try await exchange(reply)
            #expect(failure.code == .malformedResponse)
            #expect(await traffic.requests.count == 1)
        }
    }

    @Test("a status of failure counts although its body was cut short")
    func cutRejection() async throws {
        var reply = Reply.error(401, "no such key")
        reply.fault = .announcesMore
        let (failure, _) = try await exchange(reply)
        #expect(failure.code == .unauthorized)
        #expect(failure.message == "HTTP 401 Unauthorized: no such key")
    }

    @Test("so does an error in a success")
    func cutError() async throws {
        var reply = Reply.text(#"{"error":{"code":"insufficient_quota"}}"#, status: 200)
        reply.fault = .announcesMore
        let (failure, traffic) = try await exchange(reply)
        #expect(failure.code == .quota)
        #expect(await traffic.requests.count == 1)
    }

    @Test("an address that cannot be used sends nothing and is not tried again")
    func impossible() async throws {
        let log = AttemptLog()
        let transport = HTTPTransport { _, _ throws(TransportError) in throw .impossible("bad") }
        let service = try client(baseURL: "http://localhost/v1", transport: transport)
        #expect(try await service.failure(imageRequest(), log).code == .transport)
        #expect(log.all == ["send 1", "end 1 transport"])
    }

    @Test("a refused connection is a transport error, and nothing was sent")
    func refused() async throws {
        let server = try await StandInServer.start()
        await server.stop()
        let failure = try await client(of: server).failure(imageRequest())
        #expect(failure.code == .transport)
        #expect(failure.message.hasPrefix("no connection: 127.0.0.1"))
        #expect(failure.message.contains(" refused it"))
    }

    @Test("no attempt reuses a connection: one that resets its second request meets none")
    func freshConnections() async throws {
        try await StandInServer.run(script: { request, _ in
            request.numberOnConnection > 1 ? .fault(.reset) : .image
        }) { server in
            let service = try client(of: server)
            for number in 1...5 { _ = try await service.image(imageRequest(prompt: "picture \(number)")) }
            let requests = await server.traffic.requests
            #expect(requests.map(\.connection) == [1, 2, 3, 4, 5])
            #expect(requests.allSatisfy { $0.deviations.isEmpty })
        }
    }

    @Test(
        "a 401 that asks for any kind of authentication is an answer like any other",
        arguments: ["Bearer", "Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"y\"", "Negotiate"])
    func challenge(scheme: String) async throws {
        let (failure, traffic) = try await exchange(.error(401, "no", headers: [("WWW-Authenticate", scheme)]))
        #expect(failure.code == .unauthorized)
        #expect(await traffic.requests.count == 1)
    }

    @Test("a redirect that leads nowhere is a rejection like any other", arguments: [301, 302, 303, 307, 308])
    func redirectNowhere(status: Int) async throws {
        for headers in [[], [("Location", "")], [("Location", "http://[bad")]] {
            let (failure, traffic) = try await exchange(.text("", status: status, headers: headers))
            #expect(failure.code == .rejected, "\(failure)")
            #expect(failure.status == status)
            #expect(await traffic.requests.count == 1)
        }
    }

    @Test("the headers stand in the same order on each attempt")
    func headerOrder() async throws {
        try await StandInServer.run(script: { _, nth in nth < 4 ? .error(503) : .image }) { server in
            _ = try await client(of: server).image(imageRequest())
            let orders = await server.traffic.requests.map { $0.headers.map(\.name) }
            #expect(orders.count == 4)
            #expect(Set(orders).count == 1)
        }
    }

    @Test("cookies are not kept from one request to the next")
    func cookies() async throws {
        try await StandInServer.run(script: { _, _ in .image.with(header: "Set-Cookie", "session=1; Path=/") }) {
            server in
            let service = try client(of: server)
            for _ in 1...2 { _ = try await service.image(imageRequest()) }
            #expect(await server.traffic.deviations == [])
        }
    }

    @Test("an unencrypted server behind https is a failure that is not repeated")
    func notTLS() async throws {
        try await StandInServer.run { server in
            let log = AttemptLog()
            let service = try client(baseURL: "https://127.0.0.1:\(server.port)/v1")
            let failure = try await service.failure(imageRequest(), log)
            #expect(failure.code == .transport)
            #expect(failure.message.hasPrefix("no secure connection: "))
            #expect(log.all == ["send 1", "end 1 transport"])
        }
    }

    @Test(
        "a thousand attempts leave no file descriptor behind",
        .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd")))
    func descriptors() async throws {
        func own() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
        try await StandInServer.run(script: { _, _ in .error(400) }) { server in
            let service = try client(of: server)
            let before = try own()
            for _ in 1...1000 { _ = try await service.failure(imageRequest()) }
            for _ in 1...100 where try own() > before + 50 { try await Task.sleep(for: .milliseconds(50)) }
            #expect(try own() <= before + 50)
        }
    }
}
