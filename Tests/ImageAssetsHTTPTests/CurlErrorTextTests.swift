import Foundation
import Testing

@testable import ImageAssetsHTTP

@Suite("libcurl's errors")
struct CurlErrorTextTests {
    private static let route = URL(string: "https://a.example/v1/images/edits").map { Route(to: $0) }

    private func error(
        _ code: Int32, systemError: Int32 = 0, proxyStatus: Int = 0, certificateFault: Int = 0, hasBegun: Bool = false,
        _ text: String, proxy: String? = nil
    ) throws -> TransportError? {
        var route = try #require(Self.route)
        route.proxy = proxy.map { Network.Proxy(url: $0, variable: "HTTPS_PROXY") }
        return TransportError(
            curlCode: code, systemError: systemError, proxyStatus: proxyStatus, certificateFault: certificateFault,
            hasBegun: hasBegun, text: text, route: route)
    }

    @Test(
        "are told apart by whether the request began, by code, and in what cannot cost anything by text",
        arguments: [
            (1, true, "Received HTTP/0.9 when not allowed", "broken"),
            (1, true, "Unsupported HTTP/1 subversion in response", "broken"),
            (1, true, "Unsupported HTTP version in response", "broken"),
            (1, false, "Protocol \"gopher\" not supported or disabled in libcurl", "impossible"),
            (3, false, "URL using bad/illegal format or missing URL", "impossible"),
            (
                4, false, "Unsupported proxy 'https://a', libcurl is built without the HTTPS-proxy support.",
                "impossible"
            ),
            (5, false, "Could not resolve proxy: nowhere", "notConnected"),
            (6, false, "Could not resolve host: nowhere", "notConnected"),
            (7, false, "Failed to connect to example.com port 443 after 1 ms: Network is unreachable", "notConnected"),
            (8, true, "Invalid status line", "broken"),
            (8, false, "Invalid response header", "notConnected"),
            (18, true, "transfer closed with 8 bytes remaining to read", "broken"),
            (28, false, "Connection timed out after 60000 milliseconds", "notConnected"),
            (35, false, "OpenSSL SSL_connect: Connection reset by peer in connection to a:443 ", "notConnected"),
            (35, false, "Recv failure: Connection reset by peer", "notConnected"),
            (35, false, "OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to a:443 ", "notConnected"),
            (35, false, "TLS connect error: error:0A000126:SSL routines::unexpected eof while reading", "notConnected"),
            (
                35, false, "GnuTLS, handshake failed: The TLS connection was non-properly terminated.",
                "notConnected"
            ),
            (35, false, "gnutls_handshake() failed: Handshake failed", "insecure"),
            (35, false, "error:0A00010B:SSL routines::wrong version number", "insecure"),
            (35, false, "OpenSSL/3.0.17: error:0A000410:SSL routines::sslv3 alert handshake failure", "insecure"),
            (52, true, "Empty reply from server", "broken"),
            (55, true, "Send failure: Broken pipe", "broken"),
            (56, true, "Recv failure: Connection reset by peer", "broken"),
            (56, true, "OpenSSL SSL_read: error:0A000126:SSL routines::unexpected eof while reading", "broken"),
            (
                56, true,
                "OpenSSL SSL_read: OpenSSL/3.0.19: error:0A00045C:SSL routines::tlsv13 alert certificate required",
                "broken"
            ),
            (55, true, "SSL_write() returned error error:0A00045C:SSL routines::tlsv13 alert", "broken"),
            (56, true, "GnuTLS recv error (-12): A TLS fatal alert has been received.", "broken"),
            (56, true, "GnuTLS recv error (-110): The TLS connection was non-properly terminated.", "broken"),
            (56, false, "Recv failure: Connection reset by peer", "notConnected"),
            (56, false, "Received HTTP code 407 from proxy after CONNECT", "notConnected"),
            // Whatever the words are: what may have been sent may have been charged.
            (56, true, "CONNECT tunnel failed, response 403", "broken"),
            (35, true, "error:0A00010B:SSL routines::wrong version number", "broken"),
            (60, true, "SSL certificate problem: self-signed certificate", "broken"),
            (56, false, "Proxy CONNECT aborted", "notConnected"),
            (60, false, "SSL certificate problem: self-signed certificate", "insecure"),
            (60, false, "SSL: no alternative certificate subject name matches target host name 'a'", "insecure"),
            (61, true, "Unrecognized content encoding type. libcurl understands deflate, gzip", "undecodable"),
            (77, false, "error setting certificate file: /etc/ssl/certs/ca-certificates.crt", "insecure"),
            (97, false, "proxy handshake error", "notConnected"),
        ] as [(Int32, Bool, String, String)])
    func table(code: Int32, hasBegun: Bool, text: String, kind: String) throws {
        // What is left of an older fault.
        for systemError in [0, code == 7 ? 0 : ECONNRESET] {
            let error = try #require(try error(code, systemError: systemError, hasBegun: hasBegun, text))
            #expect(String(describing: error).hasPrefix(kind), "\(error)")
        }
    }

