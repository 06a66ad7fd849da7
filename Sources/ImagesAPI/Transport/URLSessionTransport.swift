import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

extension HTTPTransport {
    /// URLSession, held to one connection per attempt: on Linux a reused connection that dies is silently opened again and
    /// the headers are sent a second time, which would be an attempt that nobody knows of.
    ///
    /// For an endpoint on this machine proxies are switched off for the whole process: over plain http they would see the key.
    package static func urlSession(for baseURL: BaseURL) -> HTTPTransport {
        if baseURL.isLoopback { bypassProxies() }
        return HTTPTransport { request, limits throws(TransportError) in
            let exchange = Exchange(limits)
            let session = URLSession(
                configuration: configuration(isLoopback: baseURL.isLoopback), delegate: exchange,
                delegateQueue: delegateQueue())
            let task = upload(consume request, limits, in: session)
            let watch = Task {
                while !Task.isCancelled {
                    try await Task.sleep(nanoseconds: UInt64(Transfer(limits).tick * 1e9))
                    exchange.take(.tick)
                }
            }
            defer {
                watch.cancel()
                // Cancelling waits for URLSession's own queue, in a flood for seconds: not on a thread that others need. On Linux
                // `invalidateAndCancel` looks at the session's tasks while that queue may be taking one away, and traps.
                DispatchQueue(label: "image-assets.cancel").async {
                    task.cancel()
                    session.finishTasksAndInvalidate()
                }
            }
            return try await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    exchange.whenEnded { continuation.resume(returning: $0) }
                    task.resume()
                }
            } onCancel: {
                exchange.take(.end(.cancelled))
            }.get()
        }
    }

    /// Hands the body over apart from the request: URLSession copies it, and would keep a request's own as well.
    private static func upload(
        _ request: consuming HTTPRequest, _ limits: HTTPLimits, in session: URLSession
    ) -> URLSessionUploadTask {
        session.uploadTask(with: URLRequest(request, limits), from: request.body)
    }

    /// Elsewhere than on Linux URLSession waits for its delegate by itself.
    private static func delegateQueue() -> OperationQueue? {
        #if canImport(FoundationNetworking)
            InlineQueue()
        #else
            nil
        #endif
    }

    private static func configuration(isLoopback: Bool) -> URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        #if canImport(Darwin)
            if isLoopback { configuration.connectionProxyDictionary = [:] }
        #endif
        return configuration
    }

    /// On Linux URLSession leaves proxies to libcurl, which reads them from the environment and nowhere else.
    private static func bypassProxies() {
        #if canImport(FoundationNetworking)
            let environment = ProcessInfo.processInfo.environment
            let proxies = ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
            guard environment["no_proxy"] != "*", proxies.contains(where: { environment[$0] != nil }) else { return }
            setenv("no_proxy", "*", 1)
        #endif
    }
}

extension URLRequest {
    fileprivate init(_ request: borrowing HTTPRequest, _ limits: HTTPLimits) {
        self.init(url: request.url)
        httpMethod = "POST"
        httpShouldHandleCookies = false
        // URLSession's limit counts from byte to byte, and 60 s would cut off a server that is thinking: ours come first.
        timeoutInterval = limits.total + 60
        for (name, value) in request.headers { setValue(value, forHTTPHeaderField: name) }
        setValue(request.key.authorization, forHTTPHeaderField: "Authorization")
    }
}

/// Takes what URLSession reports where it reports it: each piece is measured against the limits at once, and dropped once the
/// exchange is over.
///
/// Redirects are refused: they would carry the key to another host.
private final class Exchange: NSObject, URLSessionDataDelegate {
    private let lock = NSLock()
    /// Nil once the exchange is over. Touched under the lock only, like the two below.
    nonisolated(unsafe) private var transfer: Transfer?
    nonisolated(unsafe) private var outcome: Transfer.Outcome?
    nonisolated(unsafe) private var receiver: ((Transfer.Outcome) -> Void)?

    init(_ limits: HTTPLimits) {
        transfer = Transfer(limits)
    }

    func take(_ event: TransferEvent) {
        deliver {
            guard let ended = transfer?.take(event) else { return }
            transfer = nil
            outcome = ended
        }
    }

    /// The receiver is called once, at once if the exchange is over already.
    func whenEnded(_ receiver: @escaping (Transfer.Outcome) -> Void) {
        deliver { self.receiver = receiver }
    }

    private func deliver(after change: () -> Void) {
        lock.lock()
        change()
        guard let outcome, let receiver else { return lock.unlock() }
        self.outcome = nil
        self.receiver = nil
        lock.unlock()
        receiver(outcome)
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
    ) {
        take(head: response)
        completionHandler(.allow)
    }

    private func take(head response: URLResponse?) {
        guard let response = response as? HTTPURLResponse else { return }
        var headers: [String: String] = [:]
        for (name, value) in response.allHeaderFields {
            if let name = name as? String, let value = value as? String { headers[name] = value }
        }
        take(.head(status: response.statusCode, headers, length: response.expectedContentLength))
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        take(.bytes(data))
    }

    /// On Linux a 401 that offers Basic or Digest waits for ever when nobody has a password; its answer is complete by then. The
    /// session is cancelled with the exchange, and must not be from here, where its own queue is running.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        #if canImport(FoundationNetworking)
            take(.end(nil))
        #else
            completionHandler(.performDefaultHandling, nil)
        #endif
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        // The head of a redirect that leads nowhere is told only here.
        if error == nil { take(head: task.response) }
        let failure = (error as NSError?).map {
            TransportError(urlErrorCode: $0.code, text: $0.localizedDescription)
        }
        take(.end(failure))
    }
}
