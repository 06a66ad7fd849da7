import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// Reads an answer with a status of success: the image, or what came instead of it.
package struct AnswerReader {
    let failures: FailureReader
    /// Whether bytes are those of a reference that was sent along: servers repeat it.
    var isReference: (Data) -> Bool = { _ in false }
    /// Whether the base URL names a version of the interface, as services want it.
    var namesVersion = true

    /// An image that is there is taken, whatever is said beside it: it is paid for.
    func read(_ response: HTTPResponse) -> ReadAnswer {
        let answer = Answer(response.body, encoding: response.header("Content-Encoding"))
        let search = PictureSearch(answer, isReference: isReference)
        if let picture = search.picture, picture.isPNG || failures.key?.isContained(in: picture) != true {
            return .image(
                ImageResponse(
                    bytes: picture, others: search.others, revisedPrompt: revisedPrompt(answer, search.fact),
                    usage: usage(answer),
                    size: said("size", of: search.fact, in: answer).flatMap { PixelSize($0) },
                    quality: said("quality", of: search.fact, in: answer).flatMap { $0.isWord ? $0 : nil },
                    serverRequestID: failures.requestID(of: response)))
        }
        var kind = answer.kind(isCut: search.isCut)
        // What is said beside an address, a task or what breaks off is nothing that went wrong.
        let isSaid = kind == .error || kind == answer.form && kind != .cutJSON
        let body = ErrorBody(isSaid ? answer : Answer(Data()), besides: failures.prompt)
        // An exhausted account, or a refusal, in whatever it is told.
        if body.says(Vocabulary.quota + Vocabulary.moderation) { kind = .error }
        var failure = failures.failure(
            response, body, insteadOfImage: kind, lacksVersion: kind == .page && !namesVersion)
        if failure.code == .malformedResponse, kind.isTheSameForAll { failure.stop = .alike }
        let mask = { (bytes: Data) in failures.key?.masked(in: bytes) ?? bytes }
        return .unread(
            UnreadAnswer(
                kind: failure.code == .malformedResponse ? kind : .error, status: response.status,
                head: mask(response.head), body: mask(response.body), failure: failure))
    }

    /// The one in the image's own object, else the first. No longer than the longest prompt that can be sent, and by
    /// scalars as that is: it stands in the lockfile, and a character may have marks without end.
    private func revisedPrompt(_ answer: Answer, _ image: Fact?) -> String? {
        let facts = answer.facts.filter {
            $0.path.last == "revised_prompt" && !$0.text.isEmpty && $0.range.upperBound < answer.body.count
        }
        let fact = facts.first { $0.parts.last == image?.parts.last } ?? facts.first
        return fact.map { fact in
            let text = String(String.UnicodeScalarView(fact.text.unicodeScalars.prefix(Bounds.promptLength)))
            return SafeLine(key: failures.key).withoutSecrets(text)
        }
    }

    /// A member beside the image, or else of the answer as a whole.
    private func said(_ name: String, of image: Fact?, in answer: Answer) -> String? {
        let facts = answer.facts.filter { $0.path.last == name }
        return (facts.first { $0.parts.last == image?.parts.last } ?? facts.first { $0.path.count == 1 })?.text
    }

    private func usage(_ answer: Answer) -> String? {
        guard answer.usage.count < 65_536,
            let object = try? JSONValue(parsing: SourceText(Data(answer.body[answer.usage])))
        else { return nil }
        return SafeLine(key: failures.key).withoutSecrets(object.canonicalText)
    }

    /// Reads an answer that was kept, as if it came now: an earlier version may not have understood it.
    package static func read(
        head: Data, body: Data, isReference: @escaping (Data) -> Bool = { _ in false }
    ) -> ReadAnswer {
        let response = HTTPResponse(head: head, body: body)
        return AnswerReader(failures: FailureReader(key: nil), isReference: isReference).read(response)
    }
}

extension String {
    /// A name of something in a few small letters, as qualities have them.
    fileprivate var isWord: Bool {
        (1...20).contains(utf8.count) && utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
    }
}
