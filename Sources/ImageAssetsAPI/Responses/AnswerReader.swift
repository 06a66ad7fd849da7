import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// Reads an answer with a status of success: the image, or what came instead of it.
package struct AnswerReader {
    let failures: FailureReader
    /// Whether bytes are those of a reference that was sent along: servers repeat it.
    var isReference: (Data) -> Bool = { _ in false }
    /// Whether the base URL names a version of the interface, as services want it.
    var namesVersion = true

    /// An image that is there is taken, whatever is said beside it: it is paid for.
    func read(_ response: HTTPResponse) -> Result<ImageResponse, UnreadAnswer> {
        let body = response.body.startIndex == 0 ? response.body : Data(response.body)
        let isPage = [.known("an HTML page"), .known("an XML document")].contains(FileKind(body))
        return body.withUnsafeBytes { bytes in
            let outline = AnswerOutline(bytes)
            // A page's pictures are its own.
            let search = isPage ? nil : PictureSearch(body, bytes, outline, isReference: isReference)
            if let search, let picture = search.picture, picture.isPNG || failures.key?.isContained(in: picture) != true
            {
                return .success(
                    ImageResponse(
                        bytes: picture, others: search.others,
                        revisedPrompt: revisedPrompt(bytes, outline, search.text), usage: usage(body, outline),
                        serverRequestID: failures.requestID(of: response)))
            }
            let kind = UnreadAnswer.Kind(of: response, outline, bytes, isCut: search?.isCut ?? false)
            return .failure(unread(response, kind, JSONAnswer(body, outline)))
        }
    }

    // MARK: Beside the image

    /// The one in the image's own object, else the first. No longer than the longest prompt that can be sent: it stands in
    /// the lockfile.
    private func revisedPrompt(
        _ bytes: UnsafeRawBufferPointer, _ outline: AnswerOutline, _ image: AnswerOutline.Text?
    ) -> String? {
        let texts = outline.texts.filter { $0.key == "revised_prompt" }
        guard let range = (texts.first { $0.part == image?.part } ?? texts.first)?.range,
            range.upperBound < bytes.count,
            case .string(let text)? = JSONAnswer.parse(Data(bytes[range.lowerBound - 1...range.upperBound]))?.kind
        else { return nil }
        return SafeLine(key: failures.key).withoutSecrets(String(text.prefix(Self.longestPrompt)))
    }

    private static let longestPrompt = 32_000

    private func usage(_ body: Data, _ outline: AnswerOutline) -> String? {
        guard let range = outline.parts.last(where: { $0.key == "usage" })?.range, range.count < 65_536,
            let object = JSONAnswer.parse(body[range])
        else { return nil }
        return SafeLine(key: failures.key).withoutSecrets(JSONOutput(object).canonicalText)
    }

    private func unread(
        _ response: HTTPResponse, _ kind: UnreadAnswer.Kind, _ answer: JSONAnswer
    ) -> UnreadAnswer {
        // What is said beside an address, a task or bytes is nothing that went wrong.
        let said: ErrorBody
        switch kind {
        case .page, .text: said = ErrorBody(response.body)
        case .error, .json, .events: said = ErrorBody(inSuccess: answer)
        default: said = ErrorBody()
        }
        let hint = kind == .page && !namesVersion ? " (does the base URL lack “/v1”?)" : ""
        var failure = failures.failure(insteadOfImage: kind.words + hint, said, response)
        if failure.code == .malformedResponse, kind.isTheSameForAll { failure.stop = .alike }
        let mask = { (bytes: Data) in failures.key?.masked(in: bytes) ?? bytes }
        return UnreadAnswer(
            // An exhausted account, or a refusal, in whatever it is told.
            kind: failure.code == .malformedResponse ? kind : .error, status: response.status,
            head: mask(response.head), body: mask(response.body), failure: failure)
    }

    /// Reads an answer that was kept, as if it came now: an earlier version may not have understood it.
    package static func read(
        head: Data, body: Data, isReference: @escaping (Data) -> Bool = { _ in false }
    ) -> Result<ImageResponse, UnreadAnswer> {
        let response = Transfer.response(head: head, body: body)
        return AnswerReader(failures: FailureReader(key: nil), isReference: isReference).read(response)
    }
}
