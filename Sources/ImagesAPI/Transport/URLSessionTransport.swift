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
            let (events, continuation) = AsyncStream<TransferEvent>.makeStream()
            let session = URLSession(
                configuration: configuration(isLoopback: baseURL.isLoopback),
                delegate: TransferDelegate(continuation), delegateQueue: nil
            )
            let task = session.dataTask(with: URLRequest(request, limits))
            let watch = Task {
                while !Task.isCancelled {
                    try await Task.sleep(nanoseconds: UInt64(Transfer.tick(limits) * 1e9))
                    continuation.yield(.tick)
                }
            }
            defer {
                watch.cancel()
                // First of all, so that what a flooding server still sends is dropped instead of piled up. Cancelling waits for
                // URLSession's own queue, which can take a second in a flood: not on a thread that tasks share.
                continuation.finish()
                DispatchQueue.global().async { session.invalidateAndCancel() }
            }
            task.resume()
            return try await Transfer.answer(from: events, limits)
        }
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
    fileprivate init(_ request: HTTPRequest, _ limits: HTTPLimits) {
        self.init(url: request.url)
        httpMethod = "POST"
        httpShouldHandleCookies = false
        // URLSession's limit counts from byte to byte, and 60 s would cut off a server that is thinking: ours come first.
        timeoutInterval = limits.total + 60
        for (name, value) in request.headers { setValue(value, forHTTPHeaderField: name) }
        setValue(request.key.authorization, forHTTPHeaderField: "Authorization")
        httpBody = request.body
    }
}

/// Passes on what URLSession reports, in order. Redirects are refused: they would carry the key to another host.
private final class TransferDelegate: NSObject, URLSessionDataDelegate {
    private let events: AsyncStream<TransferEvent>.Continuation

    init(_ events: AsyncStream<TransferEvent>.Continuation) {
        self.events = events
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
        if let response = response as? HTTPURLResponse {
            var headers: [String: String] = [:]
            for (name, value) in response.allHeaderFields {
                if let name = name as? String, let value = value as? String { headers[name] = value }
            }
            events.yield(.head(status: response.statusCode, headers, length: response.expectedContentLength))
        }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        events.yield(.bytes(data))
    }

    /// On Linux a 401 that offers Basic or Digest waits for ever when nobody has a password; its answer is complete by then.
    func urlSession(
        _ session: URLSession, task: URLSessionTask, didReceive challenge: URLAuthenticationChallenge,
        completionHandler: @escaping @Sendable (URLSession.AuthChallengeDisposition, URLCredential?) -> Void
    ) {
        #if canImport(FoundationNetworking)
            events.yield(.end(nil))
            completionHandler(.cancelAuthenticationChallenge, nil)
        #else
            completionHandler(.performDefaultHandling, nil)
        #endif
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let failure = (error as NSError?).map {
            TransportError(urlErrorCode: $0.code, text: $0.localizedDescription)
        }
        events.yield(.end(failure))
        events.finish()
    }
}
