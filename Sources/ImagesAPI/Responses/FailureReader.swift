import Foundation
import ImageAssets

/// Reads an answer with a status of failure: whose fault it is, and one line for people.
struct FailureReader: Sendable {
    let key: APIKey
    /// What was asked for: servers repeat it in their messages, and its words say nothing of the account.
    var prompt = ""

    static let quotaWords = [
        "insufficient_quota", "billing_hard_limit_reached", "insufficient_user_quota", "insufficient_balance",
        "insufficient balance", "exceeded your current quota", "billing hard limit", "billing_not_active",
    ]
    static let moderationWords = [
        "moderation_blocked", "content_policy_violation", "image_generation_user_error", "safety system",
    ]

    func failure(_ response: HTTPResponse, askedWait: Double?) -> ImageFailure {
        if (300..<400).contains(response.status) {
            return failure(.rejected, response, "\(title(response.status)): \(redirect(response))")
        }
        let body = ErrorBody(response.body)
        let text = text(of: body)
        var code = code(status: response.status, body)
        var title = title(response.status)
        if let askedWait, askedWait > RetryPolicy.longestWait, code == .server || code == .rateLimited {
            code = .rateLimited
            title +=
                ", and the server asks to wait \(askedWait.rounded(.up).plainText) s"
                + " (at most \(RetryPolicy.longestWait.plainText) s are waited)"
        }
        return failure(
            code, response, text.isEmpty ? title : "\(title): \(text)",
            parameter: code == .rejected ? body.parameter.map { SafeLine(key: key).line($0) } : nil
        )
    }

    /// - Parameters:
    ///   - what: what the answer is or holds where an image should be.
    ///   - body: what it says.
    func failure(insteadOfImage what: String, _ body: ErrorBody, _ response: HTTPResponse) -> ImageFailure {
        let text = text(of: body)
        let code: ImageFailure.Code =
            says(body, Self.quotaWords) ? .quota : says(body, Self.moderationWords) ? .moderation : .malformedResponse
        return failure(
            code, response, "the server answered \(response.status) with \(what)\(text.isEmpty ? "" : ": " + text)")
    }

    func failure(
        _ code: ImageFailure.Code, _ response: HTTPResponse, _ text: String, parameter: String? = nil
    ) -> ImageFailure {
        let id = requestID(of: response)
        let message = SafeLine(key: key).line(text, ending: id.map { " (request id \($0))" } ?? "")
        return ImageFailure(code, status: response.status, message, parameter: parameter, serverRequestID: id)
    }

    private func says(_ body: ErrorBody, _ words: [String]) -> Bool {
        body.says(words, besides: prompt)
    }

    private func code(status: Int, _ body: ErrorBody) -> ImageFailure.Code {
        if status == 402 || says(body, Self.quotaWords) { return .quota }
        if says(body, Self.moderationWords) { return .moderation }
        switch status {
        case 401, 403: return .unauthorized
        case 429: return .rateLimited
        case 408, 409, 425, 500...599: return .server
        default: return .rejected
        }
    }

    /// The message alone, so that a page around it does not take the place of what is said before it.
    private func text(of body: ErrorBody) -> String {
        let message = SafeLine(key: key).text(body.message)
        return message.isEmpty
            ? [body.code, body.type].filter { !["", "0"].contains($0) }.joined(separator: ", ") : message
    }

    private func title(_ status: Int) -> String {
        "HTTP \(status)" + (Self.titles[status].map { " " + $0 } ?? "")
    }

    private static let titles = [
        400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict", 413: "Content Too Large",
        415: "Unsupported Media Type", 422: "Unprocessable Content", 425: "Too Early", 429: "Too Many Requests",
        500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
        524: "A Timeout Occurred",
    ]

    private func redirect(_ response: HTTPResponse) -> String {
        let target = response.header("Location").flatMap { URLComponents(string: $0)?.host }
        return "the server redirects\(target.map { " to " + $0 } ?? ""), and redirects are never followed;"
            + " give the final address by --base-url"
    }

    /// The server's own name for the exchange, by which its operators find it.
    func requestID(of response: HTTPResponse) -> String? {
        for name in ["x-request-id", "request-id", "x-oneapi-request-id", "x-amzn-requestid", "cf-ray"] {
            guard let value = response.header(name) else { continue }
            let plain = value.unicodeScalars.filter { ("!"..."~").contains($0) }
            let id = key.redacted(from: String(String.UnicodeScalarView(plain.prefix(80))))
            if !id.isEmpty { return id }
        }
        return nil
    }
}
