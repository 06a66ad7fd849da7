import ImageAssetsSystem

/// Something that draws one image for one request: the images API over HTTP, or a double in a test.
package struct ImageService: Sendable {
    /// Sends the request, as often as its own rules for repeating allow, and returns what arrived first.
    ///
    /// Each attempt is announced to `attempts` before it is sent and reported after it, so that the run can journal
    /// and bound them. The returned bytes are whatever the service called an image; nothing was decoded yet.
    package var generate: @Sendable (ServiceRequest, AttemptObserver) async throws(ServiceError) -> ImageResponse

    package init(
        generate: @escaping @Sendable (ServiceRequest, AttemptObserver) async throws(ServiceError) -> ImageResponse
    ) {
        self.generate = generate
    }
}

/// A reference image that is read when it is about to be sent, and no sooner: those of all requests that wait for their
/// turn would not fit into memory.
package struct ReferenceSource: Sendable {
    /// As the manifest names it, for people.
    package let name: String
    package let byteCount: Int
    package let type: ReferenceType
    /// The bytes in memory of their own, which are what was planned with: whatever happens to the file, they stay that.
    package let read: @Sendable () throws(ImageFailure) -> Data

    package init(
        name: String = "", byteCount: Int, type: ReferenceType,
        read: @escaping @Sendable () throws(ImageFailure) -> Data
    ) {
        self.name = name
        self.byteCount = byteCount
        self.type = type
        self.read = read
    }
}

/// What a service gave for a request.
package struct ImageResponse: Sendable {
    /// As they came, decoded from base64 and nothing else.
    package let bytes: Data
    /// Further images of the same answer: results of the same fingerprint, paid for like the first.
    package let others: [Data]
    package let revisedPrompt: String?
    /// The service's own account of what it counted, as compact JSON text.
    package let usage: String?
    /// What the answer says of the image, where it does: its size, and the quality that it was drawn in.
    package let size: PixelSize?
    package let quality: String?
    package let serverRequestID: String?

    /// All that came.
    package var imageCount: Int { 1 + others.count }

    package init(
        bytes: Data, others: [Data] = [], revisedPrompt: String? = nil, usage: String? = nil,
        size: PixelSize? = nil, quality: String? = nil, serverRequestID: String? = nil
    ) {
        self.bytes = bytes
        self.others = others
        self.revisedPrompt = revisedPrompt
        self.usage = usage
        self.size = size
        self.quality = quality
        self.serverRequestID = serverRequestID
    }
}

/// How the run takes part in each attempt. Attempts count from 1.
package struct AttemptObserver: Sendable {
    /// Called before an attempt is sent. False: it must not be sent (the run's budget is spent, or the run is ending).
    package var willSend: @Sendable (_ attempt: Int) async -> Bool
    /// Called once after each attempt that `willSend` let through, before anything else is done with its answer.
    package var didEnd: @Sendable (_ attempt: Int, AttemptOutcome) async -> Void
    /// Called before the wait for the next attempt, in seconds, with what went wrong.
    package var willWait: @Sendable (_ attempt: Int, _ seconds: Double, _ reason: ImageFailure) async -> Void

    package init(
        willSend: @escaping @Sendable (Int) async -> Bool,
        didEnd: @escaping @Sendable (Int, AttemptOutcome) async -> Void,
        willWait: @escaping @Sendable (Int, Double, ImageFailure) async -> Void
    ) {
        self.willSend = willSend
        self.didEnd = didEnd
        self.willWait = willWait
    }
}

/// How one attempt ended.
package enum AttemptOutcome: Sendable {
    case answered(ImageResponse)
    /// Paid for, as it seems, and without an image that could be found.
    case unread(UnreadAnswer)
    case failed(ImageFailure)
    /// Given up from our side before an answer arrived; it may be charged.
    case abandoned
}

package enum ServiceError: Error, Sendable {
    /// The last attempt's failure.
    case failed(ImageFailure)
    /// What the last attempt brought looks like a success, and no image was found in it.
    case unread(UnreadAnswer)
    /// `willSend` said no; what the attempt before it failed with, if there was one.
    case refused(after: ImageFailure?)
    /// The task was cancelled.
    case cancelled
}
