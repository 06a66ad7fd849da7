import Foundation
import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsStandInServer
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI

@Suite("Whether a service takes the key")
struct ModelsQueryTests {
    private static let list = #"{"object":"list","data":[{"id":"gpt-image-2","object":"model"}]}"#

    private func answer(from server: StandInServer, limits: HTTPLimits = .patient) async throws -> ServiceFacts.Answer {
        let endpoint = try ServiceEndpoint.resolve(
            rules: .bettertoken, baseURLOption: server.baseURL, environment: [:])
        return await ModelsQuery(endpoint, try APIKey(secret, from: "IMAGES_API_KEY"), environment: [:])
            .answer(within: limits)
    }

    private func answer(to reply: Reply) async throws -> ServiceFacts.Answer {
        try await StandInServer.run(documents: nil, script: { _, _ in reply }) { try await answer(from: $0) }
    }

    /// With the list for whoever has a key.
    private static func guarded(_ request: RecordedRequest, _: Int) -> Reply {
        request.header("Authorization") == nil ? .error(401, "no key") : .text(list)
    }

    @Test("the list is asked for with the key, and then without it, and nothing that could be billed is")
    func request() async throws {
        try await StandInServer.run(documents: nil, script: Self.guarded) { server in
            let answer = try await answer(from: server)
            #expect(answer == .taken)
            let requests = await server.traffic.requests
            #expect(requests.map(\.method) == ["GET", "GET"])
            #expect(requests.map(\.path) == ["/v1/models", "/v1/models"])
            #expect(requests.map { $0.header("Authorization") } == ["Bearer \(secret)", nil])
            #expect(requests.allSatisfy { $0.body.isEmpty })
        }
    }

    @Test("a list that is there for anybody says nothing of the key")
    func publicList() async throws {
        #expect(try await answer(to: .text(Self.list)) == .public)
    }

    @Test("a time limit is told without the option of a run, as it is none of a run's")
    func silence() async throws {
        try await StandInServer.run(documents: nil, script: { _, _ in .fault(.stall) }) { server in
            guard case .failed(let failure) = try await answer(from: server, limits: HTTPLimits(total: 0.5)) else {
                throw Unexpected()
            }
            #expect(failure.code == .timeout)
            #expect(failure.message == "no complete answer: none within 0.5 s")
        }
    }

