import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsSystem

/// Answers that were paid for and in which no image was found: they are kept like results, and read again in each later
/// run, as a version that came out since may find what its forerunner did not.
extension AssetStore {
    @discardableResult
    package func keep(
        _ answer: UnreadAnswer, for fingerprint: Fingerprint, asked: PriceTerms? = nil, requestID: UniqueID,
        at date: Date, writer: AtomicFile
    ) throws -> StoredResult {
        let digest = try keep(answer.body, writer: writer)
        let result = StoredResult(
            digest, byteCount: answer.body.count, requestID: requestID,
            serverRequestID: answer.failure.serverRequestID, terms: asked, received: date,
            content: .unread(.noImage, head: answer.head))
        try write(result, for: fingerprint, writer: writer)
        return result
    }
}

/// An image that was found in an answer that was kept.
package typealias StoredImage = (response: ImageResponse, facts: AssetFacts)

extension StoredResult {
    /// The image in an answer that was kept because none was found.
    ///
    /// - Parameter references: what was sent along, which servers repeat.
    /// - Throws: why it is still of no use.
    package func image(
        head: Data, in store: AssetStore, by read: AnswerReading?, references: [Reference], limits: PNGLimits
    ) throws(ImageFailure) -> StoredImage {
        guard let body = store.object(digest) else { throw unread(.unreadAnswer(isGone: true)) }
        guard let read else { throw unread(.unreadAnswer(isGone: false)) }
        let answer = read(head, body) { bytes in
            references.contains { $0.byteCount == bytes.count && $0.input.sha256 == SHA256Digest(of: bytes) }
        }
        switch answer {
        case .unread(let answer): throw unread(answer.failure.cause)
        case .image(let response):
            do {
                return (response, AssetFacts(try PNGInfo(decoding: response.bytes, limits: limits)))
            } catch {
                throw unread(.undecodableAnswer(error))
            }
        }
    }

    /// Why a result that does not decode keeps its image from being asked for again: it arrived and is paid for, though
    /// it is of another kind, damaged or over a limit.
    func whyNotAgain(_ error: PNGError) -> ImageFailure { unread(.undecodable(error), .notAnImage) }

    private func unread(_ cause: FailureCause, _ code: ImageFailure.Code = .malformedResponse) -> ImageFailure {
        ImageFailure(code, cause, remarks: [.kept(digest)], serverRequestID: serverRequestID)
    }
}
