import CCurl
import Foundation

extension TransportError {
    /// Reads how libcurl ended. Nil when the answer is whole.
    init?(_ ending: ccurl_ending) {
        let text = withUnsafeBytes(of: ending.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        self.init(
            curlCode: ending.code, systemError: Int32(truncatingIfNeeded: ending.system_error),
            proxyStatus: Int(ending.proxy_status), text: text)
    }

    /// The codes are those of https://curl.se/libcurl/c/libcurl-errors.html. Where one stands for several kinds of fault, only the
    /// text tells them apart.
    init?(curlCode code: Int32, systemError: Int32 = 0, proxyStatus: Int = 0, text: String) {
        let words = text.lowercased()
        func says(_ any: [String]) -> Bool { any.contains(where: words.contains) }
        let isReset = [ECONNRESET, EPIPE].contains(systemError) || says(["reset by peer", "broken pipe"])
        switch code {
        case 0:
            return nil
        // Not HTTP/1 at all, or an address that is none.
        case 1 where says(["http/0.9", "response"]):
            self = .broken(text)
        case 1, 3:
            self = .impossible("the address cannot be used (\(text))")
        case 5:
            self = .notConnected("the proxy's name cannot be resolved")
        case 6:
            self = .notConnected("the host's name cannot be resolved")
        case 7 where systemError == ECONNREFUSED && !says(["proxy"]):
            self = .notConnected("connection refused")
        case 7, 28:
            self = .notConnected(text)
        case 56 where proxyStatus >= 300 || says(["from proxy after connect", "proxy connect", "connect tunnel"]), 97:
            self = .notConnected("the proxy refuses it: \(text)")
        case 35 where isReset || says(["syscall", "unexpected eof"]):
            self = .notConnected(text)
        case 35, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98:
            self = .insecure(text)
        case 27, 100:
            self = .broken("a line of the answer's head is too long, or memory ran out")
        case 52:
            self = .broken("the server closed the connection without an answer")
        case 55 where isReset, 56 where isReset:
            self = .broken("the connection was reset")
        case 61:
            self = .undecodable(text)
        default:
            self = .broken(text)
        }
    }
}
