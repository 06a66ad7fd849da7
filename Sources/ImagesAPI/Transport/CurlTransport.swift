import Foundation

extension HTTPTransport {
    /// libcurl, with a connection and a thread for each attempt: requests are few, and each takes a minute or more.
    ///
    /// One connection per attempt, because one that is used again may break under a request that the server has perhaps begun.
    /// Redirects are not followed: they would carry the key to another host. For an endpoint on this machine no proxy is used:
    /// over plain http it would see the key.
    package static func curl(for baseURL: BaseURL) -> HTTPTransport {
        let usesProxies = !baseURL.isLoopback
        return HTTPTransport { request, limits throws(TransportError) in
            let exchange = CurlExchange(consume request, limits, usesProxies: usesProxies)
            return try await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    Thread.detachNewThread {
                        exchange.run { continuation.resume(returning: $0) }
                    }
                }
            } onCancel: {
                exchange.cancel()
            }.get()
        }
    }
}
