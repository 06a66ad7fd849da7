import Foundation
import ImageAssets

/// The images API over HTTP: one image for one request, in as many attempts as the retry policy allows.
///
/// Its requests share one gate, so that a rate limit that one of them meets slows all of them down.
package struct ImagesClient: Sendable {
    private let builder: RequestBuilder
    private let limits: HTTPLimits
    private let retry: RetryPolicy
    private let transport: HTTPTransport
    private let time: TimeSource
    private let gate: RequestGate

    package init(
        rules: ServiceRules, endpoint: ServiceEndpoint, key: APIKey, limits: HTTPLimits = HTTPLimits(),
        retry: RetryPolicy = RetryPolicy(), transport: HTTPTransport? = nil, time: TimeSource = .system,
        gate: RequestGate? = nil
    ) {
        builder = RequestBuilder(rules: rules, baseURL: endpoint.baseURL, key: key)
        self.limits = limits
        self.retry = retry
        self.transport = transport ?? .curl(for: endpoint.baseURL)
        self.time = time
        self.gate = gate ?? RequestGate(time: time)
    }

    package var service: ImageService {
        ImageService { request, attempts throws(ServiceError) in
            try await generate(request, attempts)
        }
    }

    private func generate(
        _ request: ImageRequest, _ attempts: AttemptObserver
    ) async throws(ServiceError) -> ImageResponse {
        var last: ImageFailure?
        var attempt = 1
        while true {
            let fault: AttemptFault
            switch try await run(attempt, of: request, attempts, after: last) {
            case .answered(let response): return response
            case .failed(let failed): fault = failed
            }
            last = fault.failure
            switch retry.decision(after: fault, attempt: attempt, jitter: time.jitter()) {
            case .stop:
                throw .failed(fault.failure)
            case .wait(let own):
                // What is told is what is waited: a rate limit that another request met holds this one back too.
                let shared = await gate.pause
                // Whoever no longer waits is not told that it would go on.
                if Task.isCancelled { throw .cancelled }
                let seconds = shared <= RetryPolicy.longestWait ? max(own, shared) : own
                await attempts.willWait(attempt, seconds, fault.failure)
                do {
                    try await time.sleep(seconds)
                } catch {
                    throw .cancelled
                }
            }
            attempt += 1
        }
    }

    /// One attempt, from the gate to its outcome. Its body is built only once it may be sent, and is gone after it.
    private func run(
        _ attempt: Int, of request: ImageRequest, _ attempts: AttemptObserver, after last: ImageFailure?
    ) async throws(ServiceError) -> AttemptReader.Ending {
        let pass: RequestGate.Pass
        switch await gate.enter(bytes: RequestBuilder.weight(of: request)) {
        case .open(let open): pass = open
        case .closed(let failure): throw .failed(last?.notRepeated ?? failure.unsent)
        case .cancelled: throw .cancelled
        }
        let built: HTTPRequest
        do {
            built = try builder.build(request)
        } catch {
            await gate.leave(pass, .other)
            throw .failed(error)
        }
        guard await attempts.willSend(attempt) else {
            await gate.leave(pass, .other)
            throw .refused(after: last)
        }
        guard let ending = await send(consume built, prompt: request.prompt) else {
            await attempts.didEnd(attempt, .abandoned)
            await gate.leave(pass, .other)
            throw .cancelled
        }
        switch ending {
        case .answered(let response):
            await attempts.didEnd(attempt, .answered(response))
            await gate.leave(pass, .other)
        case .failed(let fault):
            await attempts.didEnd(attempt, .failed(fault.failure))
            await gate.leave(pass, answer(fault))
        }
        return ending
    }

    /// Seconds for which other requests wait after a 429 when none of them is repeated.
    private static let pauseWithoutRetries = 3.0

    private func answer(_ fault: AttemptFault) -> RequestGate.Answer {
        // A busy server (5xx) that names a wait speaks of this request; only 429 is about all of them.
        guard fault.failure.code == .rateLimited, fault.failure.status == 429 else { return .other }
        // A delay of our own never closes the gate, however long it is.
        let pause = min(retry.delays.first ?? Self.pauseWithoutRetries, RetryPolicy.longestWait)
        return .rateLimited(waitSeconds: max(fault.askedWait ?? 0, pause), fault.failure)
    }

    /// Nil when the attempt was cancelled.
    private func send(_ request: consuming HTTPRequest, prompt: String) async -> AttemptReader.Ending? {
        let reader = AttemptReader(key: builder.key, prompt: prompt, now: time.date)
        do throws(TransportError) {
            return reader.ending(try await transport.send(request, limits))
        } catch {
            return reader.fault(error).map(AttemptReader.Ending.failed)
        }
    }
}

extension ImageFailure {
    /// What another request was answered, for one that was therefore not sent.
    fileprivate var unsent: ImageFailure { told("not sent: ") }

    /// What an image was answered that waited to be asked for again, when another request was told to wait for too long.
    fileprivate var notRepeated: ImageFailure {
        told(and: "; not repeated: another request was told to wait for longer than anybody waits")
    }

    private func told(_ before: String = "", and after: String = "") -> ImageFailure {
        let id = serverRequestID.map { " (request id \($0))" } ?? ""
        let text = before + (message.hasSuffix(id) ? message.dropLast(id.count) : message[...])
        return ImageFailure(
            code, status: status, SafeLine(key: nil).line(text, ending: after + id), serverRequestID: serverRequestID)
    }
}
