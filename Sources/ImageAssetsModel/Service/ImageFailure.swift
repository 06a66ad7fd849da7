import ImageAssetsText

/// Why an image could not be had: `code` is the contract's word for it, and the sentence for people is made of the
/// rest, once and for all forms of report.
package struct ImageFailure: Error, Sendable, Hashable {
    package enum Code: String, Sendable, CaseIterable {
        case unauthorized, forbidden, quota, rateLimited, moderation, rejected, server, timeout, transport,
            malformedResponse
        case notAnImage, expectation, io
        /// A reference or a mask that cannot be sent.
        case reference
    }

    /// How far the last attempt came: what it counts for, and whether it can have been charged.
    package enum Progress: Sendable, Hashable {
        /// It never left.
        case unsent
        /// The server turned it away before any work, because there were too many (429).
        case turnedAway
        /// It left, and what was done with it is the server's to know.
        case sent
    }

    /// What else is to be said of it, in this order.
    package enum Remark: Sendable, Hashable {
        case mayBeCharged
        /// The run ends, so it is not tried again.
        case notRepeated
        /// A second attempt ended like it before any image came; with its seconds, where the cause does not say them.
        case secondToEndSo(after: Int?)
        case nothingServed(minutes: Int)
        /// The answer is in the store: it may be paid for, and is not asked for again.
        case kept(SHA256Digest)
        /// The store could not take the answer; where it was saved instead.
        case unkept(error: String, refuge: String?)
        /// Where the image is that came all the same.
        case image(ImagePlace)
        /// The line of the manifest that the service complains about.
        case line(PackagePath, SourceLocation)
    }

    package let code: Code
    /// The HTTP status, when there was an answer.
    package let status: Int?
    package let cause: FailureCause
    package var remarks: [Remark]
    /// The request field that the service complained about.
    package let parameter: String?
    package let serverRequestID: String?
    package var progress: Progress
    /// Why no other request of the run can fare better; nil when one may.
    package var stop: RunStop?

    package init(
        _ code: Code, status: Int? = nil, _ cause: FailureCause, remarks: [Remark] = [], parameter: String? = nil,
        serverRequestID: String? = nil, progress: Progress = .sent, stop: RunStop? = nil
    ) {
        self.progress = progress
        self.stop = stop ?? RunStop(code)
        self.code = code
        self.status = status
        self.cause = cause
        self.remarks = remarks
        self.parameter = parameter
        self.serverRequestID = serverRequestID
    }

    package func adding(_ remark: Remark) -> ImageFailure {
        var failure = self
        failure.remarks.append(remark)
        return failure
    }
}

extension ImageFailure {
    /// Whether an attempt that failed so may have been begun by the server, and charged. A status that tells of a
    /// server or gateway at fault goes before the words of its body: who wrote those may not know what was drawn.
    package static func mayBeCharged(_ code: Code, status: Int?) -> Bool {
        let status = status ?? 0
        if neverBegun.contains(status) { return false }
        return [.server, .timeout, .transport].contains(code) || [408, 499].contains(status) || 500...599 ~= status
    }

    package var mayBeCharged: Bool { progress == .sent && Self.mayBeCharged(code, status: status) }

    /// Statuses that are told before any work: it is too early, or a network or a gateway does not reach the server.
    package static let neverBegun: Set<Int> = [425, 511, 521, 523, 525, 526, 530]
}

extension RunStop {
    /// The failures that are the account's whatever is asked for.
    fileprivate init?(_ code: ImageFailure.Code) {
        switch code {
        case .unauthorized: self = .unauthorized
        case .forbidden: self = .forbidden
        case .quota: self = .quota
        default: return nil
        }
    }
}
