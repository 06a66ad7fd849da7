import CImageAssetsCurl
import ImageAssetsSystem

/// Where an exchange was to go, for what is said when it ends otherwise.
struct Route {
    let host: String
    let port: Int
    var proxy: Network.Proxy?

    init(to url: URL, by proxy: Network.Proxy? = nil) {
        host = url.host ?? ""
        port = url.port ?? (url.scheme == "http" ? 80 : 443)
        self.proxy = proxy
    }
}

extension TransportError {
    /// Reads how libcurl ended. Nil when the answer is whole.
    ///
    /// - Parameter hasBegun: whether the request may have been sent.
    init?(_ ending: ccurl_ending, hasBegun: Bool, route: Route) {
        let text = withUnsafeBytes(of: ending.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        self.init(
            curlCode: ending.code, systemError: Int32(truncatingIfNeeded: ending.system_error),
            proxyStatus: Int(ending.proxy_status), certificateFault: Int(ending.certificate_fault),
            hasBegun: hasBegun, text: text, route: route)
    }

    /// The codes are those of https://curl.se/libcurl/c/libcurl-errors.html. Whether the request can have had an effect
    /// is decided by `hasBegun` alone. libcurl's words, which differ between versions and between the libraries that it
    /// encrypts with, only tell whether to try again what was never sent, and how to say it.
    init?(
        curlCode code: Int32, systemError: Int32 = 0, proxyStatus: Int = 0, certificateFault: Int = 0, hasBegun: Bool,
        text: String, route: Route
    ) {
        // A proxy's address can hold a password.
        let text = text.replacing(/(?::\/\/.*|[^\s'"]+)@/.byScalars, with: "…@")
        if code == 0 { return nil }
        if hasBegun {
            self = Self.broken(code, text)
        } else if proxyStatus >= 300 {
            self = Self.refused(by: route, status: proxyStatus)
        } else {
            self = Self.unsent(code, systemError, certificateFault, text, route)
        }
    }

    private static func broken(_ code: Int32, _ text: String) -> TransportError {
        switch code {
        case 61: .undecodable(text)
        case 27, 100: .broken("a line of the answer's head is too long, or memory ran out")
        case 52: .broken("the server closed the connection without an answer")
        case 55 where isCut(text), 56 where isCut(text): .broken("the connection was reset")
        default: .broken(text)
        }
    }

    private static func unsent(
        _ code: Int32, _ systemError: Int32, _ certificateFault: Int, _ text: String, _ route: Route
    ) -> TransportError {
        let proxy = route.proxy.map { "the proxy \($0)" } ?? "the proxy"
        switch code {
        case 2, 4: return .impossible("libcurl cannot do it: \(text)")
        case 1, 3: return .impossible("the address cannot be used (\(text))")
        case 5: return .notConnected("the name of \(proxy) cannot be resolved")
        case 6: return .notConnected("the host's name \(route.host) cannot be resolved")
        case 7 where systemError == ECONNREFUSED:
            return .notConnected("\(route.proxy == nil ? place(in: text, route) : proxy) refused it")
        case 35 where isCut(text): return .notConnected(text)
        case 35 where text.lowercased().contains("wrong version number"):
            let side = route.proxy.map { $0.isEncrypted } == true ? proxy : "\(route.host) at port \(route.port)"
            return .insecure("\(side) does not speak TLS but plain http, it seems (\(text))")
        case 60 where issuerIsMissing(certificateFault):
            return .insecure("\(text); name a file with its issuer's certificate in SSL_CERT_FILE")
        case 35, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98: return .insecure(text)
        case 97: return .notConnected("\(proxy) does not let it through: \(text)")
        default: return .notConnected(route.proxy == nil ? text : "\(text), by way of \(proxy)")
        }
    }

    private static func refused(by route: Route, status: Int) -> TransportError {
        let name = route.proxy.map { "the proxy \($0)" } ?? "the proxy"
        let server = "\(route.host) port \(route.port)"
        switch status {
        case 407:
            let variable = route.proxy?.variable ?? "the proxy's variable (HTTPS_PROXY or ALL_PROXY)"
            if route.proxy?.namesUser == true {
                return .impossible("\(name) refuses the user and the password in \(variable) (HTTP 407)")
            }
            return .impossible(
                "\(name) wants a user and a password (HTTP 407): write them into \(variable),"
                    + " as http://USER:PASSWORD@HOST:PORT")
        case 500...599: return .notConnected("\(name) does not reach \(server): HTTP \(status)")
        default: return .impossible("\(name) does not let it through to \(server): HTTP \(status)")
        }
    }

    private static func isCut(_ text: String) -> Bool {
        let words = text.lowercased()
        return ["reset by peer", "broken pipe", "syscall", "unexpected eof", "non-properly terminated"]
            .contains(where: words.contains)
    }

    /// OpenSSL's X509_V_ERR_… for an issuer that is not known, and GnuTLS' flag GNUTLS_CERT_SIGNER_NOT_FOUND.
    private static func issuerIsMissing(_ fault: Int) -> Bool {
        [2, 18, 19, 20, 21].contains(fault) || fault & 64 != 0
    }

    /// Who refused the connection: `localhost port 1`.
    private static func place(in text: String, _ route: Route) -> String {
        guard let start = text.firstRange(of: "Failed to connect to ") else {
            return "\(route.host) port \(route.port)"
        }
        let rest = text[start.upperBound...]
        let ends = [" after ", ": "].compactMap { rest.firstRange(of: $0)?.lowerBound }
        return String(rest[..<(ends.min() ?? rest.endIndex)])
    }
}
