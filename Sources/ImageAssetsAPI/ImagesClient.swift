import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem

/// The images API over HTTP: one image for one request, in as many attempts as the retry policy allows.
///
/// Its requests share one gate, so that a limit or a fault that one of them meets counts for all of them.
package struct ImagesClient: Sendable {
    private let builder: RequestBuilder
    private let limits: HTTPLimits
    private let retry: RetryPolicy
    private let transport: HTTPTransport
    private let time: TimeSource
    private let gate: RequestGate
    private let fixedFields: Set<String>

    package init(
        rules: ServiceRules, endpoint: ServiceEndpoint, key: APIKey, limits: HTTPLimits = HTTPLimits(),
        retry: RetryPolicy = RetryPolicy(), transport: HTTPTransport? = nil, time: TimeSource = .system,
        gate: RequestGate? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        builder = RequestBuilder(rules: rules, baseURL: endpoint.baseURL, key: key)
        self.limits = limits
        self.retry = retry
        self.transport = transport ?? .curl(to: endpoint.baseURL.origin, environment: environment)
        self.time = time
        self.gate = gate ?? RequestGate(time: time, delays: retry.delays)
        fixedFields = Set(rules.fixedFields.keys)
    }

    package var service: ImageService {
        ImageService { request, attempts throws(ServiceError) in
            try await generate(request, attempts)
        }
    }

    private func generate(
        _ request: ServiceRequest, _ attempts: AttemptObserver
    ) async throws(ServiceError) -> ImageResponse {
        var last: ImageFailure?
        var attempt = 1
        /// Attempts that used up a delay: what was turned away did not.
        var counted = 0
        while true {
            let fault: AttemptFailure
            switch try await run(attempt, of: request, attempts, after: last) {
            case .answered(let response): return response
            case .unread(let answer): throw .unread(answer)
            case .failed(let failed): fault = failed
            }
            last = fault.failure
            if fault.failure.stop != nil { throw .failed(fault.failure) }
            if await gate.isClosed {
                // What never left is left for another run.
                if fault.failure.progress == .unsent { throw .refused(after: nil) }
                throw .failed(fault.failure)
            }
            let isTurnedAway = fault.failure.progress == .turnedAway && !retry.delays.isEmpty
            let seconds: Double
            if isTurnedAway {
                seconds = await gate.expectedWait
            } else {
                counted += 1
                guard let wait = retry.wait(after: fault, attempt: counted, jitter: time.jitter()) else {
                    guard let failure = await gate.conclude(fault) else { throw .refused(after: nil) }
                    throw .failed(failure)
                }
                seconds = wait
            }
            // Whoever no longer waits is not told that it would go on.
            if Task.isCancelled { throw .cancelled }
            await attempts.willWait(attempt, seconds, fault.failure)
            // The gate itself waits for the server's pace.
            if !isTurnedAway {
                do { try await time.sleep(seconds) } catch { throw .cancelled }
            }
            attempt += 1
        }
    }

    /// One attempt, from the gate to its outcome. Its body is built only once it may be sent, and is gone after it.
    private func run(
        _ attempt: Int, of request: ServiceRequest, _ attempts: AttemptObserver, after last: ImageFailure?
    ) async throws(ServiceError) -> AttemptReader.Ending {
        let pass: RequestGate.Pass
        switch await gate.enter(bytes: RequestBuilder.weight(of: request)) {
        case .open(let open): pass = open
        case .closed:
            guard let last, last.progress != .unsent else { throw .refused(after: nil) }
            throw .failed(last.adding(.notRepeated))
        case .cancelled: throw .cancelled
        }
        let built: HTTPRequest
        do {
            built = try builder.build(request)
        } catch {
            await gate.leave(pass, wasSent: false)
            throw .failed(error)
        }
        guard await attempts.willSend(attempt) else {
            await gate.leave(pass, wasSent: false)
            throw .refused(after: last)
        }
        let asked = AskedFor(built, request, fixedFields: fixedFields)
        guard let ending = await send(consume built, of: request, asked) else {
            await attempts.didEnd(attempt, .abandoned)
            await gate.leave(pass, wasSent: true)
            throw .cancelled
        }
        switch ending {
        case .answered(let response):
            await attempts.didEnd(attempt, .answered(response))
            await gate.leaveWithImage(pass)
            return ending
        case .unread(var answer):
            answer.failure = await gate.leave(pass, AttemptFailure(failure: answer.failure, isPassing: false)).failure
            await attempts.didEnd(attempt, .unread(answer))
            return .unread(answer)
        case .failed(let fault):
            var judged = await gate.leave(pass, fault)
            if judged.failure.mayBeCharged { judged.failure.remarks.append(.mayBeCharged) }
            await attempts.didEnd(attempt, .failed(judged.failure))
            return .failed(judged)
        }
    }

    /// Nil when the attempt was cancelled.
    private func send(
        _ built: consuming HTTPRequest, of request: ServiceRequest, _ asked: AskedFor
    ) async -> AttemptReader.Ending? {
        let reader = AttemptReader(
            key: builder.key, prompt: request.recipe.prompt, asked: asked, references: request.pictures,
            namesVersion: builder.baseURL.namesVersion, now: time.date)
        do throws(TransportError) {
            return reader.ending(try await transport.send(built, limits))
        } catch {
            return reader.fault(error).map(AttemptReader.Ending.failed)
        }
    }
}
