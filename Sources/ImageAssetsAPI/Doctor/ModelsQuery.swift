import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// Asks a service for the list of its models, which most give only to a key that they take. Nothing is drawn, and
/// nothing is billed.
struct ModelsQuery: Sendable {
    private let endpoint: ServiceEndpoint
    private let key: APIKey
    private let transport: HTTPTransport

    /// Nobody waits longer for a list, nor reads more of one.
    private static let limits = HTTPLimits(total: 30, bodyBytes: 16 << 20)

    init(
        _ endpoint: ServiceEndpoint, _ key: APIKey, environment: [String: String], transport: HTTPTransport? = nil
    ) {
        self.endpoint = endpoint
        self.key = key
        self.transport = transport ?? .curl(to: endpoint.baseURL.origin, environment: environment)
    }

    func answer(within limits: HTTPLimits = Self.limits) async -> ServiceFacts.Answer {
        let answer = await ask(with: key.authorization, limits)
        guard answer == .taken else { return answer }
        // Some gateways give it to anybody, also with a wrong key.
        switch await ask(with: nil, limits) {
        case .taken: return .public
        // Nobody knows what it says to whoever has no key.
        case .failed(let failure) where !Self.refuses(failure): return .unclear(failure)
        case .unclear(let failure) where !Self.refuses(failure): return .unclear(failure)
        default: return .taken
        }
    }

    /// Whether it is an answer, and one that a key would change.
    private static func refuses(_ failure: ImageFailure) -> Bool {
        ![.transport, .timeout, .server, .rateLimited].contains(failure.code)
    }

    private func ask(with secret: Secret?, _ limits: HTTPLimits) async -> ServiceFacts.Answer {
        guard let url = endpoint.baseURL.appending("models") else { return .impossible }
        let headers = ["Accept": "application/json", "User-Agent": "image-assets/" + ToolVersion.current]
        let request = HTTPRequest(.get, url, headers: headers, secret: secret)
        do throws(TransportError) {
            return read(try await transport.send(request, limits))
        } catch {
            return Self.failure(error, key).map(ServiceFacts.Answer.failed) ?? .impossible
        }
    }

    private static func failure(_ error: TransportError, _ key: APIKey) -> ImageFailure? {
        // Of a run's options, which are not this one's, nothing is said.
        if case .timedOut(let seconds, let unsent) = error {
            return ImageFailure(.timeout, .timedOut(seconds: seconds, isConnected: !unsent, isByOption: false))
        }
        return AttemptReader(key: key, now: TimeSource.system.date).fault(error)?.failure
    }

    /// A status other than of success speaks for itself, whatever becomes of the body, and so does JSON that is whole;
    /// all else is no answer, or none of this interface: an image that was asked for now would not come either.
    private func read(_ response: HTTPResponse) -> ServiceFacts.Answer {
        let answer = Answer(response.body)
        let body = ErrorBody(answer)
        let reader = FailureReader(key: key)
        let isSuccess = (200..<300).contains(response.status)
        if isSuccess, case .json = answer.form, !answer.facts.contains(where: \.isError) { return .taken }
        if isSuccess, let breach = response.breach, let failure = Self.failure(breach, key) { return .failed(failure) }
        let failure: ImageFailure
        if isSuccess, !answer.form.isJSON {
            failure = reader.failure(
                response, body, insteadOfImage: answer.form, lacksVersion: !endpoint.baseURL.namesVersion)
        } else {
            let wait = AskedWait.seconds(in: response, body, now: TimeSource.system.date())
            failure = reader.failure(response, body, askedWait: wait)
        }
        return tells(failure, body) ? .failed(failure) : .unclear(failure)
    }

    /// Whether a request for an image would fare as badly. Servers have no such list, or are asked too often; and a key
    /// may be one that draws and lists nothing.
    private func tells(_ failure: ImageFailure, _ body: ErrorBody) -> Bool {
        if [404, 405, 501].contains(failure.status) || failure.code == .rateLimited { return false }
        return !body.says(["missing scope", "insufficient permissions"])
    }
}

extension UnreadAnswer.Kind {
    fileprivate var isJSON: Bool { if case .json = self { true } else { false } }
}
