import Foundation
import ImageAssetsHTTP
import ImageAssetsStandInServer
import Testing

/// With a server that keeps anything, as a cache does.
@Suite("An exchange over libcurl")
struct ExchangeTests {
    private static let limits = HTTPLimits(total: 60, bodyBytes: 1 << 24)
    /// Every byte, and the mark of gzip before them.
    private static let blob = Data([0x1F, 0x8B, 0x08, 0x00]) + Data((0...255).map { UInt8($0) })

    private static let methods: [HTTPRequest.Method] = [.get, .put(blob), .post(blob)]

    /// Asks a server that answers so, and returns what it saw as well.
    private func exchange(
        _ method: HTTPRequest.Method, _ reply: Reply, headers: [String: String] = [:], secret: Secret? = nil,
        reading: BodyReading = .declared, limits: HTTPLimits = limits
    ) async throws -> (response: Result<HTTPResponse, TransportError>, seen: [RecordedRequest]) {
        try await StandInServer.run(documents: nil, script: { _, _ in reply }) { server in
            let url = try #require(URL(string: "http://127.0.0.1:\(server.port)/cas/0a1b"))
            let request = HTTPRequest(method, url, headers: headers, secret: secret, reading: reading)
            let response = await Self.send(request, to: server, limits)
            return (response, await server.traffic.requests)
        }
    }

    private static func send(
        _ request: HTTPRequest, to server: StandInServer, _ limits: HTTPLimits = limits
    ) async -> Result<HTTPResponse, TransportError> {
        let origin = Origin(host: "127.0.0.1", port: server.port, isLoopback: true)
        do throws(TransportError) {
            return .success(try await HTTPTransport.curl(to: origin, environment: [:]).send(request, limits))
        } catch {
            return .failure(error)
        }
    }

    @Test("GET sends a head alone, and brings status, fields and every byte as it was kept")
    func get() async throws {
        let reply = Reply.bytes(Self.blob, type: "application/octet-stream").with(header: "ETag", "x")
        let (response, seen) = try await exchange(.get, reply, headers: ["Accept": "*/*", "X-A": "b"])
        #expect(try response.get().status == 200)
        #expect(try response.get().header("etag") == "x")
        #expect(try response.get().body == Self.blob)
        #expect(try response.get().breach == nil)
        let request = try #require(seen.first)
        #expect(seen.count == 1)
        #expect(request.method == "GET" && request.path == "/cas/0a1b" && request.body.isEmpty)
        #expect(Set(request.headers.map(\.name)) == ["Host", "Accept", "X-A"])
    }

    @Test("PUT sends its body in one piece and at once, however large or small it is", arguments: [0, 5, 3 << 20])
    func put(count: Int) async throws {
        let body = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        let (response, seen) = try await exchange(.put(body), .text("", status: 201))
        #expect(try response.get().status == 201)
        #expect(try response.get().body.isEmpty)
        #expect(try response.get().breach == nil)
        let request = try #require(seen.first)
        #expect(seen.count == 1)
        #expect(request.method == "PUT" && request.body == body)
        #expect(Set(request.headers.map(\.name)) == ["Host", "Accept", "Content-Length"])
        #expect(request.header("Content-Length") == String(count))
    }

    @Test("POST says what kind its body is of only where that is known", arguments: [nil, "text/plain"])
    func post(type: String?) async throws {
        for body in [Data(), Self.blob] {
            let headers = type.map { ["Content-Type": $0] } ?? [:]
            let (response, seen) = try await exchange(.post(body), .text("{}"), headers: headers)
            #expect(try response.get().body == Data("{}".utf8))
            let request = try #require(seen.first)
            #expect(request.method == "POST" && request.body == body)
            #expect(request.headers.filter { $0.name == "Content-Type" }.map(\.value) == [type].compactMap { $0 })
            #expect(request.header("Expect") == nil)
        }
    }

    @Test("a status of failure is an answer like any other, with its body", arguments: [404, 401, 413, 503])
    func failure(status: Int) async throws {
        for method in Self.methods {
            let reply = Reply.text("none", status: status, headers: [("WWW-Authenticate", "Basic realm=\"x\"")])
            let (response, seen) = try await exchange(method, reply)
            #expect(try response.get().status == status)
            #expect(try response.get().body == Data("none".utf8))
            #expect(seen.count == 1)
        }
    }

    @Test("an answer without a body is over with its head, though the connection stays open", arguments: [204, 304])
    func noBody(status: Int) async throws {
        var reply = Reply.text("", status: status)
        // The length of what is not sent again.
        reply.fault = .miscounts(by: 1_000)
        let (response, _) = try await exchange(.get, reply)
        #expect(try response.get().status == status)
        #expect(try response.get().body.isEmpty)
        #expect(try response.get().breach == nil)
    }

