import Foundation
import ImageAssets
import PNGCoding

/// Reads an answer with a status of success. Whatever keeps it from being an image is an error that names what came instead.
struct AnswerReader: Sendable {
    let failures: FailureReader

    func image(in response: HTTPResponse) throws(ImageFailure) -> ImageResponse {
        guard let answer = JSONAnswer(response.body) else {
            throw malformed(response, Self.kind(of: response))
        }
        if let error = ErrorBody(inSuccess: answer) {
            throw failures.failure(inSuccess: error, response)
        }
        guard let root = answer.root as? [String: Any] else {
            throw malformed(response, "JSON that is no object")
        }
        guard let list = root["data"], !(list is NSNull) else {
            throw malformed(response, "an answer without “data”")
        }
        guard let list = list as? [Any] else { throw malformed(response, "“data” that is no list") }
        guard let first = list.first else { throw malformed(response, "an empty list in “data”") }
        guard let image = first as? [String: Any] else { throw malformed(response, "“data” without an image in it") }
        guard let text = answer.rawString(image["b64_json"]) else {
            throw malformed(response, Self.missingPayload(image))
        }
        guard !text.isEmpty else { throw malformed(response, "an empty “b64_json”") }
        guard let bytes = Base64Payload.decode(text) else {
            throw malformed(response, "a “b64_json” that is not base64")
        }
        return ImageResponse(
            bytes: bytes, revisedPrompt: answer.string(image["revised_prompt"]).map(revisedPrompt),
            usage: usage(root["usage"]), serverRequestID: failures.requestID(of: response)
        )
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

    private func malformed(_ response: HTTPResponse, _ what: String) -> ImageFailure {
        failures.failure(.malformedResponse, response, "the server answered \(response.status) with \(what)")
    }

    private func usage(_ value: Any?) -> String? {
        guard let object = value as? [String: Any],
            let text = try? JSONSerialization.data(
                withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        else { return nil }
        return secrets.withoutSecrets(String(decoding: text, as: UTF8.self))
    }

    /// What a body without JSON is, for a sentence.
    private static func kind(of response: HTTPResponse) -> String {
        let start = Data(response.body.prefix(512).drop { $0 <= 0x20 })
        if start.isEmpty { return "nothing instead of JSON" }
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return "a PNG instead of JSON" }
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
