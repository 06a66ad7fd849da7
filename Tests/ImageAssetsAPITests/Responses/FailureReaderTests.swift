import Foundation
import ImageAssetsModel
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

@Suite("An answer that is an error")
struct FailureReaderTests {
    private func failure(_ status: Int, _ body: String, headers: [String: String] = [:]) throws -> ImageFailure {
        let response = HTTPResponse(status: status, headers: headers, body: Data(body.utf8))
        return FailureReader(key: try APIKey(secret)).failure(response, ErrorBody(Answer(response.body)))
    }

    @Test(
        "is read in all the shapes that servers give it",
        arguments: [
            (
                #"{"error":{"message":"bad size","type":"invalid_request_error","param":"size","code":null}}"#,
                "bad size"
            ),
            (#"{"error":{"message":"numeric","code":400,"param":null}}"#, "numeric"),
            (#"{"error":{"message":["one","two"]}}"#, "one; two"), (#"{"error":"just text"}"#, "just text"),
            (#"{"message":"plain"}"#, "plain"), (#"{"detail":"Not allowed"}"#, "Not allowed"),
            (
                #"{"detail":[{"loc":["body","size"],"msg":"field required","type":"value_error"}]}"#,
                "size: field required"
            ),
            (#"{"errors":[{"message":"first"},{"message":"second"}]}"#, "first; second"), (#"["a","b"]"#, "a; b"),
            (#""text""#, "text"), (#"{"error":{"message":"","code":"bad_thing","type":"t"}}"#, "bad_thing, t"),
            (#"{"error":{"error":{"message":"deep"}}}"#, "deep"), ("<html><title>Bad things</title>", "Bad things"),
            ("plain text\n", "plain text"), (#"{"message":"broken"#, #"{"message":"broken"#),
        ])
    func shapes(body: String, text: String) throws {
        #expect(try failure(400, body).message == "HTTP 400 Bad Request: " + text)
    }

    @Test(
        "is judged by every name in it, however deep",
        arguments: [
            (429, #"{"type":"error","error":{"type":"insufficient_quota","message":"x"}}"#, ImageFailure.Code.quota),
            (429, #"{"code":429,"error":{"code":"insufficient_quota"}}"#, .quota),
            (400, #"{"code":400,"error":{"code":"billing_hard_limit_reached"}}"#, .quota),
            (500, #"{"errors":[{"code":"x"},{"code":"insufficient_quota"}]}"#, .quota),
            (429, #"{"error":{"status":"insufficient_quota"}}"#, .quota),
            (429, #"{"error":{"code":"billing_not_active"}}"#, .quota),
            (500, #"{"type":"error","error":{"type":"image_generation_user_error"}}"#, .moderation),
            (500, #"{"code":"x","error":{"code":"y"}}"#, .server),
        ])
    func names(status: Int, body: String, code: ImageFailure.Code) throws {
        #expect(try failure(status, body).code == code)
    }

    @Test("in bytes that are no text is named by its status")
    func binary() throws {
        #expect(try failure(500, "\u{89}PNG\r\n\u{1A}\n\u{0}\u{0}IHDR").message == "HTTP 500 Internal Server Error")
    }

    @Test("keeps a request id that is as long as payload")
    func longRequestID() throws {
        let id = String(repeating: "0123456789abcdef", count: 4)
        #expect(try failure(500, "x", headers: ["x-request-id": id]).message.hasSuffix(": x (request id \(id))"))
    }

    @Test("without any text is named by its status", arguments: ["", "  \n", "{}", "null", #"{"error":null}"#])
    func empty(body: String) throws {
        #expect(try failure(418, body).message == "HTTP 418")
        #expect(try failure(502, body).message == "HTTP 502 Bad Gateway")
    }

    @Test("names the request field that it complains about, when the request is at fault")
    func parameter() throws {
        #expect(try failure(400, #"{"error":{"message":"x","param":"size"}}"#).parameter == "size")
        #expect(try failure(422, #"{"detail":[{"loc":["body","quality"],"msg":"x"}]}"#).parameter == "quality")
        #expect(
            try failure(422, #"{"detail":[{"loc":["body",0],"msg":"x"},{"loc":["body","size"],"msg":"y"}]}"#).parameter
                == "size")
        #expect(try failure(400, #"{"error":{"message":"x","param":null}}"#).parameter == nil)
        #expect(try failure(400, #"{"error":{"message":"x","param":""}}"#).parameter == nil)
        #expect(try failure(500, #"{"error":{"message":"x","param":"size"}}"#).parameter == nil)
    }

    @Test(
        "keeps the server's own request id, at the end of the line",
        arguments: ["x-request-id", "X-Request-Id", "request-id", "x-oneapi-request-id", "x-litellm-call-id", "cf-ray"])
    func requestID(header: String) throws {
        let failure = try failure(500, "oops", headers: [header: "req_\u{1B}[1mabc"])
        #expect(failure.serverRequestID == "req_[1mabc")
        #expect(failure.message == "HTTP 500 Internal Server Error: oops (request id req_[1mabc)")
    }

    @Test("shows a message that is in no member where messages are")
    func deepMessage() throws {
        let failure = try failure(400, #"{"base_resp":{"status_code":1004,"status_msg":"login fail"}}"#)
        #expect(failure.message == "HTTP 400 Bad Request: login fail")
    }

    @Test("does not show a key that comes back in a header or in the body")
    func echo() throws {
        let failure = try failure(
            401, #"{"error":{"message":"bad key \#(secret)","param":"\#(secret)"}}"#,
            headers: ["x-request-id": secret, "Location": "https://\(secret).example"])
        #expect(!"\(failure)".contains(secret))
        #expect(failure.code == .unauthorized)
        #expect(failure.stop == .unauthorized)
        let redirect = try self.failure(302, "", headers: ["Location": "https://\(secret).example/x"])
        #expect(!"\(redirect)".contains(secret))
    }

    @Test("that speaks of quota in its text without the words of an exhausted account is only a rate limit")
    func rateLimit() throws {
        #expect(
            try failure(429, #"{"error":{"message":"Rate limit reached: quota of 5 per minute"}}"#).code == .rateLimited
        )
    }

    @Test("the words of a prompt that a server repeats say nothing of the account or of moderation")
    func promptRepeated() throws {
        let prompt = "A banker with an insufficient\nbalance, \"safety system\" on the wall"
        for (prompt, text, code) in [
            (prompt, "failed for: \(prompt)", ImageFailure.Code.server),
            (prompt, "failed for: \(prompt.uppercased())", .server),
            (prompt, "failed for: A banker with an insufficient balance, \"s…", .server),
            (prompt, "“insufficient balance, \"safety system\" on the wall”", .server),
            (prompt, "\(prompt): you exceeded your current quota", .quota), (prompt, "insufficient balance", .quota),
            (prompt, "Error: insufficient balance.", .quota), ("quota", "You exceeded your current quota.", .quota),
            ("e", "insufficient balance", .quota), ("safety", "rejected by our safety system", .moderation),
        ] {
            let reader = FailureReader(key: try APIKey(secret), prompt: prompt)
            let body = try JSONEncoder().encode(["message": text])
            let response = HTTPResponse(status: 500, headers: [:], body: body)
            let failure = reader.failure(response, ErrorBody(Answer(body), besides: prompt))
            #expect(failure.code == code, "\(text)")
        }
    }
}