    @Test(
        "say who refused the connection, the service or a proxy before it",
        arguments: [
            ("Failed to connect to localhost port 1 after 0 ms: Couldn't connect to server", "localhost port 1"),
            ("Failed to connect to ::1 port 1: Connection refused", "::1 port 1"),
            (
                "Failed to connect to a.example:443 over proxy 127.0.0.1 after 0 ms: Could not connect to server",
                "a.example:443 over proxy 127.0.0.1"
            ),
            ("Couldn't connect to server", "a.example port 443"),
        ])
    func refused(text: String, place: String) throws {
        #expect(try error(7, systemError: ECONNREFUSED, text) == .notConnected(place + " refused it"))
    }

    @Test("name the host, the proxy and its variable, and what helps")
    func words() throws {
        let proxy = "http://me:s3cr3t@proxy.example:3128"
        let name = "the proxy proxy.example:3128 (HTTPS_PROXY)"
        #expect(try error(0, hasBegun: true, "") == nil)
        #expect(
            try error(56, hasBegun: true, "Recv failure: Connection reset by peer")
                == .broken("the connection was reset"))
        #expect(try error(6, "x") == .notConnected("the host's name a.example cannot be resolved"))
        #expect(try error(5, "x", proxy: proxy) == .notConnected("the name of \(name) cannot be resolved"))
        #expect(try error(7, systemError: ECONNREFUSED, "x", proxy: proxy) == .notConnected("\(name) refused it"))
        #expect(
            try error(56, proxyStatus: 407, "x", proxy: proxy)
                == .impossible("\(name) refuses the user and the password in HTTPS_PROXY (HTTP 407)"))
        #expect(
            try error(56, proxyStatus: 407, "x", proxy: "http://proxy.example:3128")
                == .impossible(
                    "\(name) wants a user and a password (HTTP 407): write them into HTTPS_PROXY,"
                        + " as http://USER:PASSWORD@HOST:PORT"))
        #expect(
            try error(56, proxyStatus: 407, "x")
                == .impossible(
                    "the proxy wants a user and a password (HTTP 407): write them into the proxy's variable"
                        + " (HTTPS_PROXY or ALL_PROXY), as http://USER:PASSWORD@HOST:PORT"))
        #expect(
            try error(56, proxyStatus: 403, "x", proxy: proxy)
                == .impossible("\(name) does not let it through to a.example port 443: HTTP 403"))
        #expect(
            try error(56, proxyStatus: 503, "x", proxy: proxy)
                == .notConnected("\(name) does not reach a.example port 443: HTTP 503"))
        let wrong = "error:0A00010B:SSL routines::wrong version number"
        #expect(
            try error(35, wrong, proxy: proxy)
                == .insecure("a.example at port 443 does not speak TLS but plain http, it seems (\(wrong))"))
        #expect(
            try error(35, wrong, proxy: "https://proxy.example:3128")
                == .insecure("\(name) does not speak TLS but plain http, it seems (\(wrong))"))
        for fault in [18, 20, 66] {
            #expect(
                try error(60, certificateFault: fault, "x")
                    == .insecure("x; name a file with its issuer's certificate in SSL_CERT_FILE"))
        }
        #expect(try error(60, certificateFault: 10, "expired") == .insecure("expired"))
    }

    @Test(
        "show no password of a proxy",
        arguments: ["ftp://u:s3cr3t@a:80", "u:s3cr3t@a:80", "http://u:s3 cr3t@a:80", "http://u:a/s3cr3t@b@a:80"])
    func password(proxy: String) throws {
        let shown = Network.Proxy(url: proxy, variable: "ALL_PROXY").description
        let error = try error(7, "Unsupported proxy scheme for '\(proxy)', or so")
        for text in [error.map(String.init(describing:)) ?? "", shown] {
            #expect(text.contains("a:80"))
            for word in ["s3", "cr3t", "u:"] { #expect(!text.contains(word), "\(text)") }
        }
    }
}
