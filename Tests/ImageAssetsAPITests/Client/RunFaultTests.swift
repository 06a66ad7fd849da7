import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import ImageAssetsTestSupport
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

@Suite("A fault that no other image can escape")
struct RunFaultTests {
    /// What comes of images that are asked for one after the other: for each its failure's stop, or nil for an image;
    /// and attempts.
    private func outcomes(
        of images: Int = 2, retry: RetryPolicy = RetryPolicy(delays: [1, 1]), time: TimeSource = .instant(),
        _ send: @escaping @Sendable (Int) -> Result<HTTPResponse, TransportError>
    ) async throws -> (failures: [ImageFailure?], sent: Int) {
        let sent = LockedValue(0)
        let transport = HTTPTransport { _, _ throws(TransportError) in
            sent.change { $0 += 1 }
            return try send(sent.value).get()
        }
        let service = try client(baseURL: "http://localhost/v1", retry: retry, time: time, transport: transport)
        var failures: [ImageFailure?] = []
        for _ in 1...images {
            do {
                _ = try await service.image(imageRequest())
                failures.append(nil)
            } catch ServiceError.failed(let failure) {
                failures.append(failure)
            } catch ServiceError.refused(after: nil) {
                break
            }
        }
        return (failures, sent.value)
    }

    private static func response(
        _ status: Int, _ body: String = "", _ headers: [String: String] = [:]
    ) -> Result<HTTPResponse, TransportError> {
        .success(HTTPResponse(status: status, headers: headers, body: Data(body.utf8)))
    }

    private static let image = response(200, #"{"data":[{"b64_json":"iVBORw0KGgo="}]}"#)

    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        var error: TransportError?
        var status = 0
        var body = ""
        let attempts: Int
        var stop: RunStop? = .alike
        var code = ImageFailure.Code.rejected
        var testDescription: String { what }

        func result() -> Result<HTTPResponse, TransportError> {
            error.map { .failure($0) } ?? RunFaultTests.response(status, body)
        }
    }

