import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem

/// Tells how an attempt ended from what the transport gave for it.
struct AttemptReader: Sendable {
    let key: APIKey
    var prompt = ""
    var asked: AskedFor?
    var references: [ReferenceSource] = []
    var namesVersion = true
    let now: @Sendable () -> Date

    enum Ending: Sendable {
        case answered(ImageResponse)
        case unread(UnreadAnswer)
        case failed(AttemptFault)
    }

    private var failures: FailureReader { FailureReader(key: key, prompt: prompt, asked: asked) }

    /// Nil for a cancelled attempt.
    func ending(_ response: HTTPResponse) -> Ending? {
        (200..<300).contains(response.status) ? success(response) : .failed(rejection(response))
    }

    /// An image that is there is taken, whatever happened to the connection after it. Without one it counts why there
    /// is none: what was cut short may come whole the next time.
    private func success(_ response: HTTPResponse) -> Ending? {
        let reader = AnswerReader(
            failures: failures,
            isReference: { [references] bytes in
                references.contains { $0.byteCount == bytes.count && (try? $0.read()) == bytes }
            }, namesVersion: namesVersion)
        let answer: UnreadAnswer
        switch reader.read(response) {
        case .success(let image): return .answered(image)
        case .failure(let unread): answer = unread
        }
        // An error that the server wrote into it speaks for itself, and so does what leads to an image that was drawn.
        if !answer.kind.speaksForItself, let breach = response.breach ?? silentCut(of: response) {
            guard let fault = fault(breach, response) else { return nil }
            if case .tooLarge = breach { return .unread(answer.tooLarge(fault.failure)) }
            return .failed(fault)
        }
        return answer.kind.isPaidFor ? .unread(answer) : .failed(AttemptFault(answer.failure, isPassing: false))
    }

    /// Where nothing but the connection's end says where an answer ends, one that was cut is told by what is missing.
    private func silentCut(of response: HTTPResponse) -> TransportError? {
        guard response.header("Content-Length") == nil, response.header("Transfer-Encoding") == nil,
            // These never have a body.
            response.status != 204, response.status != 205, !response.body.isClosed
        else { return nil }
        let isBlank = response.body.prefix(65_536).allSatisfy { $0 <= 0x20 }
        return .broken(isBlank ? "the answer ends before it begins" : "the answer ends in the middle")
    }

    private func rejection(_ response: HTTPResponse) -> AttemptFault {
        let body = ErrorBody(Answer(response.body), besides: prompt)
        let askedWait = AskedWait.seconds(in: response, body, now: now())
        let failure = failures.failure(response, body, askedWait: askedWait)
        let forbidden = response.header("x-should-retry")?.lowercased() == "false"
        let missingModel = response.status == 503 && body.says(["model not found"])
        var fault = AttemptFault(
            failure,
            isPassing: (failure.code == .server || failure.code == .rateLimited) && !forbidden && !missingModel
                && !Self.permanent.contains(response.status),
            surelyDidNotStart: response.status == 429 || ImageFailure.neverBegun.contains(response.status),
            askedWait: askedWait
        )
        if response.status == 429, fault.isPassing || failure.stop == .rateLimited {
            fault.failure.progress = .turnedAway
        }
        fault.isTimeLimit = response.status == 504 || response.status == 524
        fault.isBeforeServer =
            Self.beforeServer.contains(response.status)
            || Self.perhapsBeforeServer.contains(response.status) && body.isPlain
        return fault
    }

    /// Cloudflare's, for a server behind it that is down, out of reach, without encryption, or without a name.
    private static let beforeServer: Set<Int> = [521, 523, 525, 526, 530]
    /// Those of any gateway, when it speaks for itself: a service that can answer answers in JSON.
    private static let perhapsBeforeServer: Set<Int> = [502, 503, 520, 522]
    /// Those of its encryption and its certificate.
    private static let permanent: Set<Int> = [525, 526]

    /// Nil for a cancelled attempt: that is no fault.
    ///
    /// - Parameter response: what had come of an answer by then.
    func fault(_ error: TransportError, _ response: HTTPResponse? = nil) -> AttemptFault? {
        func fault(
            _ code: ImageFailure.Code, _ cause: FailureCause, isPassing: Bool = true, unsent: Bool = false
        ) -> AttemptFault {
            var failure =
                response.map { failures.failure(code, $0, cause) } ?? ImageFailure(code, cause)
            if unsent { failure.progress = .unsent }
            // The same for every other request, and nothing that passes.
            if unsent && !isPassing { failure.stop = .alike }
            return AttemptFault(failure, isPassing: isPassing, surelyDidNotStart: unsent)
        }
        let safe = { SafeLine(key: key).line($0) }
        switch error {
        case .notConnected(let reason): return fault(.transport, .noConnection(safe(reason)), unsent: true)
        case .impossible(let reason): return fault(.transport, .error(safe(reason)), isPassing: false, unsent: true)
        case .insecure(let reason):
            return fault(.transport, .insecureConnection(safe(reason)), isPassing: false, unsent: true)
        case .broken(let reason): return fault(.transport, .noWholeAnswer(safe(reason)))
        case .timedOut(let seconds, let unsent):
            var ended = fault(.timeout, .timedOut(seconds: seconds, isConnected: !unsent), unsent: unsent)
            ended.isTimeLimit = !unsent
            return ended
        case .tooLarge(let bytes): return fault(.malformedResponse, .largeAnswer(limit: bytes), isPassing: false)
        case .undecodable(let reason):
            return fault(.malformedResponse, .packedAnswer(safe(reason)), isPassing: false)
        case .cancelled: return nil
        }
    }
}

extension UnreadAnswer.Kind {
    fileprivate var speaksForItself: Bool {
        switch self {
        case .error, .address, .task: true
        default: false
        }
    }
}

extension UnreadAnswer {
    fileprivate func tooLarge(_ failure: ImageFailure) -> UnreadAnswer {
        UnreadAnswer(kind: .tooLarge, status: status, head: head, body: body, failure: failure)
    }
}
