import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem

/// Reads an answer that brings no image: whose fault it is, and what people are told of it.
struct FailureReader: Sendable {
    let key: APIKey?
    /// What was asked for: its words say nothing of the account.
    var prompt = ""
    /// What it was asked with, for messages that name it.
    var asked: AskedFor?

    /// - Parameters:
    ///   - kind: what an answer with a status of success is or holds.
    ///   - lacksVersion: the base URL names none, which may be why.
    func failure(
        _ response: HTTPResponse, _ body: ErrorBody, askedWait: Double? = nil,
        insteadOfImage kind: UnreadAnswer.Kind? = nil, lacksVersion: Bool = false
    ) -> ImageFailure {
        let status = response.status
        let isFirewall = ![401, 404, 429].contains(status) && body.isPlain && body.says(Vocabulary.firewall)
        var code = code(status, body, isFirewall: isFirewall, askedWait: askedWait)
        let safe = SafeLine(key: key)
        var complaint = Complaint(
            kind.map { .instead($0.mapTexts { safe.line($0) }, status: status, lacksVersion: lacksVersion) }
                ?? .status(response.statusLine))
        complaint.isFirewall = isFirewall && code == .forbidden
        let wait = code == .server || code == .rateLimited ? askedWait ?? 0 : 0
        if wait > RetryPolicy.longestWait {
            complaint.wait = Complaint.Wait(seconds: wait, longest: RetryPolicy.longestWait)
            code = .rateLimited
        }
        if (300..<400).contains(status) {
            let host = response.header("Location").flatMap { URLComponents(string: $0)?.host }
            complaint.said = .redirect(host: host.map { safe.line($0) })
        } else {
            let text = said(body, in: response)
            if !text.isEmpty { complaint.said = .text(safe.line(text)) }
        }
        let (hint, isAlike) = way(out: code, status, body)
        complaint.hint = hint
        let parameter = code == .rejected ? body.parameter.map { safe.line($0) } : nil
        var failure = failure(code, response, .answer(complaint), parameter: parameter)
        if isAlike { failure.stop = .alike }
        if status == 429, wait > RetryPolicy.longestWait { failure.stop = .rateLimited }
        return failure
    }

    /// Made safe by itself, so that a page around it does not take the place of what is said before it.
    private func said(_ body: ErrorBody, in response: HTTPResponse) -> String {
        let safe = SafeLine(key: key)
        let text = safe.text(body.message)
        let isRepeated =
            text.hasPrefix("\(response.status) ")
            || response.statusLine.lowercased() == "\(response.status) \(text.lowercased())"
        // A page's title repeats the status: `502 Bad Gateway`, however it is spelled. Below its headings it may say
        // more.
        guard body.isPlain, isRepeated else { return text }
        let headings = /(?i)<(?:title|h1|address)[^<]*/.byScalars
        let rest = safe.text(body.message.replacing(headings, with: " "))
        let isMore = rest != text && rest.split(separator: " ").count > 2
        return isMore ? rest : text.count <= 48 || rest != text ? "" : text
    }

    func failure(
        _ code: ImageFailure.Code, _ response: HTTPResponse, _ cause: FailureCause, parameter: String? = nil
    ) -> ImageFailure {
        ImageFailure(
            code, status: response.status, cause, parameter: parameter, serverRequestID: requestID(of: response))
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
    private func way(out code: ImageFailure.Code, _ status: Int, _ body: ErrorBody) -> (
        hint: Complaint.Hint?, isAlike: Bool
    ) {
        switch (status, code) {
        case (_, .unauthorized): (key.flatMap { $0.source.isEmpty ? nil : .keySource($0.source) }, false)
        // It may be of a model that one image asks for and another does not.
        case (404, .rejected), (405, .rejected), (410, .rejected):
            (asked?.address, body.parameter == nil && !body.says(["model"]))
        case (400, .rejected), (422, .rejected): wayOut(ofFields: body)
        case (413, _): (asked?.size, false)
        case (511, _): (.signIn, true)
        default: (nil, (300..<400).contains(status) || [407, 525, 526].contains(status))
        }
    }

    /// A field that all send may be refused, where nothing else is: it may also be repeated with the whole request.
    private func wayOut(ofFields body: ErrorBody) -> (hint: Complaint.Hint?, isAlike: Bool) {
        guard let asked else { return (nil, false) }
        let fields = asked.fixedFields.union(["n"])
        let said = body.says(["prompt"]) ? nil : asked.fixedFields.first { body.says([ErrorBody.plain($0[...])]) }
        let field = body.parameter ?? said
        return (field == "response_format" ? .otherRules : nil, field.map(fields.contains) ?? false)
    }

    /// The server's own name for the exchange, by which its operators find it.
    func requestID(of response: HTTPResponse) -> String? {
        ["x-request-id", "request-id", "x-oneapi-request-id", "x-litellm-call-id", "x-amzn-requestid", "cf-ray"].lazy
            .compactMap { response.header($0)?.unicodeScalars.filter { ("!"..."~").contains($0) }.prefix(80) }
            .map { String(String.UnicodeScalarView($0)) }
            .map { key?.redacted(from: $0) ?? $0 }.first { !$0.isEmpty }
    }
}
