import Foundation
import Testing

@testable import ImagesAPI

@Suite("libcurl's errors")
struct CurlErrorTextTests {
    @Test(
        "are told apart by code, and where one stands for several faults by its text",
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
            (5, false, "Unsupported proxy syntax in 'http://a:99999'", "impossible"),
            (6, false, "Could not resolve host: nowhere", "notConnected"),
            (7, false, "Failed to connect to example.com port 443 after 1 ms: Network is unreachable", "notConnected"),
            (7, false, "Unsupported proxy scheme for 'ftp://a'", "impossible"),
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
                "insecure"
            ),
            (55, true, "SSL_write() returned error error:0A00045C:SSL routines::tlsv13 alert", "insecure"),
            (56, true, "GnuTLS recv error (-12): A TLS fatal alert has been received.", "insecure"),
            (56, true, "GnuTLS recv error (-110): The TLS connection was non-properly terminated.", "broken"),
            (56, false, "Recv failure: Connection reset by peer", "notConnected"),
            (56, false, "Received HTTP code 407 from proxy after CONNECT", "notConnected"),
            (56, true, "CONNECT tunnel failed, response 403", "notConnected"),
            (56, true, "Proxy CONNECT aborted", "notConnected"),
            (60, false, "SSL certificate problem: self-signed certificate", "insecure"),
            (60, false, "SSL: no alternative certificate subject name matches target host name 'a'", "insecure"),
            (61, true, "Unrecognized content encoding type. libcurl understands deflate, gzip", "undecodable"),
            (77, false, "error setting certificate file: /etc/ssl/certs/ca-certificates.crt", "insecure"),
            (97, false, "proxy handshake error", "notConnected"),
        ] as [(Int32, Bool, String, String)])
    func table(code: Int32, hasBegun: Bool, text: String, kind: String) throws {
        // What is left of an older fault.
        for systemError in [0, code == 7 ? 0 : ECONNRESET] {
            let error = try #require(
                TransportError(curlCode: code, systemError: systemError, hasBegun: hasBegun, text: text))
            #expect(String(describing: error).hasPrefix(kind), "\(error)")
        }
    }

    @Test(
        "say who refused the connection, the service or a proxy before it",
        arguments: [
            ("Failed to connect to localhost port 1 after 0 ms: Couldn't connect to server", " by localhost port 1"),
            ("Failed to connect to ::1 port 1: Connection refused", " by ::1 port 1"),
            (
                "Failed to connect to a.example:443 over proxy 127.0.0.1 after 0 ms: Could not connect to server",
                " by a.example:443 over proxy 127.0.0.1"
            ),
            ("Couldn't connect to server", ""),
        ])
    func refused(text: String, place: String) {
        #expect(
            TransportError(curlCode: 7, systemError: ECONNREFUSED, hasBegun: false, text: text)
                == .notConnected("connection refused" + place))
    }

    @Test("are told in our own words where those are clearer")
    func words() {
        #expect(TransportError(curlCode: 0, hasBegun: true, text: "") == nil)
        #expect(
            TransportError(curlCode: 56, hasBegun: true, text: "Recv failure: Connection reset by peer")
                == .broken("the connection was reset"))
        #expect(
            TransportError(curlCode: 56, proxyStatus: 407, hasBegun: true, text: "x")
                == .notConnected("the proxy does not let it through: x"))
    }

    @Test(
        "show no password of a proxy",
        arguments: ["ftp://u:s3cr3t@a:80", "u:s3cr3t@a:80", "http://u:s3 cr3t@a:80", "http://u:a/s3cr3t@b@a:80"])
    func password(proxy: String) {
        let error = TransportError(
            curlCode: 7, hasBegun: false, text: "Unsupported proxy scheme for '\(proxy)', or so")
        let text = error.map(String.init(describing:)) ?? ""
        #expect(text.contains("…@a:80"))
        for word in ["s3", "cr3t", "u:"] { #expect(!text.contains(word), "\(text)") }
    }
}
