import CImageAssetsCurl
import ImageAssetsSystem

extension HTTPTransport {
    /// libcurl, with a connection and a thread for each exchange: they are few, and may take minutes.
    ///
    /// One connection per exchange, because one that is used again may break under a request that the server has
    /// perhaps begun. Redirects are not followed: they would carry the secret to another host.
    ///
    /// - Parameter spawn: runs the job on a thread of its own; false when there can be none.
    package static func curl(
        to origin: Origin, environment: [String: String] = ProcessInfo.processInfo.environment,
        spawn: @escaping @Sendable (Job) -> Bool = { $0.spawn() }
    ) -> HTTPTransport {
        let network = Network(to: origin, environment: environment)
        return HTTPTransport { request, limits throws(TransportError) in
            let exchange = CurlExchange(consume request, limits, network: network)
            return try await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let job = Job { exchange.run { continuation.resume(returning: $0) } }
                    if !spawn(job) {
                        continuation.resume(returning: .failure(.notConnected("no further thread can be started")))
                    }
                }
            } onCancel: {
                exchange.cancel()
            }.get()
        }
    }
}

/// What a thread does.
package final class Job: Sendable {
    private let run: @Sendable () -> Void

    package init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }

    /// Foundation's threads do not say that the system refused to begin them.
    package func spawn() -> Bool {
        let job = Unmanaged.passRetained(self)
        let isRunning = ccurl_spawn(
            { context in
                if let context { Unmanaged<Job>.fromOpaque(context).takeRetainedValue().run() }
            }, job.toOpaque())
        if !isRunning { job.release() }
        return isRunning
    }
}
