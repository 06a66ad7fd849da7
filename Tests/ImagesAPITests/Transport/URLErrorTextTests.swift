import Foundation
import Testing

@testable import ImagesAPI

@Suite("URLSession's errors")
struct URLErrorTextTests {
    @Test(
        "are told apart by code, and on Linux by libcurl's text",
        arguments: [
            (-1004, "x", "notConnected"), (-1003, "x", "notConnected"), (-1005, "x", "broken"), (-1011, "x", "broken"),
            (-1001, "Connection timed out", "notConnected"), (-999, "cancelled", "cancelled"),
            (-1000, "x", "badAddress"), (-1002, "Received HTTP/0.9 when not allowed", "broken"),
            (-1002, "unsupported URL", "badAddress"),
            (-1002, "Unsupported HTTP/1 subversion in response", "broken"),
            (-1002, "Unsupported response code in HTTP response", "broken"),
            (-1, "Unrecognized or bad HTTP Content or Transfer-Encoding", "undecodable"),
            (-1, "Error while processing content unencoding: incorrect header check", "undecodable"),
            (-1016, "x", "undecodable"), (-1202, "certificate", "insecure"), (-1200, "handshake", "insecure"),
            (-1, "transfer closed with 8 bytes remaining to read", "broken"),
            (-1, "Received HTTP/0.9 when not allowed", "broken"),
            (-1, "SSL certificate problem: self-signed certificate", "insecure"),
            (-1, "SSL: no alternative certificate subject name matches target host name 'a'", "insecure"),
            (-1, "error:0A00010B:SSL routines::wrong version number", "insecure"),
            (-1, "OpenSSL/3.0.17: error:0A000410:SSL routines::sslv3 alert handshake failure", "insecure"),
            (-1, "OpenSSL SSL_read: error:0A000126:SSL routines::unexpected eof while reading, errno 0", "broken"),
            (-1, "OpenSSL SSL_read: Connection reset by peer, errno 104", "broken"),
            (-1, "OpenSSL SSL_connect: Connection reset by peer in connection to ssl.example.com:443 ", "notConnected"),
            (-1, "OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to example.com:443 ", "notConnected"),
            (-1, "Failed to connect to alert.example.com port 443 after 1 ms: Network is unreachable", "notConnected"),
            (-1, "Could not resolve proxy: nowhere", "notConnected"),
        ])
    func table(code: Int, text: String, kind: String) {
        let error = TransportError(urlErrorCode: code, text: text)
        #expect(String(describing: error).hasPrefix(kind), "\(error)")
    }
}
