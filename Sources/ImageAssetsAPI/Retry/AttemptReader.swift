import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem

/// Tells how an attempt ended from what the transport gave for it: an answer, whole or not, or the reason why there is
/// none.
///
/// What counts most counts first: an image, whatever happened to the connection behind it; then what a server says of
/// itself, an error or where the image is; then what broke the answer off, as it may come whole the next time; and only
/// of what came whole that it holds no image.
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
        case failed(AttemptFailure)
    }

    private var failures: FailureReader { FailureReader(key: key, prompt: prompt, asked: asked) }

    /// Nil for a cancelled attempt.
    func ending(_ response: HTTPResponse) -> Ending? {
        (200..<300).contains(response.status) ? success(response) : .failed(rejection(response))
    }

    private func success(_ response: HTTPResponse) -> Ending? {
        let reader = AnswerReader(
            failures: failures,
            isReference: { [references] bytes in
                references.contains { $0.byteCount == bytes.count && (try? $0.read()) == bytes }
            }, namesVersion: namesVersion)
        let answer: UnreadAnswer
        switch reader.read(response) {
        case .image(let image): return .answered(image)
        case .unread(let unread): answer = unread
        }
        // An error that the server wrote into it speaks for itself, and so does what leads to an image that was drawn.
        if !answer.kind.speaksForItself, let breach = response.breach ?? silentCut(of: response) {
            guard let fault = fault(breach, response) else { return nil }
            if case .tooLarge = breach { return .unread(answer.tooLarge(fault.failure)) }
            return .failed(fault)
        }
        return answer.kind.isPaidFor
            ? .unread(answer) : .failed(AttemptFailure(failure: answer.failure, isPassing: false))
    }

    /// Where nothing but the connection's end says where an answer ends, one that was cut is told by what is missing.
    private func silentCut(of response: HTTPResponse) -> TransportError? {
        guard response.header("Content-Length") == nil, response.header("Transfer-Encoding") == nil,
            // These never have a body.
            response.status != 204, response.status != 205, !response.body.isClosed
        else { return nil }
        let isBlank = response.body.prefix(65_536).allSatisfy { $0 <= 0x20 }
        return .broken(isBlank ? "the answer is empty" : "the answer is cut short")
    }

    private func rejection(_ response: HTTPResponse) -> AttemptFailure {
        let status = response.status
        let body = ErrorBody(Answer(response.body), besides: prompt)
        let askedWait = AskedWait.seconds(in: response, body, now: now())
        var failure = failures.failure(response, body, askedWait: askedWait)
        let isForbidden = response.header("x-should-retry")?.lowercased() == "false"
        let lacksModel = status == 503 && body.says(["model not found"])
        let isPassing =
            (failure.code == .server || failure.code == .rateLimited) && !isForbidden && !lacksModel
            && !Self.permanent.contains(status)
        if status == 429, isPassing || failure.stop == .rateLimited { failure.progress = .turnedAway }
        return AttemptFailure(
            failure: failure, isPassing: isPassing, askedWait: askedWait, isTimeLimit: status == 504 || status == 524,
            isBeforeServer: Self.beforeServer.contains(status)
                || Self.perhapsBeforeServer.contains(status) && body.isPlain)
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
    func fault(_ error: TransportError, _ response: HTTPResponse? = nil) -> AttemptFailure? {
        let safe = { SafeLine(key: key).line($0) }
        switch error {
        case .notConnected(let reason): return unsent(.transport, .noConnection(safe(reason)))
        case .impossible(let reason): return unsent(.transport, .error(safe(reason)), isPassing: false)
        case .insecure(let reason): return unsent(.transport, .insecureConnection(safe(reason)), isPassing: false)
        case .timedOut(let seconds, unsent: true):
            return unsent(.timeout, .timedOut(seconds: seconds, isConnected: false))
        case .timedOut(let seconds, unsent: false):
            let cause = FailureCause.timedOut(seconds: seconds, isConnected: true)
            return AttemptFailure(failure: failure(.timeout, cause, response), isPassing: true, isTimeLimit: true)
        case .broken(let reason):
            let cause = FailureCause.noWholeAnswer(safe(reason))
            return AttemptFailure(failure: failure(.transport, cause, response), isPassing: true)
        case .tooLarge(let bytes):
            let cause = FailureCause.largeAnswer(limit: bytes)
            return AttemptFailure(failure: failure(.malformedResponse, cause, response), isPassing: false)
        case .undecodable(let reason):
            let cause = FailureCause.packedAnswer(safe(reason))
            return AttemptFailure(failure: failure(.malformedResponse, cause, response), isPassing: false)
        case .cancelled: return nil
        }
    }

    private func failure(_ code: ImageFailure.Code, _ cause: FailureCause, _ response: HTTPResponse?) -> ImageFailure {
        response.map { failures.failure(code, $0, cause) } ?? ImageFailure(code, cause)
    }

    /// What keeps a request from being sent, and is nothing that passes, is the same for every other.
    private func unsent(_ code: ImageFailure.Code, _ cause: FailureCause, isPassing: Bool = true) -> AttemptFailure {
        AttemptFailure(
            failure: ImageFailure(code, cause, progress: .unsent, stop: isPassing ? nil : .alike), isPassing: isPassing)
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
