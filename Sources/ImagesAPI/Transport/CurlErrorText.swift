import CCurl
import Foundation

extension TransportError {
    /// Reads how libcurl ended. Nil when the answer is whole.
    ///
    /// - Parameter hasBegun: whether the request may have been sent.
    init?(_ ending: ccurl_ending, hasBegun: Bool) {
        let text = withUnsafeBytes(of: ending.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        self.init(
            curlCode: ending.code, systemError: Int32(truncatingIfNeeded: ending.system_error),
            proxyStatus: Int(ending.proxy_status), hasBegun: hasBegun, text: text)
    }

    /// The codes are those of https://curl.se/libcurl/c/libcurl-errors.html. Where one stands for several kinds of fault, only the
    /// text tells them apart; it differs between versions and between the libraries that libcurl encrypts with.
    init?(curlCode code: Int32, systemError: Int32 = 0, proxyStatus: Int = 0, hasBegun: Bool, text: String) {
        // A proxy's address can hold a password.
        let text = text.replacingOccurrences(of: "(://.*|[^\\s'\"]+)@", with: "…@", options: .regularExpression)
        let words = text.lowercased()
        func says(_ any: [String]) -> Bool { any.contains(where: words.contains) }
        let isCut = says(["reset by peer", "broken pipe", "syscall", "unexpected eof", "non-properly terminated"])
        let isRefused = says(["ssl routines:", "fatal alert", "decryption has failed"])
        switch code {
        case 0:
            return nil
        case 2 where !hasBegun, 4 where !hasBegun:
            self = .impossible("libcurl cannot do it: \(text)")
        // Not HTTP/1 at all, or an address that is none.
        case 1 where says(["http/0.9", "response"]):
            self = hasBegun ? .broken(text) : .notConnected(text)
        case 1, 3:
            self = .impossible("the address cannot be used (\(text))")
        case 5 where says(["unsupported proxy"]), 7 where says(["unsupported proxy"]):
            self = .impossible("the proxy cannot be used: \(text)")
        case 5:
            self = .notConnected("the proxy's name cannot be resolved (\(text))")
        case 6:
            self = .notConnected("the host's name cannot be resolved")
        case 7 where systemError == ECONNREFUSED:
            self = .notConnected("connection refused\(Self.place(in: text))")
        case 35 where !isCut, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98:
            self = .insecure(text)
        case 35:
            self = .notConnected(text)
        // Some versions take the tunnel's beginning for the request's.
        case _ where proxyStatus >= 300 || says(["connect tunnel", "proxy connect", "from proxy after connect"]), 97:
            self = .notConnected("the proxy does not let it through: \(text)")
        case _ where !hasBegun:
            self = .notConnected(text)
        case 27, 100:
            self = .broken("a line of the answer's head is too long, or memory ran out")
        case 52:
            self = .broken("the server closed the connection without an answer")
        case 55 where isCut, 56 where isCut:
            self = .broken("the connection was reset")
        // With TLS 1.3 a server looks at the client's certificate after the handshake.
        case 55 where isRefused, 56 where isRefused:
            self = .insecure(text)
        case 61:
            self = .undecodable(text)
        default:
            self = .broken(text)
        }
    }

    /// Who refused: the service, or a proxy before it. ` by localhost port 1`, or nothing.
    private static func place(in text: String) -> String {
        guard let start = text.range(of: "Failed to connect to ") else { return "" }
        let rest = text[start.upperBound...]
        let ends = [" after ", ": "].compactMap { rest.range(of: $0)?.lowerBound }
        return " by " + rest[..<(ends.min() ?? rest.endIndex)]
    }
}
