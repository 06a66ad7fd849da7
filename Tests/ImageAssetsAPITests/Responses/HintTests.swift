import Foundation
import ImageAssetsModel
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

@Suite("What a failure says to do")
struct HintTests {
    private func failure(
        _ status: Int, _ body: String = "", base: String = "http://localhost/v1", references: [ReferenceSource] = []
    ) async throws -> String {
        let transport = HTTPTransport { _, _ throws(TransportError) in
            HTTPResponse(status: status, headers: [:], body: Data(body.utf8))
        }
        let endpoint = try ServiceEndpoint.resolve(rules: .bettertoken, baseURLOption: base, environment: [:])
        let service = ImagesClient(
            rules: .bettertoken, endpoint: endpoint, key: try endpoint.key(in: ["IMAGES_API_KEY": secret]),
            transport: transport, time: .instant()
        ).service
        return try await service.failure(imageRequest(references: references)).message
    }

    @Test("a refused key is named by the variable that it was read from")
    func key() async throws {
        #expect(try await failure(401, "no") == "HTTP 401 Unauthorized: no; the key was read from IMAGES_API_KEY")
        #expect(try await failure(403, "bad api key").hasSuffix("; the key was read from IMAGES_API_KEY"))
        #expect(try await !failure(403, "no").contains("IMAGES_API_KEY"))
    }

    @Test("404 names the address, and what it may lack")
    func address() async throws {
        let page = "<title>404 Not Found</title>"
        #expect(
            try await failure(404, page)
                == "HTTP 404 Not Found; the address was POST http://localhost/v1/images/generations")
        #expect(
            try await failure(404, page, base: " http://localhost/\n")
                == "HTTP 404 Not Found; the address was POST http://localhost/images/generations (does the address lack /v1?)"
        )
    }

    @Test("413 names the size, and the reference that makes it")
    func size() async throws {
        let references = [(1_200_000, "Art/a.png"), (300, "Art/b.png")].map { count, name in
            ReferenceSource(name: name, byteCount: count, type: .png) { () throws(ImageFailure) in Data(count: count) }
        }
        #expect(
            try await failure(413, "<title>413 Request Entity Too Large</title>", references: references)
                == "HTTP 413 Content Too Large; the request has 1.2 MB, 1.2 MB of it the"
                + " reference Art/a.png")
    }

    @Test("a server that refuses response_format is spoken to by other rules")
    func rules() async throws {
        let message = try await failure(
            400, #"{"error":{"message":"Unknown parameter: 'response_format'.","param":"response_format"}}"#)
        #expect(message.hasSuffix("; \"service\": \"openai\" in the manifest leaves that field out"))
    }

    @Test("what a page repeats of its status, and JSON inside a message, are said once and plainly")
    func plain() async throws {
        #expect(
            try await failure(502, "<html><title>502 Bad Gateway</title>x</html>")
                == "HTTP 502 Bad Gateway; it may have been charged")
        #expect(
            try await failure(503, "<h1>503 Service Temporarily Unavailable</h1>")
                == "HTTP 503 Service Unavailable; it may have been charged")
        #expect(try await failure(400, #"{"message":"400 bad size"}"#) == "HTTP 400 Bad Request: 400 bad size")
        #expect(try await failure(418, "I am one") == "HTTP 418: I am one")
        let wrapped =
            #"{"error":{"message":"litellm.BadRequestError: {\"error\":{\"message\":\"bad size\",\"param\":\"size\"}}"}}"#
        #expect(try await failure(400, wrapped) == "HTTP 400 Bad Request: litellm.BadRequestError: bad size")
    }

    @Test(
        "a key that is not ours is masked to its end",
        arguments: ["sk-proj-abc.DEF~ghi+jkl/mno=", "sk-pro***wxyz", "sk-1234...wxyz", "gsk_abcdefgh"])
    func others(key: String) async throws {
        #expect(
            try await failure(401, #"{"message":"Incorrect key: \#(key), see"}"#).hasPrefix(
                "HTTP 401 Unauthorized: Incorrect key: [key], see"))
    }

    @Test("what a page says below headings that repeat its status is shown")
    func pages() async throws {
        for (status, page, said) in [
            (
                400,
                "<title>400 Bad Request</title><h1>Bad Request</h1><p>Your browser sent what is not understood.<br />"
                    + "Reason: You're speaking plain HTTP.</p><hr><address>Apache/2.4 at x Port 80</address>",
                " Bad Request: Your browser sent what is not understood. Reason: You're speaking plain HTTP."
            ),
            (
                404, "<html><body><h1>404 Not Found</h1>\nThe server has no such thing.\n</body></html>",
                " Not Found: The server has no such thing; the"
            ),
            (
                400, "<title>400 Bad Request</title><h1>400 Bad Request</h1><hr><center>nginx/1.2</center>",
                " Bad Request"
            ),
            (
                400, "400 is what you get when nothing at all is as it should be in a request",
                " Bad Request: 400 is what"
            ),
        ] {
            let message = try await failure(status, page)
            #expect(message.hasPrefix("HTTP \(status)\(said)"))
            #expect(said.contains(":") || message == "HTTP \(status)\(said)")
        }
    }

    @Test(
        "what is called a key is masked, and what is not is shown",
        arguments: [
            ("Invalid key AIzaSyD-abcdefghijklmnopqrstuvwx1234567 for x", "Invalid key [key] for x"),
            (
                "Incorrect API key provided: dGVzdA-9f8e7d6c5b4a39281706f5e4d3c2b1a0.",
                "Incorrect API key provided: [key]."
            ),
            ("token: \"abcdefgh12345678\" is old", "token: \"[key]\" is old"), ("bad [sk-abc***xyz]", "bad [[key]]"),
            (
                "request 550e8400-e29b-41d4-a716-446655440000 has no key: see x",
                "request 550e8400-e29b-41d4-a716-446655440000 has no key: see x"
            ),
        ])
    func named(text: String, shown: String) throws {
        #expect(SafeLine(key: try APIKey(secret)).line(text) == shown)
    }

    @Test("errorKey and errorMessage, in whatever spelling, are shown")
    func errorKey() async throws {
        #expect(
            try await failure(400, #"{"errorKey":"E1","errorMessage":"bad things"}"#)
                == "HTTP 400 Bad Request: bad things")
        #expect(try await failure(400, #"{"ErrorKey":"E1"}"#) == "HTTP 400 Bad Request: E1")
    }
}
