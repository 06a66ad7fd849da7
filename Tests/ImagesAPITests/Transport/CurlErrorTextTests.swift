import Foundation
import Testing

@testable import ImagesAPI

@Suite("libcurl's errors")
struct CurlErrorTextTests {
    @Test(
        "are told apart by code, and where one stands for several faults by its text",
        arguments: [
            (1, "Received HTTP/0.9 when not allowed", "broken"),
            (1, "Unsupported HTTP/1 subversion in response", "broken"),
            (1, "Unsupported HTTP version in response", "broken"),
            (1, "Protocol \"gopher\" not supported or disabled in libcurl", "impossible"),
            (3, "URL using bad/illegal format or missing URL", "impossible"),
            (5, "Could not resolve proxy: nowhere", "notConnected"),
            (6, "Could not resolve host: nowhere", "notConnected"),
            (7, "Failed to connect to example.com port 443 after 1 ms: Network is unreachable", "notConnected"),
            (8, "Invalid status line", "broken"),
            (18, "transfer closed with 8 bytes remaining to read", "broken"),
            (28, "Connection timed out after 60000 milliseconds", "notConnected"),
            (35, "OpenSSL SSL_connect: Connection reset by peer in connection to ssl.example.com:443 ", "notConnected"),
            (35, "OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to example.com:443 ", "notConnected"),
            (35, "TLS connect error: error:00000000:lib(0)::reason(0), unexpected eof while reading", "notConnected"),
            (35, "error:0A00010B:SSL routines::wrong version number", "insecure"),
            (35, "OpenSSL/3.0.17: error:0A000410:SSL routines::sslv3 alert handshake failure", "insecure"),
            (52, "Empty reply from server", "broken"),
            (55, "Send failure: Broken pipe", "broken"),
            (56, "Recv failure: Connection reset by peer", "broken"),
            (56, "OpenSSL SSL_read: error:0A000126:SSL routines::unexpected eof while reading, errno 0", "broken"),
            (56, "Received HTTP code 407 from proxy after CONNECT", "notConnected"),
            (56, "CONNECT tunnel failed, response 403", "notConnected"),
            (56, "Proxy CONNECT aborted", "notConnected"),
            (60, "SSL certificate problem: self-signed certificate", "insecure"),
            (60, "SSL: no alternative certificate subject name matches target host name 'a'", "insecure"),
            (61, "Unrecognized content encoding type. libcurl understands deflate, gzip", "undecodable"),
            (77, "error setting certificate file: /etc/ssl/certs/ca-certificates.crt", "insecure"),
            (97, "proxy handshake error", "notConnected"),
        ] as [(Int32, String, String)])
    func table(code: Int32, text: String, kind: String) throws {
        let error = try #require(TransportError(curlCode: code, text: text))
        #expect(String(describing: error).hasPrefix(kind), "\(error)")
    }

    @Test("are told in our own words where those are clearer")
    func words() {
        #expect(TransportError(curlCode: 0, text: "") == nil)
        #expect(
            TransportError(curlCode: 7, systemError: ECONNREFUSED, text: "Failed to connect to localhost")
                == .notConnected("connection refused"))
        #expect(
            TransportError(curlCode: 7, systemError: ECONNREFUSED, text: "Failed to connect to proxy.example")
                == .notConnected("Failed to connect to proxy.example"))
        #expect(TransportError(curlCode: 56, systemError: ECONNRESET, text: "x") == .broken("the connection was reset"))
        #expect(
            TransportError(curlCode: 56, proxyStatus: 407, text: "x") == .notConnected("the proxy refuses it: x"))
    }
}
