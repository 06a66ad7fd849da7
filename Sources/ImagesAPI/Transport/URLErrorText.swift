import Foundation

extension TransportError {
    /// Reads URLSession's error. On Linux its codes are few: a refused certificate, an unreachable network and a body cut short
    /// all come as “unknown”, and only libcurl's text tells them apart.
    init(urlErrorCode code: Int, text: String) {
        let words = text.lowercased()
        func says(_ any: [String]) -> Bool { any.contains(where: words.contains) }
        switch code {
        case NSURLErrorCancelled:
            self = .cancelled
        // So it is told on Linux that what came is no HTTP that it knows.
        case NSURLErrorUnsupportedURL where says(["http/0.9", "in response", "http response"]):
            self = .broken(text)
        case NSURLErrorBadURL, NSURLErrorUnsupportedURL:
            self = .badAddress("the address cannot be used (\(text))")
        case NSURLErrorCannotDecodeContentData, NSURLErrorCannotDecodeRawData:
            self = .undecodable(text)
        case NSURLErrorCannotConnectToHost:
            self = .notConnected("connection refused")
        case NSURLErrorCannotFindHost, NSURLErrorDNSLookupFailed:
            self = .notConnected("the host's name cannot be resolved")
        case NSURLErrorTimedOut, NSURLErrorNotConnectedToInternet:
            self = .notConnected("no connection came about")
        case NSURLErrorNetworkConnectionLost:
            self = .broken("the connection was reset")
        case NSURLErrorBadServerResponse:
            self = .broken("the server closed the connection without an answer")
        case -1206...(-1200):
            self = .insecure(text)
        case _ where says(["content unencoding", "content-encoding", "bad http content"]):
            self = .undecodable(text)
        case _ where says(["connect tunnel failed", "from proxy after connect"]):
            self = .notConnected("the proxy refuses it: \(text)")
        case _ where says(["failed to connect", "couldn't connect", "could not resolve"]):
            self = .notConnected(text)
        case _ where says(["ssl_connect"]) && says(["reset by peer", "syscall", "unexpected eof"]):
            self = .notConnected(text)
        case _ where says(["certificate", "ssl routines", "alert"]) && !says(["unexpected eof", "reset by peer"]):
            self = .insecure(text)
        default:
            self = .broken(text)
        }
    }
}
