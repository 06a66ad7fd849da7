import Foundation
import ImageAssets

/// Tells how an attempt ended from what the transport gave for it.
struct AttemptReader: Sendable {
    let key: APIKey
    var prompt = ""
    var asked: AskedFor?
    let now: @Sendable () -> Date

    enum Ending: Sendable {
        case answered(ImageResponse)
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
        do {
            return .answered(try AnswerReader(failures: failures).image(in: response))
        } catch {
            // An error that the server wrote into it speaks for itself.
            guard error.code == .malformedResponse, let breach = response.breach ?? silentCut(of: response) else {
                return .failed(AttemptFault(error, isPassing: false))
            }
            return fault(breach, response).map(Ending.failed)
        }
    }

    /// Where nothing but the connection's end says where an answer ends, one that was cut is told by what is missing.
    private func silentCut(of response: HTTPResponse) -> TransportError? {
        guard response.header("Content-Length") == nil, response.header("Transfer-Encoding") == nil,
            // These never have a body.
            response.status != 204, response.status != 205
        else { return nil }
        let isVisible = { (byte: UInt8) in byte > 0x20 }
        let first = response.body.prefix(Self.looked).first(where: isVisible)
        let last = response.body.suffix(Self.looked).last(where: isVisible)
        switch (first, last) {
        case (nil, nil): return .broken("the answer ends before it begins")
        case (UInt8(ascii: "{"), let last) where last != UInt8(ascii: "}"):
            return .broken("the answer ends in the middle")
        default: return nil
        }
    }

    /// Bytes at either end of an answer that are looked at one by one.
    private static let looked = 65_536

    private func rejection(_ response: HTTPResponse) -> AttemptFault {
        let body = ErrorBody(response.body)
        let askedWait = AskedWait.seconds(in: response, body, prompt: prompt, now: now())
        let failure = failures.failure(response, body, askedWait: askedWait)
        let forbidden = response.header("x-should-retry")?.lowercased() == "false"
        let missingModel = response.status == 503 && body.says(["model_not_found"])
        var fault = AttemptFault(
            failure,
            isPassing: (failure.code == .server || failure.code == .rateLimited) && !forbidden && !missingModel
                && !Self.permanent.contains(response.status),
            surelyDidNotStart: response.status == 429 || response.status == 425
                || Self.beforeServer.contains(response.status),
            askedWait: askedWait
        )
        if response.status == 429, fault.isPassing || failure.stop == .rateLimited {
            fault.failure.progress = .turnedAway
        }
        fault.isTimeLimit = response.status == 504 || response.status == 524
        fault.isBeforeServer = Self.beforeServer.contains(response.status)
        return fault
    }

    /// Cloudflare's, for a server behind it that is down, out of reach, without encryption, or without a name.
    private static let beforeServer: Set<Int> = [521, 523, 525, 526, 530]
    /// Those of its encryption and its certificate.
    private static let permanent: Set<Int> = [525, 526]

    /// Nil for a cancelled attempt: that is no fault.
    ///
    /// - Parameter response: what had come of an answer by then.
    func fault(_ error: TransportError, _ response: HTTPResponse? = nil) -> AttemptFault? {
        func fault(_ code: ImageFailure.Code, _ text: String, isPassing: Bool = true, unsent: Bool = false)
            -> AttemptFault
        {
            var failure =
                response.map { failures.failure(code, $0, text) } ?? ImageFailure(code, SafeLine(key: key).line(text))
            if unsent { failure.progress = .unsent }
            // The same for every other request, and nothing that passes.
            if unsent && !isPassing { failure.stop = .alike }
            return AttemptFault(failure, isPassing: isPassing, surelyDidNotStart: unsent)
        }
        switch error {
        case .notConnected(let reason): return fault(.transport, "no connection: \(reason)", unsent: true)
        case .impossible(let reason): return fault(.transport, reason, isPassing: false, unsent: true)
        case .insecure(let reason):
            return fault(.transport, "no secure connection: \(reason)", isPassing: false, unsent: true)
        case .broken(let reason): return fault(.transport, "no whole answer: \(reason)")
        case .timedOut(let seconds, let unsent):
            let what = unsent ? "no connection" : "no whole answer"
            var ended = fault(
                .timeout, "\(what) within \(seconds.plainText) s (--request-timeout)", unsent: unsent)
            ended.isTimeLimit = !unsent
            return ended
        case .tooLarge(let bytes):
            let limit = bytes < 1 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB"
            return fault(.malformedResponse, "the answer is larger than \(limit)", isPassing: false)
        case .undecodable(let reason):
            return fault(
                .malformedResponse, "the server answered in an encoding that cannot be decoded: \(reason)",
                isPassing: false)
        case .cancelled: return nil
        }
    }
}
