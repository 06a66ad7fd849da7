import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem

/// Reads an answer that brings no image: whose fault it is, and one line for people.
struct FailureReader: Sendable {
    let key: APIKey?
    /// What was asked for: its words say nothing of the account.
    var prompt = ""
    /// What it was asked with, for messages that name it.
    var asked: AskedFor?

    /// - Parameter what: what an answer with a status of success is or holds.
    func failure(
        _ response: HTTPResponse, _ body: ErrorBody, askedWait: Double? = nil, insteadOfImage what: String? = nil
    ) -> ImageFailure {
        let status = response.status
        let isFirewall = ![401, 404, 429].contains(status) && body.isPlain && body.says(Vocabulary.firewall)
        var code = code(status, body, isFirewall: isFirewall, askedWait: askedWait)
        let name = response.statusLine
        var title = what.map { "the server answered \(status) with \($0)" } ?? "HTTP \(name)"
        if isFirewall, code == .forbidden { title += ", a page of a firewall before the service" }
        let wait = code == .server || code == .rateLimited ? askedWait ?? 0 : 0
        if wait > RetryPolicy.longestWait {
            title +=
                ", and the server asks to wait \(wait.rounded(.up).plainText) s"
                + " (a run waits \(RetryPolicy.longestWait.plainText) s at most)"
            code = .rateLimited
        }
        let host = response.header("Location").flatMap { URLComponents(string: $0)?.host }.map { " to " + $0 } ?? ""
        let redirect =
            "the server redirects\(host), and redirects are never followed; give the final address by --base-url"
        // Made safe by itself, so that a page around it does not take the place of what is said before it.
        var text = (300..<400).contains(status) ? redirect : SafeLine(key: key).text(body.message)
        // A page's title repeats the status: `502 Bad Gateway`, however it is spelled. Below its headings it may say
        // more.
        if body.isPlain, text.hasPrefix("\(status) ") || name.lowercased() == "\(status) \(text.lowercased())" {
            let headings = /(?i)<(?:title|h1|address)[^<]*/.byScalars
            let rest = SafeLine(key: key).text(body.message.replacing(headings, with: " "))
            let isMore = rest != text && rest.split(separator: " ").count > 2
            text = isMore ? rest : text.count <= 48 || rest != text ? "" : text
        }
        if !text.isEmpty { title += ": \(text)" }
        let (hint, isAlike) = way(out: code, status, body)
        let parameter = code == .rejected ? body.parameter.map { SafeLine(key: key).line($0) } : nil
        var failure = failure(code, response, title, hint: hint.map { "; " + $0 } ?? "", parameter: parameter)
        if isAlike { failure.stop = .alike }
        if status == 429, wait > RetryPolicy.longestWait { failure.stop = .rateLimited }
        return failure
    }

    func failure(
        _ code: ImageFailure.Code, _ response: HTTPResponse, _ text: String, hint: String = "",
        parameter: String? = nil
    ) -> ImageFailure {
        let id = requestID(of: response)
        let message = SafeLine(key: key).line(text, ending: hint + (id.map { " (request id \($0))" } ?? ""))
        return ImageFailure(code, status: response.status, message, parameter: parameter, serverRequestID: id)
    }

    private func code(_ status: Int, _ body: ErrorBody, isFirewall: Bool, askedWait: Double?) -> ImageFailure.Code {
        let isQuota = body.says(Vocabulary.quota)
        // A limit by the minute uses the words of an account's: a short wait beside them tells it apart.
        let isShort = askedWait.map { $0 <= RetryPolicy.longestWait } ?? false
        let isRate =
            isShort && status >= 500
            || status == 429 && (isShort || body.says(Vocabulary.rate)) && !body.says(["perday"])
        let codes: [(Bool, ImageFailure.Code)] = [
            (status == 402 || isQuota && !isRate, .quota), (isQuota, .rateLimited),
            (body.says(Vocabulary.moderation), .moderation), (isFirewall, .forbidden),
            (status == 401 || status == 403 && body.says(Vocabulary.key), .unauthorized), (status == 403, .forbidden),
            (status == 429, .rateLimited), (status < 300, .malformedResponse),
            (status >= 500 || [408, 409, 425].contains(status), .server),
        ]
        return codes.first { $0.0 }?.1 ?? .rejected
    }

    /// What helps, or what people need to know to find out; and whether every other request would be answered so, as
    /// the address is wrong or what all of them send.
    private func way(out code: ImageFailure.Code, _ status: Int, _ body: ErrorBody) -> (hint: String?, isAlike: Bool) {
        switch (status, code) {
        case (_, .unauthorized): (key.flatMap { $0.source.isEmpty ? nil : "the key was read from \($0.source)" }, false)
        // It may be of a model that one image asks for and another does not.
        case (404, .rejected), (405, .rejected), (410, .rejected):
            (asked?.address, body.parameter == nil && !body.says(["model"]))
        case (400, .rejected), (422, .rejected): wayOut(ofFields: body)
        case (413, _): (asked?.size, false)
        case (511, _): ("the network wants a sign-in first: open any page in a browser", true)
        default: (nil, (300..<400).contains(status) || [407, 525, 526].contains(status))
        }
    }

    /// A field that all send may be refused, where nothing else is: it may also be repeated with the whole request.
    private func wayOut(ofFields body: ErrorBody) -> (hint: String?, isAlike: Bool) {
        guard let asked else { return (nil, false) }
        let fields = asked.fixedFields.union(["n"])
        let said = body.says(["prompt"]) ? nil : asked.fixedFields.first { body.says([ErrorBody.plain($0[...])]) }
        let field = body.parameter ?? said
        let hint = "\"service\": \"openai\" in the manifest leaves that field out"
        return (field == "response_format" ? hint : nil, field.map(fields.contains) ?? false)
    }

    /// The server's own name for the exchange, by which its operators find it.
    func requestID(of response: HTTPResponse) -> String? {
        ["x-request-id", "request-id", "x-oneapi-request-id", "x-litellm-call-id", "x-amzn-requestid", "cf-ray"].lazy
            .compactMap { response.header($0)?.unicodeScalars.filter { ("!"..."~").contains($0) }.prefix(80) }
            .map { String(String.UnicodeScalarView($0)) }
            .map { key?.redacted(from: $0) ?? $0 }.first { !$0.isEmpty }
    }
}
