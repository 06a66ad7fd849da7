import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem

/// Reads an answer with a status of failure: whose fault it is, and one line for people.
struct FailureReader: Sendable {
    let key: APIKey?
    /// What was asked for: servers repeat it in their messages, and its words say nothing of the account.
    var prompt = ""

    /// What it was asked with, for messages that name it.
    var asked: AskedFor?

    func failure(_ response: HTTPResponse, askedWait: Double?) -> ImageFailure {
        failure(response, ErrorBody(response.body), askedWait: askedWait)
    }

    func failure(_ response: HTTPResponse, _ body: ErrorBody, askedWait: Double?) -> ImageFailure {
        if (300..<400).contains(response.status) {
            var failure = failure(.rejected, response, "\(title(response.status)): \(redirect(response))")
            failure.stop = .alike
            return failure
        }
        let code = code(response, body, askedWait: askedWait)
        var text = text(of: body)
        // Pages repeat the status that stands before them.
        if isPage(response), Self.repeats(text, response.status) { text = "" }
        var title = title(response.status)
        if code.isFirewall { title += ", a page of a firewall before the service" }
        let isTooLong =
            askedWait.map { $0 > RetryPolicy.longestWait } ?? false
            && (code.code == .server || code.code == .rateLimited)
        if let askedWait, isTooLong {
            title +=
                ", and the server asks to wait \(askedWait.rounded(.up).plainText) s"
                + " (a run waits \(RetryPolicy.longestWait.plainText) s at most)"
        }
        if !text.isEmpty { title += ": \(text)" }
        let hint = hint(response.status, code.code, body)
        var failure = failure(
            isTooLong ? .rateLimited : code.code, response, title, hint: hint.map { "; " + $0 } ?? "",
            parameter: code.code == .rejected ? body.parameter.map { SafeLine(key: key).line($0) } : nil
        )
        if isTooLong && response.status == 429 { failure.stop = .rateLimited }
        if isAlike(response.status, code.code, body) { failure.stop = .alike }
        return failure
    }

    /// - Parameters:
    ///   - what: what the answer is or holds where an image should be.
    ///   - body: what it says.
    func failure(insteadOfImage what: String, _ body: ErrorBody, _ response: HTTPResponse) -> ImageFailure {
        let text = text(of: body)
        let code: ImageFailure.Code =
            says(body, Vocabulary.quota) ? .quota : says(body, Vocabulary.moderation) ? .moderation : .malformedResponse
        return failure(
            code, response, "the server answered \(response.status) with \(what)\(text.isEmpty ? "" : ": " + text)")
    }

    func failure(
        _ code: ImageFailure.Code, _ response: HTTPResponse, _ text: String, hint: String = "",
        parameter: String? = nil
    ) -> ImageFailure {
        let id = requestID(of: response)
        let message = SafeLine(key: key).line(text, ending: hint + (id.map { " (request id \($0))" } ?? ""))
        return ImageFailure(code, status: response.status, message, parameter: parameter, serverRequestID: id)
    }

    private func says(_ body: ErrorBody, _ words: [String]) -> Bool {
        body.says(words, besides: prompt)
    }

    private func code(
        _ response: HTTPResponse, _ body: ErrorBody, askedWait: Double?
    ) -> (code: ImageFailure.Code, isFirewall: Bool) {
        let status = response.status
        let isBusy = status == 429 || (500...599).contains(status)
        // A limit by the minute uses the words of an account's: a short wait beside them tells it apart.
        let isRate =
            isBusy && (askedWait.map { $0 <= RetryPolicy.longestWait } ?? false)
            || status == 429 && says(body, Vocabulary.rate)
        if status == 402 { return (.quota, false) }
        if says(body, Vocabulary.quota) { return (isRate ? .rateLimited : .quota, false) }
        if says(body, Vocabulary.moderation) { return (.moderation, false) }
        if status != 401, status != 404, status != 429, isPage(response), says(body, Vocabulary.firewall) {
            return (.forbidden, true)
        }
        switch status {
        case 401: return (.unauthorized, false)
        case 403: return (says(body, Vocabulary.key) ? .unauthorized : .forbidden, false)
        case 429: return (.rateLimited, false)
        case 408, 409, 425, 500...599: return (.server, false)
        default: return (.rejected, false)
        }
    }

    /// Whether it is none of the service's own answers, which are JSON.
    private func isPage(_ response: HTTPResponse) -> Bool {
        let first = response.body.prefix(512).first { $0 > 0x20 }
        return first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
    }

    /// Whether every other request would be answered so: the address is wrong, or what all of them send.
    private func isAlike(_ status: Int, _ code: ImageFailure.Code, _ body: ErrorBody) -> Bool {
        switch status {
        case 404, 405, 410:
            // Of a model that one image asks for and another does not.
            code == .rejected && body.parameter == nil && !body.says(["model"])
        case 400, 422: code == .rejected && asked?.fixedField(in: body) != nil
        case 407, 511, 525, 526: true
        default: false
        }
    }

    /// What helps, or what people need to know to find out; nil when the message says it all.
    private func hint(_ status: Int, _ code: ImageFailure.Code, _ body: ErrorBody) -> String? {
        switch status {
        case _ where code == .unauthorized:
            return key.flatMap { $0.source.isEmpty ? nil : "the key was read from \($0.source)" }
        case 404, 405, 410:
            guard let url = asked?.url, code == .rejected else { return nil }
            let path = url.path == "/images/generations" || url.path == "/images/edits"
            return "the address was POST \(url.absoluteString)" + (path ? " (does the address lack /v1?)" : "")
        case 413: return asked?.size
        case 400, 422:
            guard code == .rejected, asked?.fixedField(in: body) == "response_format" else { return nil }
            return "\"service\": \"openai\" in the manifest leaves that field out"
        case 511: return "the network wants a sign-in first: open any page in a browser"
        default: return nil
        }
    }

    /// `502 Bad Gateway`, however it is spelled: the title of a page that says no more.
    private static func repeats(_ text: String, _ status: Int) -> Bool {
        text.hasPrefix("\(status) ") && text.count <= 48 || text.lowercased() == titles[status]?.lowercased()
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
        407: "Proxy Authentication Required", 410: "Gone", 415: "Unsupported Media Type", 422: "Unprocessable Content",
        425: "Too Early", 429: "Too Many Requests",
        500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
        511: "Network Authentication Required", 520: "Web Server Returns an Unknown Error", 521: "Web Server Is Down",
        522: "Connection Timed Out", 523: "Origin Is Unreachable", 524: "A Timeout Occurred",
        525: "SSL Handshake Failed",
        526: "Invalid SSL Certificate", 530: "Origin Has No Name",
    ]

    private func redirect(_ response: HTTPResponse) -> String {
        let target = response.header("Location").flatMap { URLComponents(string: $0)?.host }
        return "the server redirects\(target.map { " to " + $0 } ?? ""), and redirects are never followed;"
            + " give the final address by --base-url"
    }

    /// The server's own name for the exchange, by which its operators find it.
    func requestID(of response: HTTPResponse) -> String? {
        for name in [
            "x-request-id", "request-id", "x-oneapi-request-id", "x-litellm-call-id", "x-amzn-requestid", "cf-ray",
        ] {
            guard let value = response.header(name) else { continue }
            let plain = value.unicodeScalars.filter { ("!"..."~").contains($0) }
            let text = String(String.UnicodeScalarView(plain.prefix(80)))
            let id = key?.redacted(from: text) ?? text
            if !id.isEmpty { return id }
        }
        return nil
    }
}
