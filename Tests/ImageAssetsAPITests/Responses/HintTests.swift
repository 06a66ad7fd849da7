import Foundation
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP
@testable import ImageAssetsModel

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

    @Test("errorKey and errorMessage, in whatever spelling, are shown")
    func errorKey() async throws {
        #expect(
            try await failure(400, #"{"errorKey":"E1","errorMessage":"bad things"}"#)
                == "HTTP 400 Bad Request: bad things")
        #expect(try await failure(400, #"{"ErrorKey":"E1"}"#) == "HTTP 400 Bad Request: E1")
    }
}
