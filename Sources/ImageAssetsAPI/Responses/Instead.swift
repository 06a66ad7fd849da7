import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

extension UnreadAnswer.Kind {
    /// What an answer holds where an image should be, told by its strings and their names.
    init(of response: HTTPResponse, _ outline: AnswerOutline, _ bytes: UnsafeRawBufferPointer, isCut: Bool) {
        let texts = outline.texts.prefix(10_000).filter { !$0.range.isEmpty && $0.range.count < 8_192 }
            .compactMap { text in outline.path(of: text).map { (path: $0, text: bytes.text(text.range)) } }
            .map { (name: PictureSearch.words(in: $0.path.last ?? "").joined(), path: $0.path, text: $0.text) }
        /// The first string whose own name is one of these.
        func named(_ names: [String]) -> String? { texts.first { names.contains($0.name) }?.text }
        let isPending = texts.contains { text in
            ["status", "taskstatus", "state"].contains(text.name)
                && Self.pending.contains(where: text.text.lowercased().contains)
        }
        // Gateways to Midjourney have it as the result, which is neither a picture nor an address.
        let result = named(["result"]).flatMap { $0.firstMatch(of: /^(?=.*\d)[\w-]{8,64}$/.byScalars) }
            .map { String($0.output) }
        let task =
            named(["taskid", "jobid", "predictionid", "generationid"])
            ?? (isPending ? named(["id", "requestid"]) : nil) ?? result
        let link = /https?:\/\/[^\s"'<>()\]]+/.byScalars
        let address = texts.lazy
            .filter { !["message", "msg"].contains($0.name) && !$0.path.contains(where: PictureSearch.isUnwanted) }
            .compactMap { $0.text.firstMatch(of: link)?.output }.first
        let start = bytes.text(0..<min(512, bytes.count)).trimmed
        switch FileKind(response.body) {
        case _ where start.isEmpty: self = .empty
        case .known("an HTML page"), .known("an XML document"): self = .page
        case _ where texts.contains(where: { Self.isError($0.path.first ?? "", $0.text) }): self = .error
        case _ where task != nil: self = .task(id: task ?? "")
        case _ where address != nil:
            self = .address(host: address.flatMap { URLComponents(string: String($0))?.host } ?? "")
        case _ where isCut: self = .cutImage
        // Words and nothing else.
        case _ where named(["message", "msg"]) != nil && texts.allSatisfy { $0.path.count == 1 }: self = .error
        case _ where start.hasPrefix("data:") || start.hasPrefix("event:"): self = .events
        case .known("JSON"), .known("text"):
            if JSONAnswer(response.body) != nil {
                self = .json(members: Array(Set(texts.compactMap(\.path.first))).sorted())
            } else {
                self = start.hasPrefix("{") || start.hasPrefix("[") ? .cutJSON : .text
            }
        default: self = .bytes(encoding: response.header("Content-Encoding"))
        }
    }

    /// Some servers write the fields of an error into every answer.
    private static func isError(_ name: String, _ text: String) -> Bool {
        PictureSearch.words(in: name).contains { ["error", "errors", "detail"].contains($0) }
            && !["0", "ok", "success", "none"].contains(text.lowercased())
    }

    private static let pending = [
        "queue", "pending", "process", "progress", "submit", "start", "running", "created", "wait", "accepted",
    ]
}