    @Test("a body of more bytes than the limit is not taken, whether its head says so or not")
    func limit() async throws {
        let limits = HTTPLimits(total: 60, bodyBytes: 1_000)
        let large = Reply.bytes(Data(count: 1_001), type: "x/y")
        let announced = try await exchange(.get, large, limits: limits).response.get()
        #expect(announced.breach == .tooLarge(bytes: 1_000) && announced.body.isEmpty)
        let endless = try await exchange(.get, .fault(.endless), limits: limits).response.get()
        #expect(endless.breach == .tooLarge(bytes: 1_000))
        let allowed = try await exchange(.get, .bytes(Data(count: 1_000), type: "x/y"), limits: limits).response.get()
        #expect(allowed.breach == nil && allowed.body.count == 1_000)
    }

    @Test("a body that breaks off is not taken for a whole one")
    func cut() async throws {
        for fault in [WireFault.announcesMore, .cutShort, .noLastChunk] {
            var reply = Reply.bytes(Self.blob, type: "x/y")
            reply.fault = fault
            let response = try await exchange(.get, reply).response.get()
            #expect(response.breach != nil && response.body.count <= Self.blob.count, "\(fault)")
        }
    }

    @Test("no method is sent again when its connection breaks, nor to where a redirect leads")
    func once() async throws {
        for method in Self.methods {
            for fault in [WireFault.reset, .noAnswer] {
                let (response, seen) = try await exchange(method, .fault(fault))
                guard case .failure(.broken) = response else {
                    Issue.record("\(response)")
                    continue
                }
                #expect(seen.count == 1)
            }
            try await StandInServer.run(documents: nil) { other in
                let reply = Reply.text("", status: 307, headers: [("Location", other.baseURL)])
                let (response, seen) = try await exchange(method, reply, secret: Secret(authorization: "Basic eDp5"))
                #expect(try response.get().status == 307)
                #expect(seen.count == 1)
                #expect(await other.traffic.requests.isEmpty)
            }
        }
    }

    @Test("a secret is the value of Authorization as it was given, and is sent only where there is one")
    func secret() async throws {
        for method in Self.methods {
            let secret = Secret(authorization: "Basic dXNlcjpzM2NyM3Q=")
            #expect(
                try await exchange(method, .text(""), secret: secret).seen.map { $0.header("Authorization") }
                    == ["Basic dXNlcjpzM2NyM3Q="])
            #expect(try await exchange(method, .text("")).seen.map { $0.header("Authorization") } == [nil])
        }
    }

    @Test("no way of printing a request shows its secret")
    func unprintable() throws {
        let secret = Secret(authorization: "Basic dXNlcjpzM2NyM3Q=")
        let request = HTTPRequest(.get, try #require(URL(string: "https://cache.example/cas/0a1b")), secret: secret)
        for value: Any in [secret, request, Optional(secret) as Any, [secret]] {
            var dumped = ""
            dump(value, to: &dumped)
            for text in [
                "\(value)", String(reflecting: value), dumped,
                Mirror(reflecting: value).children.map { "\($0)" }.joined(),
            ] {
                #expect(!text.contains("dXNl"), "\(text)")
            }
        }
        #expect("\(request)".contains("[secret]"))
    }

    @Test("a value that would begin another line of the head sends nothing, and is not repeated by the error")
    func lineBreak() async throws {
        for secret in [nil, Secret(authorization: "Basic s3cr3t\r\nX-B: c")] {
            let headers = secret == nil ? ["X-A": "s3cr3t\nX-B: c"] : [:]
            let (response, seen) = try await exchange(.get, .text(""), headers: headers, secret: secret)
            guard case .failure(.impossible(let words)) = response else {
                Issue.record("\(response)")
                continue
            }
            #expect(!words.contains("s3cr3t") && seen.isEmpty)
        }
    }

    @Test("that is cancelled ends at once, and the server sees the connection go")
    func cancelled() async throws {
        for method in Self.methods {
            let latch = Latch()
            try await StandInServer.run(
                documents: nil,
                script: { _, _ in
                    await latch.wait()
                    return .text("")
                }
            ) { server in
                let url = try #require(URL(string: "http://127.0.0.1:\(server.port)/cas/0a1b"))
                let task = Task { await Self.send(HTTPRequest(method, url), to: server) }
                await server.traffic.waitForInFlight(1)
                task.cancel()
                guard case .failure(.cancelled) = await task.value else { throw TransportError.cancelled }
                await server.traffic.waitForHangUps(1)
                await latch.open()
            }
        }
    }
}