    static let failures: [(Reply, ImageFailure.Code, said: String)] = [
        (.error(401, "Incorrect API key provided"), .unauthorized, "the key was read from IMAGES_API_KEY"),
        (.error(403, "this API key was disabled"), .unauthorized, "this API key was disabled"),
        (.error(403, "not in your country"), .forbidden, "not in your country"),
        (.error(402, "no credit"), .quota, "no credit"),
        (.error(503, "down"), .server, "503 Service Unavailable: down"),
        (.error(400, "what?"), .rejected, "what?"),
        // Whatever the status says.
        (.text(#"{"error":{"message":"who knows"}}"#), .malformedResponse, "who knows"),
        (.text(#"{"error":{"message":"your account has no balance: insufficient_quota"}}"#), .quota, "no balance"),
        // Of another interface, or of none.
        (.text("<html><title>Welcome</title></html>", type: "text/html"), .malformedResponse, "with a page"),
        (.text(""), .malformedResponse, "with nothing"), (.text("[1"), .malformedResponse, "that breaks off"),
        (.text("hello", type: "text/plain"), .malformedResponse, "text instead of JSON"),
        // That breaks off.
        (.fault(.reset), .transport, "no complete answer"), (.fault(.noAnswer), .transport, "no complete answer"),
        (.fault(.cutHead), .transport, "no complete answer"), (.fault(.cutShort), .transport, "no complete answer"),
        (.fault(.garbage), .transport, "no complete answer"),
    ]

    @Test("a refusal is one as a request for an image would meet it", arguments: failures)
    func refused(_ reply: Reply, _ code: ImageFailure.Code, said: String) async throws {
        guard case .failed(let failure) = try await answer(to: reply) else { throw Unexpected() }
        #expect(failure.code == code)
        #expect(failure.message.contains(said), "\(failure.message)")
        #expect(!failure.message.contains("charged"))
    }

    @Test(
        "what a server has no list for, or says too rarely, tells nothing of the key",
        arguments: [
            .error(404, "Not Found"), .error(405), .error(501), .error(429, "slow down"),
            .error(403, "You have insufficient permissions for this operation. Missing scopes: api.model.read."),
        ] as [Reply])
    func unclear(_ reply: Reply) async throws {
        guard case .unclear(let failure) = try await answer(to: reply) else { throw Unexpected() }
        #expect(!failure.message.isEmpty)
    }

    @Test("a page where the list should be asks whether the address lacks its version")
    func page() async throws {
        let reply = Reply.text("<html><title>Welcome</title></html>", type: "text/html")
        try await StandInServer.run(documents: nil, script: { _, _ in reply }) { server in
            let endpoint = try ServiceEndpoint.resolve(
                rules: .bettertoken, baseURLOption: String(server.baseURL.dropLast(3)), environment: [:])
            let answer = await ModelsQuery(endpoint, try APIKey(secret), environment: [:])
                .answer(within: .patient)
            guard case .failed(let failure) = answer else { throw Unexpected() }
            #expect(failure.message.contains("(does the base URL lack “/v1”?)"), "\(failure.message)")
        }
    }

    @Test("a redirect is told and not followed, and takes the key nowhere")
    func redirect() async throws {
        try await StandInServer.run(documents: nil, script: { _, _ in .text(Self.list) }) { other in
            let reply = Reply.text("", status: 302, headers: [("Location", other.baseURL + "/models")])
            guard case .failed(let failure) = try await answer(to: reply) else { throw Unexpected() }
            #expect(failure.message.contains("redirects are never followed"))
            #expect(await other.traffic.requests.isEmpty)
        }
    }

    @Test("the key that a server repeats is shown to nobody")
    func echo() async throws {
        for reply in [Reply.error(401, "Bearer \(secret)"), .text("<title>\(secret)</title>"), .error(404, secret)] {
            switch try await answer(to: reply) {
            case .failed(let failure), .unclear(let failure): #expect(!failure.message.contains(secret))
            default: throw Unexpected()
            }
        }
    }

    @Test(
        "a server that does not answer, or never to the end, is given up, by no option of a run",
        arguments: [.drip(0x20, every: 0.01), .drippingHead(every: 5), .stall, .endless] as [WireFault])
    func silence(_ fault: WireFault) async throws {
        try await StandInServer.run(documents: nil, script: { _, _ in .fault(fault) }) { server in
            let answer = try await answer(from: server, limits: HTTPLimits(total: 0.5, bodyBytes: 1 << 20))
            guard case .failed(let failure) = answer else { throw Unexpected() }
            #expect([.timeout, .malformedResponse].contains(failure.code))
            #expect(!failure.message.contains("--request-timeout"))
        }
    }

    @Test("a status speaks for itself, whatever becomes of the body", arguments: [401, 404])
    func cutBody(_ status: Int) async throws {
        var reply = Reply.error(status)
        reply.fault = .cutShort
        switch try await answer(to: reply) {
        case .failed(let failure): #expect(status == 401 && failure.code == .unauthorized)
        case .unclear(let failure): #expect(status == 404 && failure.status == 404)
        default: throw Unexpected()
        }
    }

    static let keyless: [(Reply, isTaken: Bool)] = [
        (.error(401), true), (.error(403), true), (.error(404), true), (.text("<title>Sign in</title>"), true),
        (.text("", status: 302, headers: [("Location", "/login")]), true),
        (.error(429), false), (.error(503), false), (.fault(.reset), false), (.fault(.cutShort), false),
    ]

    @Test("the key is taken only where nobody else gets the list, and that was answered", arguments: keyless)
    func withoutKey(_ reply: Reply, isTaken: Bool) async throws {
        let script = { @Sendable (request: RecordedRequest, _: Int) in
            request.header("Authorization") == nil ? reply : .text(Self.list)
        }
        try await StandInServer.run(documents: nil, script: script) { server in
            let answer = try await answer(from: server)
            #expect((answer == .taken) == isTaken)
            if !isTaken { guard case .unclear = answer else { throw Unexpected() } }
        }
    }
}
