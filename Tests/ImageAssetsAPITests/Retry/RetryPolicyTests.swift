import Foundation
import ImageAssetsModel
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

@Suite("The retry policy")
struct RetryPolicyTests {
    private static let reader: AttemptReader? = (try? APIKey(secret)).map { key in
        AttemptReader(key: key, now: { Date(timeIntervalSince1970: 1_800_000_000) })
    }

    private func fault(
        _ status: Int, _ body: String = "", headers: [String: String] = [:]
    ) throws -> AttemptFailure {
        let response = HTTPResponse(status: status, headers: headers, body: Data(body.utf8))
        switch try #require(Self.reader).ending(response) {
        case .failed(let fault): return fault
        case .unread(let answer): return AttemptFailure(failure: answer.failure, isPassing: false)
        case .answered, nil: throw Unexpected()
        }
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let status: Int
        var body = ""
        var headers: [String: String] = [:]
        let code: ImageFailure.Code
        /// Nil: not repeated.
        var all: Double?
        var safe: Double?
        var testDescription: String { "\(status) \(headers) \(body)" }
    }

    @Test(
        "what is repeated, and what never is",
        arguments: [
            Row(status: 400, code: .rejected), Row(status: 401, code: .unauthorized), Row(status: 402, code: .quota),
            Row(status: 403, code: .forbidden), Row(status: 404, code: .rejected), Row(status: 405, code: .rejected),
            Row(status: 408, code: .server, all: 3), Row(status: 409, code: .server, all: 3),
            Row(status: 413, code: .rejected), Row(status: 415, code: .rejected), Row(status: 418, code: .rejected),
            Row(status: 422, code: .rejected), Row(status: 425, code: .server, all: 3, safe: 3),
            Row(status: 429, code: .rateLimited, all: 3, safe: 3), Row(status: 500, code: .server, all: 3),
            Row(status: 501, code: .server, all: 3), Row(status: 502, code: .server, all: 3),
            Row(status: 503, code: .server, all: 3), Row(status: 504, code: .server, all: 3),
            Row(status: 524, code: .server, all: 3), Row(status: 302, code: .rejected),
            Row(status: 304, code: .rejected),
            Row(status: 429, body: #"{"error":{"code":"insufficient_quota"}}"#, code: .quota),
            Row(status: 403, body: #"{"error":{"code":"insufficient_user_quota"}}"#, code: .quota),
            Row(status: 500, body: #"{"message":"You exceeded your current quota, please check"}"#, code: .quota),
            Row(status: 400, body: #"{"error":{"type":"billing_hard_limit_reached"}}"#, code: .quota),
            Row(status: 429, body: #"{"error":"insufficient_balance"}"#, code: .quota),
            Row(status: 400, body: #"{"error":{"code":"moderation_blocked"}}"#, code: .moderation),
            Row(status: 500, body: #"{"error":{"code":"content_policy_violation"}}"#, code: .moderation),
            Row(status: 429, body: #"{"error":{"type":"image_generation_user_error"}}"#, code: .moderation),
            Row(status: 503, body: #"{"error":{"code":"model_not_found"}}"#, code: .server),
            Row(status: 503, headers: ["X-Should-Retry": "false"], code: .server),
            Row(status: 429, headers: ["x-should-retry": "false"], code: .rateLimited),
            Row(status: 400, headers: ["x-should-retry": "true"], code: .rejected),
            Row(status: 503, headers: ["Retry-After": "20"], code: .server, all: 20),
            Row(status: 503, headers: ["Retry-After": "1"], code: .server, all: 3),
            Row(status: 503, headers: ["Retry-After": "120"], code: .server, all: 120),
            Row(status: 503, headers: ["Retry-After": "121"], code: .rateLimited),
            Row(status: 429, headers: ["Retry-After": "3600"], code: .rateLimited),
            Row(status: 400, headers: ["Retry-After": "3600"], code: .rejected),
            Row(
                status: 429, headers: ["retry-after-ms": "7500", "Retry-After": "60"], code: .rateLimited, all: 7.5,
                safe: 7.5),
            Row(
                status: 429, headers: ["RateLimit-Reset": "7", "RateLimit-Remaining": "0"], code: .rateLimited, all: 7,
                safe: 7),
            Row(status: 429, headers: ["X-RateLimit-Reset": "1800000009"], code: .rateLimited, all: 9, safe: 9),
            Row(
                status: 429, headers: ["x-ratelimit-reset": "60", "x-ratelimit-remaining": "3"], code: .rateLimited,
                all: 3,
                safe: 3),
            Row(status: 429, headers: ["X-RateLimit-Reset": "1800086400"], code: .rateLimited),
            Row(
                status: 429, headers: ["Retry-After": "5", "X-RateLimit-Reset": "60"], code: .rateLimited, all: 5,
                safe: 5),
            Row(status: 500, headers: ["RateLimit-Reset": "60"], code: .server, all: 3),
            Row(status: 503, headers: ["Retry-After": "soon"], code: .server, all: 3),
            Row(status: 503, headers: ["Retry-After": "-5"], code: .server, all: 3),
            Row(status: 503, headers: ["Retry-After": "Fri, 15 Jan 2027 08:00:30 GMT"], code: .server, all: 30),
            Row(
                status: 503,
                headers: ["Retry-After": "Fri, 15 Jan 2027 09:00:30 GMT", "Date": "Fri, 15 Jan 2027 09:00:20 GMT"],
                code: .server, all: 10),
            Row(
                status: 503,
                headers: ["Retry-After": "Fri, 15 Jan 2027 08:00:30 GMT", "Date": "Thu, 01 Jan 1970 00:00:00 GMT"],
                code: .server, all: 30),
            Row(status: 503, headers: ["Retry-After": "Friday, 15-Jan-27 08:00:40 GMT"], code: .server, all: 40),
            Row(status: 503, headers: ["Retry-After": "Fri Jan 15 08:00:50 2027"], code: .server, all: 50),
            Row(status: 503, headers: ["Retry-After": "Fri, 15 Jan 2027 08:00:30 UTC"], code: .server, all: 30),
            Row(status: 503, headers: ["Retry-After": "Fri, 15 Jan 2027 08:00:30 -0500"], code: .server, all: 3),
            Row(status: 503, headers: ["Retry-After": "Fri, 15 Jab 2027 08:00:30 GMT"], code: .server, all: 3),
            Row(status: 503, headers: ["Retry-After": "Fri, 99 Jan 2027 08:00:30 GMT"], code: .server, all: 3),
            Row(status: 503, headers: ["Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"], code: .server, all: 3),
            Row(status: 200, body: #"{"data":[]}"#, code: .malformedResponse),
            Row(status: 200, body: "<html>", code: .malformedResponse),
            Row(status: 200, body: #"{"data":["#, code: .transport, all: 3),
            Row(status: 200, body: #"{"data":["#, headers: ["Content-Length": "9"], code: .malformedResponse),
            Row(status: 200, body: #"{"data":["#, headers: ["Transfer-Encoding": "chunked"], code: .malformedResponse),
            Row(status: 200, code: .transport, all: 3),
            Row(status: 200, headers: ["Content-Length": "0"], code: .malformedResponse),
            Row(status: 204, code: .malformedResponse), Row(status: 205, code: .malformedResponse),
            Row(status: 503, body: #"{"code":503,"error":{"code":"model_not_found"}}"#, code: .server),
            Row(status: 503, headers: ["Retry-After": String(repeating: "9", count: 40)], code: .rateLimited),
            Row(status: 200, body: #"{"error":{"code":"insufficient_quota"}}"#, code: .quota),
        ])
    func table(row: Row) throws {
        let fault = try fault(row.status, row.body, headers: row.headers)
        #expect(fault.failure.code == row.code)
        for (mode, wait) in [(RetryPolicy.Mode.all, row.all), (.safe, row.safe)] {
            #expect(RetryPolicy(mode: mode).wait(after: fault, attempt: 1, jitter: 0) == wait)
        }
    }

    @Test(
        "without an answer: lost connections and time limits are repeated, what is insecure or too large never is",
        arguments: [
            (TransportError.notConnected("x"), ImageFailure.Code.transport, true, true),
            (.broken("x"), .transport, true, false),
            (.timedOut(seconds: 900), .timeout, true, false),
            (.timedOut(seconds: 900, unsent: true), .timeout, true, true), (.impossible("x"), .transport, false, false),
            (.insecure("x"), .transport, false, false), (.tooLarge(bytes: 1 << 28), .malformedResponse, false, false),
            (.undecodable("x"), .malformedResponse, false, false),
        ])
    func transport(error: TransportError, code: ImageFailure.Code, all: Bool, safe: Bool) throws {
        let reader = try #require(Self.reader)
        let fault = try #require(reader.fault(error))
        #expect(fault.failure.code == code)
        #expect(fault.failure.status == nil)
        for (mode, repeated) in [(RetryPolicy.Mode.all, all), (.safe, safe)] {
            #expect(RetryPolicy(mode: mode).wait(after: fault, attempt: 1, jitter: 0) == (repeated ? 3 : nil))
        }
    }

    @Test("there are as many retries as delays, and none without")
    func count() throws {
        let fault = try fault(503)
        let policy = RetryPolicy(delays: [0.5, 1])
        #expect(policy.wait(after: fault, attempt: 1, jitter: 0) == 0.5)
        #expect(policy.wait(after: fault, attempt: 2, jitter: 0) == 1)
        #expect(policy.wait(after: fault, attempt: 3, jitter: 0) == nil)
        #expect(RetryPolicy(delays: []).wait(after: fault, attempt: 1, jitter: 0) == nil)
    }

    @Test("jitter only shortens a delay, and never what the server asks for")
    func jitter() throws {
        let policy = RetryPolicy()
        #expect(policy.wait(after: try fault(503), attempt: 2, jitter: 1) == 6)
        #expect(policy.wait(after: try fault(503), attempt: 2, jitter: 0.5) == 7)
        let asked = try fault(503, headers: ["Retry-After": "8"])
        #expect(policy.wait(after: asked, attempt: 2, jitter: 1) == 8)
    }

    @Test("what breaks off after its head is told with the status and the server's request id")
    func broken() throws {
        let response = HTTPResponse(
            status: 200, headers: ["X-Request-Id": "req_1"], body: Data("{".utf8), breach: .broken("x"))
        guard case .failed(let fault) = try #require(Self.reader).ending(response) else { throw Unexpected() }
        #expect(
            fault.failure
                == ImageFailure(.transport, status: 200, .noWholeAnswer("x"), serverRequestID: "req_1"))
        #expect(fault.failure.message == "no complete answer: x (request id req_1)")
        #expect(fault.isPassing)
    }

    @Test("a wait that is too long is named with its number")
    func tooLong() throws {
        let long = try fault(503, headers: ["Retry-After": "1" + String(repeating: "0", count: 20)]).failure
        #expect(long.message.contains("asks to wait 100000000000000000000 s (a run waits 120 s at most)"))
        let failure = try fault(429, #"{"error":{"message":"slow down"}}"#, headers: ["Retry-After": "3600"]).failure
        #expect(
            failure.message
                == "HTTP 429 Too Many Requests, and the server asks to wait 3600 s (a run waits 120 s at most): slow down"
        )
    }
}
