import CImageAssetsCurl
import Synchronization

/// One exchange over libcurl, on the thread that runs it.
final class CurlExchange: Sendable {
    private let request: HTTPRequest
    private let limits: HTTPLimits
    private let network: Network

    private let state = Mutex(State())

    private struct State {
        /// The address of the open handle, which any thread may wake; nil before the exchange and after it.
        var handle: Int?
        var isCancelled = false
    }

    init(_ request: consuming HTTPRequest, _ limits: HTTPLimits, network: Network) {
        self.request = request
        self.limits = limits
        self.network = network
    }

    /// Ends the exchange at once. Any thread may call it, at any time.
    func cancel() {
        state.withLock {
            $0.isCancelled = true
            if let handle = $0.handle.flatMap(OpaquePointer.init(bitPattern:)) { ccurl_wake(handle) }
        }
    }

    /// Returns when all is released; what came of it is delivered as soon as nothing holds that up.
    func run(deliver: (Transfer.Outcome) -> Void) {
        if let fault = ccurl_load() {
            return deliver(.failure(.impossible(String(cString: fault))))
        }
        if let fault = network.proxy?.fault { return deliver(.failure(.impossible(fault))) }
        // It would be a field of its own, or end the head.
        if let field = fields.first(where: { ($0.name + $0.value).utf8.contains { $0 < 0x20 } }) {
            return deliver(.failure(.impossible("the value of \(field.name.debugDescription) holds a line break")))
        }
        request.body.withUnsafeBytes { body in
            // Where the file of certificates vouches for nobody, the folder may; nothing was sent so far.
            if !run(body, asksFolder: false, deliver) { _ = run(body, asksFolder: true, deliver) }
        }
    }

    /// False when the folder of certificates is to be asked too; then nothing is delivered.
    private func run(_ body: UnsafeRawBufferPointer, asksFolder: Bool, _ deliver: (Transfer.Outcome) -> Void) -> Bool {
        let reception = Reception(Transfer(limits, request.reading))
        let handle: OpaquePointer
        do throws(TransportError) {
            handle = try open(body, reception, asksFolder: asksFolder)
        } catch {
            deliver(.failure(error))
            return true
        }
        let outcome = drive(handle, reception)
        state.withLock { $0.handle = nil }
        var isOver = true
        if ccurl_left_out_folder(handle), case .failure(.insecure) = outcome { isOver = false }
        // Whoever gave up does not wait for the resolver; else the connection is closed before anybody goes on.
        let isResolving = ccurl_is_resolving(handle)
        if isResolving { deliver(outcome) }
        withExtendedLifetime(reception) { ccurl_close(handle) }
        if !isResolving && isOver { deliver(outcome) }
        return isOver
    }

    private func open(
        _ body: UnsafeRawBufferPointer, _ reception: Reception, asksFolder: Bool
    ) throws(TransportError) -> OpaquePointer {
        var fault: UnsafePointer<CChar>?
        let handle = withCStrings(request.url.absoluteString, network.proxy?.url ?? "") { url, proxy in
            withCStrings(network.certificates, network.certificateFolder) { file, folder in
                var settings = ccurl_request(
                    method: request.method.ccurl, url: url, body: body.baseAddress, body_count: Int64(body.count),
                    accepts_gzip: request.reading.unpacks, proxy: proxy, certificates: file,
                    certificate_folder: folder, asks_folder: asksFolder,
                    take_head_line: { bytes, _, count, context in
                        Reception.take(bytes, count, context) { $0.take(headLine: $1) }
                    },
                    take_body: { bytes, _, count, context in
                        Reception.take(bytes, count, context) { $0.take(body: $1) }
                    },
                    context: Unmanaged.passUnretained(reception).toOpaque())
                return ccurl_open(&settings, &fault)
            }
        }
        guard let handle else { throw .notConnected(fault.map { String(cString: $0) } ?? "") }
        for (name, value) in fields where !ccurl_add_header(handle, "\(name): \(value)") {
            ccurl_close(handle)
            throw .notConnected("there is not enough memory for a request")
        }
        return handle
    }

    /// In the same order each time.
    private var fields: [(name: String, value: String)] {
        let secret = request.secret.map { [("Authorization", $0.authorization)] } ?? []
        return request.headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + secret
    }

    private func drive(_ handle: OpaquePointer, _ reception: Reception) -> Transfer.Outcome {
        state.withLock { $0.handle = Int(bitPattern: handle) }
        while true {
            if state.withLock({ $0.isCancelled }) { reception.transfer.end(.cancelled) }
            reception.transfer.look()
            if let outcome = reception.transfer.outcome { return outcome }
            let goesOn = ccurl_step(handle)
            reception.transfer.hasBegun = ccurl_has_begun(handle)
            guard goesOn else {
                reception.transfer.end(
                    TransportError(
                        ccurl_end(handle), hasBegun: reception.transfer.hasBegun,
                        route: Route(to: request.url, by: network.proxy)))
                continue
            }
            // Rounded up, so that the limit has passed at the end of the wait. No longer than a second, should a wake
            // be lost.
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

    init(_ transfer: Transfer) {
        self.transfer = transfer
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

extension HTTPRequest.Method {
    fileprivate var ccurl: ccurl_method {
        switch self {
        case .get: CCURL_GET
        case .put: CCURL_PUT
        case .post: CCURL_POST
        }
    }
}

private func withCStrings<Result>(
    _ first: String, _ second: String, _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Result
) -> Result {
    first.withCString { first in second.withCString { body(first, $0) } }
}
