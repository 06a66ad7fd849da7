import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

/// The whole client against a limit, on a clock that stands still but for waits.
@Suite("A run against a rate limit")
struct RateLimitTests {
    @Test(
        "that is told or not makes every image, whatever becomes of single requests",
        arguments: [4, 16], [false, true])
    func everyImage(concurrency: Int, tells: Bool) async throws {
        let clock = TestClock()
        let limit = LockedValue(LeakyBucket(interval: 10, burst: 4))
        let requests = LockedValue(0)
        let body = Data(#"{"data":[{"b64_json":"iVBORw0KGgo="}]}"#.utf8)
        let transport = HTTPTransport { _, _ throws(TransportError) in
            var isTaken = false
            var wait = 0.0
            limit.change {
                isTaken = $0.takes(clock.now)
                wait = $0.wait(clock.now)
            }
            requests.change { $0 += 1 }
            let headers = tells ? ["Retry-After": String(Int(wait.rounded(.up)))] : [:]
            return HTTPResponse(status: isTaken ? 200 : 429, headers: headers, body: isTaken ? body : Data())
        }
        let time = TimeSource.instant(clock)
        let service = try client(
            baseURL: "http://localhost/v1", time: time, transport: transport)
        try await withThrowingTaskGroup(of: Int.self) { group in
            var left = 30
            for _ in 1...concurrency {
                left -= 1
                group.addTask { try await service.image(imageRequest()).bytes.count }
            }
            while try await group.next() != nil {
                guard left > 0 else { continue }
                left -= 1
                group.addTask { try await service.image(imageRequest()).bytes.count }
            }
        }
        // On this clock waits are over before answers are read; how few requests it takes is PaceTests' to say.
        #expect((30...100).contains(requests.value))
        #expect(clock.now <= 2 * LeakyBucket(interval: 10, burst: 4).time(of: 30))
    }

    @Test("with no delays at all nothing is asked again")
    func noDelays() async throws {
        let requests = LockedValue(0)
        let transport = HTTPTransport { _, _ throws(TransportError) in
            requests.change { $0 += 1 }
            return HTTPResponse(status: 429, headers: [:], body: Data())
        }
        let service = try client(
            baseURL: "http://localhost/v1", retry: RetryPolicy(delays: []), transport: transport)
        let failure = try await service.failure(imageRequest())
        #expect(failure.code == .rateLimited && failure.progress == .turnedAway && failure.stop == nil)
        #expect(requests.value == 1)
    }

    @Test("that serves nothing for ten minutes ends the run, and says what may help")
    func hopeless() async throws {
        let clock = TestClock()
        let transport = HTTPTransport { _, _ throws(TransportError) in
            HTTPResponse(status: 429, headers: ["x-request-id": "r1"], body: Data())
        }
        let service = try client(baseURL: "http://localhost/v1", time: .instant(clock), transport: transport)
        let failure = try await service.failure(imageRequest())
        #expect(failure.stop == .rateLimited)
        #expect(
            failure.message
                == "HTTP 429 Too Many Requests; nothing was served for 10 minutes: fewer requests at once (--concurrency) may help"
                + " (request id r1)")
        #expect((600...700).contains(clock.now))
        await #expect {
            _ = try await service.image(imageRequest())
        } throws: {
            guard case .refused(after: nil) = $0 as? ServiceError else { return false }
            return true
        }
    }
}