    @Test(
        "ends the run: at once, or after the attempts of one image where it may pass",
        arguments: [
            Row(what: "a certificate", error: .insecure("x"), attempts: 1, code: .transport),
            Row(what: "an address that cannot be used", error: .impossible("x"), attempts: 1, code: .transport),
            Row(what: "nobody listens", error: .notConnected("x"), attempts: 3, code: .transport),
            Row(what: "no connection in time", error: .timedOut(seconds: 1, unsent: true), attempts: 3, code: .timeout),
            Row(what: "a redirect", status: 302, attempts: 1),
            Row(what: "no such path", status: 404, body: "<title>404 Not Found</title>", attempts: 1),
            Row(what: "no such method", status: 405, attempts: 1),
            Row(
                what: "a field that all send", status: 400, body: #"{"error":{"param":"response_format"}}"#, attempts: 1
            ),
            Row(
                what: "a field in words", status: 422,
                body: #"{"detail":[{"loc":["body","output_format"],"msg":"extra fields not permitted"}]}"#, attempts: 1),
            Row(what: "a proxy", status: 407, attempts: 1),
            Row(what: "a sign-in", status: 511, attempts: 1, code: .server),
            Row(what: "no encryption behind a gateway", status: 525, attempts: 1, code: .server),
            Row(what: "nobody behind a gateway", status: 521, body: "error code: 521", attempts: 3, code: .server),
            Row(
                what: "a gateway's page", status: 502, body: "<title>502 Bad Gateway</title>", attempts: 3,
                code: .server),
            Row(what: "a gateway's words", status: 503, body: "no healthy upstream", attempts: 3, code: .server),
            Row(what: "a gateway's silence", status: 502, attempts: 3, code: .server),
            Row(
                what: "an answer unknown to a gateway", status: 520, body: "error code: 520", attempts: 3, code: .server
            ),
            Row(what: "a gateway without a connection", status: 522, body: "x", attempts: 3, code: .server),
            Row(what: "a refused key", status: 401, attempts: 1, stop: .unauthorized, code: .unauthorized),
            Row(what: "a refused account", status: 403, attempts: 1, stop: .forbidden, code: .forbidden),
            Row(
                what: "a firewall's page", status: 503, body: "<html><title>Just a moment...</title>", attempts: 1,
                stop: .forbidden, code: .forbidden),
            Row(what: "an empty account", status: 402, attempts: 1, stop: .quota, code: .quota),
        ])
    func ends(row: Row) async throws {
        let (failures, sent) = try await outcomes { _ in row.result() }
        #expect(sent == row.attempts)
        #expect(failures.count == 1)
        #expect(failures.first??.stop == row.stop)
        #expect(failures.first??.code == row.code)
    }

    @Test(
        "and one that it can escape does not",
        arguments: [
            Row(what: "a field of one image", status: 400, body: #"{"error":{"param":"size"}}"#, attempts: 2),
            Row(what: "a model of one image", status: 404, body: #"{"error":{"code":"model_not_found"}}"#, attempts: 2),
            Row(what: "a prompt", status: 400, body: #"{"error":{"message":"no"}}"#, attempts: 2),
            Row(what: "a busy server", status: 503, body: #"{"error":"overloaded"}"#, attempts: 6, code: .server),
            Row(what: "a server's error", status: 500, body: "Internal Server Error", attempts: 6, code: .server),
            Row(what: "a lost connection", error: .broken("x"), attempts: 6, code: .transport),
        ])
    func goesOn(row: Row) async throws {
        let (failures, sent) = try await outcomes { _ in row.result() }
        #expect(sent == row.attempts)
        #expect(failures.map { $0?.stop } == [nil, nil])
        #expect(failures.map { $0?.code } == [row.code, row.code])
    }

    @Test(
        "what the server may have begun is told to be charged perhaps, after each attempt, and nothing else is",
        arguments: [
            Row(what: "500", status: 500, attempts: 3, stop: nil),
            Row(what: "502", status: 502, attempts: 3, stop: nil),
            Row(what: "504", status: 504, attempts: 2, stop: .timeLimit), Row(what: "408", status: 408, attempts: 3),
            Row(what: "our limit", error: .timedOut(seconds: 900), attempts: 2, stop: .timeLimit),
            Row(what: "a lost connection", error: .broken("x"), attempts: 3),
        ])
    func perhapsCharged(row: Row) async throws {
        let told = LockedValue<[String]>([])
        let transport = HTTPTransport { _, _ throws(TransportError) in try row.result().get() }
        let service = try client(
            baseURL: "http://localhost/v1", retry: RetryPolicy(delays: [1, 1]), transport: transport)
        var log = AttemptLog().observer()
        log.willWait = { _, _, failure in told.change { $0.append(failure.message) } }
        do {
            _ = try await service.generate(imageRequest(), log)
        } catch ServiceError.failed(let failure) {
            told.change { $0.append(failure.message) }
        }
        #expect(told.value.count == row.attempts)
        #expect(told.value.allSatisfy { $0.hasSuffix("; it may have been charged") }, "\(told.value)")
    }

    @Test(
        "and what it cannot have begun is not",
        arguments: [
            Row(what: "too early", status: 425, attempts: 0), Row(what: "a busy server", status: 429, attempts: 0),
            Row(what: "nobody behind a gateway", status: 521, attempts: 0),
            Row(what: "a sign-in", status: 511, attempts: 0),
            Row(what: "a refusal", status: 400, attempts: 0), Row(what: "a refused key", status: 401, attempts: 0),
            Row(what: "nobody listens", error: .notConnected("x"), attempts: 0),
            Row(what: "no connection in time", error: .timedOut(seconds: 1, unsent: true), attempts: 0),
        ])
    func surelyNotCharged(row: Row) async throws {
        let message = try await outcomes(of: 1) { _ in row.result() }.failures.first??.message
        #expect(message?.contains("charged") == false, "\(message ?? "")")
    }

    @Test("what was answered once an image has come is one image's fault, but a way that is closed is not")
    func afterAnImage() async throws {
        let answered = try await outcomes(of: 3) { $0 == 1 ? Self.image : Self.response(404) }
        #expect(answered.failures.map { $0?.stop } == [nil, nil, nil])
        #expect(answered.sent == 3)
        let unsent = try await outcomes(of: 3) { $0 == 1 ? Self.image : .failure(.insecure("x")) }
        #expect(unsent.failures.map { $0?.stop } == [nil, .alike])
        #expect(unsent.sent == 2)
    }

    @Test("of several at once that never left, one image tells it, and the others are left for another run")
    func together() async throws {
        let latch = Latch()
        let transport = HTTPTransport { _, _ throws(TransportError) in
            await latch.wait()
            throw .insecure("x")
        }
        let service = try client(baseURL: "http://localhost/v1", transport: transport)
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 1...4 {
                group.addTask {
                    do {
                        _ = try await service.image(imageRequest())
                        throw Unexpected()
                    } catch ServiceError.failed(let failure) {
                        return failure.stop == .alike
                    } catch ServiceError.refused(after: nil) {
                        return false
                    }
                }
            }
            await latch.waitForWaiters(4)
            await latch.open()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count(where: { $0 }) == 1)
        #expect(outcomes.count == 4)
    }

    @Test(
        "a time limit ends the run at the second request that it ends before any image came",
        arguments: [
            Row(what: "504", status: 504, attempts: 2, stop: .timeLimit, code: .server),
            Row(what: "524", status: 524, attempts: 2, stop: .timeLimit, code: .server),
            Row(what: "ours", error: .timedOut(seconds: 900), attempts: 2, stop: .timeLimit, code: .timeout),
        ])
    func timeLimit(row: Row) async throws {
        let (failures, sent) = try await outcomes { _ in row.result() }
        #expect(sent == 2)
        #expect(failures.map { $0?.stop } == [.timeLimit])
        #expect(failures.map { $0?.code } == [row.code])
        let ending =
            (row.error == nil ? ", after 0 s; " : "; ")
            + "the second to end like this before any image came; it may have been charged"
        #expect(failures.first??.message.hasSuffix(ending) == true)
        let later = try await outcomes(of: 2) { $0 == 1 ? Self.image : row.result() }
        #expect(later.failures.map { $0?.stop } == [nil, nil])
        #expect(later.sent == 4)
        let unsent = try await outcomes(of: 1) { _ in .failure(.timedOut(seconds: 1, unsent: true)) }
        #expect(unsent.failures.first??.stop == .alike)
    }

    /// The stops of images whose attempts are lost so many seconds after they began.
    private func stops(of rows: [Row], after seconds: [Double]) async throws -> [RunStop?] {
        let clock = TestClock()
        let time = TimeSource.instant(clock)
        return try await outcomes(of: 2, time: time) { number in
            let index = (number - 1) % seconds.count
            clock.advance(by: seconds[index])
            return rows[index % rows.count].result()
        }.failures.map { $0?.stop }
    }

    @Test("a time limit that does not say that it is one is known by the time after which it ends what is under way")
    func unsaidTimeLimit() async throws {
        let cut = Row(what: "", error: .broken("the connection was reset"), attempts: 0)
        let page = Row(what: "", status: 502, body: "<title>Proxy Error</title>", attempts: 0)
        let words = Row(what: "", status: 500, body: #"{"error":{"message":"do request failed"}}"#, attempts: 0)
        for rows in [[cut], [page], [words], [cut, words]] {
            #expect(try await stops(of: rows, after: [60.2, 59.9]) == [.timeLimit])
        }
        #expect(try await stops(of: [cut], after: [31, 300, 299]) == [.timeLimit])
        #expect(try await stops(of: [cut], after: [31, 45, 20]) == [nil, .timeLimit])
        // What fails at once, or before anything was sent, was ended by nobody's patience.
        #expect(try await stops(of: [cut, words], after: [2]) == [nil, nil])
        let unsent = Row(what: "", error: .notConnected("x"), attempts: 0)
        #expect(try await stops(of: [unsent], after: [60]) == [.alike])
    }

    @Test("which is said with its seconds")
    func secondsOfLimit() async throws {
        let clock = TestClock()
        let (failures, sent) = try await outcomes(time: .instant(clock)) { _ in
            clock.advance(by: 60)
            return Self.response(502, #"{"error":"Upstream is gone."}"#, ["x-request-id": "r1"])
        }
        let message = failures.last??.message ?? ""
        #expect(
            message.hasPrefix(
                "HTTP 502 Bad Gateway: Upstream is gone, after 60 s; the second to end like this before any image came"),
            "\(message)")
        #expect(message.hasSuffix(" (request id r1)"))
        #expect(sent == 2)
    }
}
