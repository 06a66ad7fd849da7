import CCurl
import Foundation

/// One exchange over libcurl, on the thread that runs it.
final class CurlExchange: Sendable {
    private let request: HTTPRequest
    private let limits: HTTPLimits
    private let usesProxies: Bool

    private let lock = NSLock()
    /// Touched under the lock only, like the one below. Nil before the exchange and after it.
    nonisolated(unsafe) private var handle: OpaquePointer?
    nonisolated(unsafe) private var isCancelled = false

    init(_ request: consuming HTTPRequest, _ limits: HTTPLimits, usesProxies: Bool) {
        self.request = request
        self.limits = limits
        self.usesProxies = usesProxies
    }

    /// Ends the exchange at once. Any thread may call it, at any time.
    func cancel() {
        lock.withLock {
            isCancelled = true
            if let handle { ccurl_wake(handle) }
        }
    }

    /// Returns when all is released; what came of it is delivered as soon as nothing holds that up.
    func run(deliver: (Transfer.Outcome) -> Void) {
        if let fault = ccurl_load() {
            return deliver(.failure(.impossible(String(cString: fault))))
        }
        request.body.withUnsafeBytes { body in
            let reception = Reception(limits)
            guard let handle = open(body, reception) else {
                return deliver(.failure(.notConnected("there is not enough memory for a request")))
            }
            let outcome = drive(handle, reception)
            lock.withLock { self.handle = nil }
            // Whoever gave up does not wait for the resolver; else the connection is closed before anybody goes on.
            let isResolving = ccurl_is_resolving(handle)
            if isResolving { deliver(outcome) }
            withExtendedLifetime(reception) { ccurl_close(handle) }
            if !isResolving { deliver(outcome) }
        }
    }

    private func open(_ body: UnsafeRawBufferPointer, _ reception: Reception) -> OpaquePointer? {
        let handle = request.url.absoluteString.withCString { url in
            var settings = ccurl_request(
                url: url, body: body.baseAddress, body_count: Int64(body.count), uses_proxies: usesProxies,
                take_head_line: { bytes, _, count, context in
                    Reception.take(bytes, count, context) { $0.take(headLine: $1) }
                },
                take_body: { bytes, _, count, context in Reception.take(bytes, count, context) { $0.take(body: $1) } },
                context: Unmanaged.passUnretained(reception).toOpaque())
            return ccurl_open(&settings)
        }
        guard let handle else { return nil }
        var headers = request.headers
        headers["Authorization"] = request.key.authorization
        for (name, value) in headers where !ccurl_add_header(handle, "\(name): \(value)") {
            ccurl_close(handle)
            return nil
        }
        return handle
    }

    private func drive(_ handle: OpaquePointer, _ reception: Reception) -> Transfer.Outcome {
        lock.withLock { self.handle = handle }
        while true {
            if lock.withLock({ isCancelled }) { reception.transfer.end(.cancelled) }
            reception.transfer.look()
            if let outcome = reception.transfer.outcome { return outcome }
            let goesOn = ccurl_step(handle)
            reception.transfer.hasBegun = ccurl_has_begun(handle)
            guard goesOn else {
                reception.transfer.end(TransportError(ccurl_end(handle), hasBegun: reception.transfer.hasBegun))
                continue
            }
            // Rounded up, so that the limit has passed at the end of the wait. No longer than a second, should a wake be lost.
            let patience = Int32(min(1000, reception.transfer.patience * 1000 + 1))
            if reception.transfer.outcome == nil, !ccurl_wait(handle, patience) {
                reception.transfer.end(.broken("waiting for it failed"))
            }
        }
    }
}

/// Where libcurl delivers.
private final class Reception {
    var transfer: Transfer

    init(_ limits: HTTPLimits) {
        transfer = Transfer(limits)
    }

    /// How many bytes were taken: none once the exchange is over, which ends it for libcurl too.
    static func take(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ action: (inout Transfer, UnsafeRawBufferPointer) -> Void
    ) -> Int {
        guard let context else { return 0 }
        let reception = Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue()
        action(&reception.transfer, UnsafeRawBufferPointer(start: bytes, count: count))
        return reception.transfer.outcome == nil ? count : 0
    }
}
