import Foundation
import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsStandInServer
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsAPI

let secret = "sk-test-4f9a8b7c6d5e4f3a2b1c"

func image(_ name: String) throws -> ImageName { try ImageName(name) }

func imageRequest(
    prompt: String = "A lighthouse at dusk", size: String = "1024x1024",
    parameters: [String: ParameterValue] = [:], references: [ReferenceSource] = [], mask: ReferenceSource? = nil,
    id: String = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
) throws -> ServiceRequest {
    let inputs = try references.enumerated().map { index, reference in
        Input(
            path: try PackagePath("Art/\(index).png"), sha256: digest("\(index)"), type: reference.type)
    }
    return ServiceRequest(
        id: try #require(UniqueID(id)),
        recipe: Recipe(
            operation: references.isEmpty ? .generations : .edits, model: "gpt-image-2", prompt: prompt,
            size: try #require(RequestedSize(size)), parameters: parameters, references: inputs,
            mask: try mask.map { Input(path: try PackagePath("Art/mask.png"), sha256: digest("m"), type: $0.type) }),
        references: references, mask: mask)
}

/// References that are what their types say as far as magic bytes go.
let pngReference = ReferenceSource(bytes: Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), type: .png)
let jpegReference = ReferenceSource(bytes: Data([0xFF, 0xD8, 0xFF, 0xE0, 0x00]), type: .jpeg)
let webpReference = ReferenceSource(bytes: Data("RIFF\u{0}\u{0}\u{0}\u{0}WEBP".utf8), type: .webp)

extension ReferenceSource {
    init(bytes: Data, type: ReferenceType) {
        self.init(byteCount: bytes.count, type: type) { () throws(ImageFailure) in bytes }
    }

    var bytes: Data { (try? read()) ?? Data() }
}

extension TimeSource {
    /// A clock that stands still but for waits, which are over at once.
    static func instant(_ clock: TestClock = TestClock()) -> TimeSource {
        TimeSource(
            uptime: { clock.now }, date: { Date(timeIntervalSince1970: 1_800_000_000 + clock.now) },
            sleep: { seconds in
                try Task.checkCancellation()
                clock.advance(by: seconds)
            },
            jitter: { 0 })
    }
}

final class TestClock: Sendable {
    private let ticks = LockedValue<[Double]>([])

    var now: Double { waits.reduce(0, +) }
    /// Seconds of each wait, in order.
    var waits: [Double] { ticks.value }

    func advance(by seconds: Double) { ticks.change { $0.append(seconds) } }
}

/// Writes down what a client tells about its attempts.
final class AttemptLog: Sendable {
    private let lines = LockedValue<[String]>([])

    var all: [String] { lines.value }

    func observer(allowing limit: Int = .max) -> AttemptObserver {
        AttemptObserver(
            willSend: { [lines] attempt in
                lines.change { $0.append("send \(attempt)") }
                return attempt <= limit
            },
            didEnd: { [lines] attempt, outcome in
                let word =
                    switch outcome {
                    case .answered: "answered"
                    case .unread: "unread"
                    case .failed(let failure): failure.code.rawValue
                    case .abandoned: "abandoned"
                    }
                lines.change { $0.append("end \(attempt) \(word)") }
            },
            willWait: { [lines] attempt, seconds, reason in
                lines.change { $0.append("wait after \(attempt): \(seconds) s, \(reason.code)") }
            })
    }
}

func client(
    of server: StandInServer, rules: ServiceRules = .bettertoken, key: String = secret,
    limits: HTTPLimits = HTTPLimits(), retry: RetryPolicy = RetryPolicy(), time: TimeSource = .instant()
) throws -> ImageService {
    try client(baseURL: server.baseURL, rules: rules, key: key, limits: limits, retry: retry, time: time)
}

func client(
    baseURL: String, rules: ServiceRules = .bettertoken, key: String = secret, limits: HTTPLimits = HTTPLimits(),
    retry: RetryPolicy = RetryPolicy(), time: TimeSource = .instant(), transport: HTTPTransport? = nil,
    gate: RequestGate? = nil
) throws -> ImageService {
    let endpoint = try ServiceEndpoint.resolve(rules: rules, baseURLOption: baseURL, environment: [:])
    return ImagesClient(
        rules: rules, endpoint: endpoint, key: try APIKey(key), limits: limits, retry: retry, transport: transport,
        time: time, gate: gate
    ).service
}

extension HTTPLimits {
    /// Small enough that no test waits long, large enough that no answer on loopback misses them.
    static let patient = HTTPLimits(total: 60, bodyBytes: 1 << 24)
}

/// What becomes of a request that is always answered so and never repeated.
///
/// - Parameter hangUps: how many of the client's the server waits for before it stops.
func exchange(
    _ reply: Reply, limits: HTTPLimits = .patient, hangUps: Int = 0
) async throws -> (ImageFailure, Traffic) {
    try await StandInServer.run(script: { _, _ in reply }) { server in
        let service = try client(of: server, limits: limits, retry: RetryPolicy(delays: []))
        let failure = try await service.failure(imageRequest())
        await server.traffic.waitForHangUps(hangUps)
        return (failure, server.traffic)
    }
}

extension ImageService {
    /// The failure of a request that is expected to fail.
    func failure(_ request: ServiceRequest, _ log: AttemptLog = AttemptLog()) async throws -> ImageFailure {
        do {
            _ = try await generate(request, log.observer())
        } catch .failed(let failure) {
            return failure
        } catch .unread(let answer) {
            return answer.failure
        }
        throw Unexpected()
    }

    func image(_ request: ServiceRequest, _ log: AttemptLog = AttemptLog()) async throws -> ImageResponse {
        try await generate(request, log.observer())
    }
}

struct Unexpected: Error {}
