import Foundation
import ImageAssets
import PNGCoding

/// Reads an answer with a status of success. Whatever keeps it from being an image is an error that names what came instead.
struct AnswerReader: Sendable {
    let failures: FailureReader

    /// An image that is there is taken, whatever is said beside it: it is paid for.
    func image(in response: HTTPResponse) throws(ImageFailure) -> ImageResponse {
        guard let answer = JSONAnswer(response.body) else {
            let body = Self.isReadable(response.body) ? ErrorBody(response.body) : ErrorBody()
            throw failures.failure(insteadOfImage: Self.kind(of: response), body, response)
        }
        do throws(NoImage) {
            let image = try Self.image(in: answer)
            return ImageResponse(
                bytes: try bytes(of: image, in: answer),
                revisedPrompt: answer.string(image["revised_prompt"]).map(revisedPrompt),
                usage: usage((answer.root as? [String: Any])?["usage"]),
                serverRequestID: failures.requestID(of: response)
            )
        } catch {
            let what = Self.isError(answer) ? "an error instead of an image" : error.what
            throw failures.failure(insteadOfImage: what, ErrorBody(inSuccess: answer), response)
        }
    }

    /// What an answer holds where an image should be.
    private struct NoImage: Error {
        let what: String
    }

    /// The first object in `data` that holds an image, else the first at all; some servers give one object instead of a list.
    private static func image(in answer: JSONAnswer) throws(NoImage) -> [String: Any] {
        guard let root = answer.root as? [String: Any] else { throw NoImage(what: "JSON that is no object") }
        guard let data = root["data"], !(data is NSNull) else { throw NoImage(what: "an answer without “data”") }
        if let image = data as? [String: Any], image["b64_json"] is String { return image }
        guard let list = data as? [Any] else { throw NoImage(what: "“data” that is no list") }
        if list.isEmpty { throw NoImage(what: "an empty list in “data”") }
        let images = list.compactMap { $0 as? [String: Any] }
        guard let image = images.first(where: { $0["b64_json"] is String }) ?? images.first else {
            throw NoImage(what: "“data” without an image in it")
        }
        return image
    }

    private func bytes(of image: [String: Any], in answer: JSONAnswer) throws(NoImage) -> Data {
        guard let text = answer.rawString(image["b64_json"]) else { throw NoImage(what: Self.missingPayload(image)) }
        guard !text.isEmpty else { throw NoImage(what: "an empty “b64_json”") }
        guard let bytes = Base64Payload.decode(text) else { throw NoImage(what: "a “b64_json” that is not base64") }
        // What is no image is kept to be looked at, and no file may hold the key.
        guard bytes.starts(with: Self.pngStart) || !failures.key.isContained(in: bytes) else {
            throw NoImage(what: "a “b64_json” that repeats the key")
        }
        return bytes
    }

    /// Enough to tell what was meant to be a PNG, damaged or not.
    private static let pngStart: [UInt8] = [0x89, 0x50, 0x4E, 0x47]

    /// Whether it has an error that is one: some servers write its empty fields into every answer.
    private static func isError(_ answer: JSONAnswer) -> Bool {
        switch (answer.root as? [String: Any])?["error"] {
        case nil, is NSNull: false
        case let text as String: !text.isEmpty
        case let list as [Any]: !list.isEmpty
        case let object as [String: Any]: !object.isEmpty
        case let flag: (flag as? NSNumber)?.boolValue ?? true
        }
    }

    /// No longer than the longest prompt that can be sent: it stands in the lockfile.
    private func revisedPrompt(_ text: String) -> String {
        secrets.withoutSecrets(String(text.prefix(Self.longestPrompt)))
    }

    private static let longestPrompt = 32_000

    private var secrets: SafeLine { SafeLine(key: failures.key) }

    private static func missingPayload(_ image: [String: Any]) -> String {
        if let value = image["b64_json"], !(value is NSNull) { return "a “b64_json” that is no text" }
        if image["url"] is String { return "a “url” only, where the image itself was asked for (“b64_json”)" }
        return "no “b64_json” in the first image"
    }

    private func usage(_ value: Any?) -> String? {
        guard let object = value as? [String: Any],
            let text = try? JSONSerialization.data(
                withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        else { return nil }
        return secrets.withoutSecrets(String(decoding: text, as: UTF8.self))
    }

    /// Whether a body without JSON says something to people.
    private static func isReadable(_ body: Data) -> Bool {
        [.known("text"), .known("an HTML page")].contains(FileKind(body))
    }

    /// What a body without JSON is, for a sentence.
    private static func kind(of response: HTTPResponse) -> String {
        let start = Data(response.body.prefix(512).drop { $0 <= 0x20 })
        if start.isEmpty { return "nothing instead of JSON" }
        if start.starts(with: Self.pngStart) { return "a PNG instead of JSON" }
        if start.starts(with: "data: ".utf8) || start.starts(with: "event:".utf8) {
            return "an event stream instead of JSON"
        }
        return switch FileKind(response.body) {
        case .known("JSON"): "broken or oversized JSON"
        case .known(let name): name + " instead of JSON"
        default: "bytes of no known kind instead of JSON"
        }
    }
}
