import ImageAssetsHTTP
import ImageAssetsSystem

/// The address that requests are sent below: `https://www.bettertoken.ai/v1`.
///
/// It is https, or http to this machine itself; it holds no user, query or fragment and no closing slash. A value is
/// safe to print.
package struct BaseURL: Sendable, Hashable, CustomStringConvertible {
    package let text: String
    let origin: Origin

    /// White space around it is no fault: it comes along when an address is pasted or read from a file.
    ///
    /// - Parameter source: where it was given, for the error.
    init(_ given: String, from source: String = "") throws(SettingError) {
        func refused(_ fault: Fault) -> SettingError { SettingError(source, .baseURL(fault)) }
        let text = given.trimmed
        // Parsers differ on anything beyond plain URL characters, and a host must not depend on the parser.
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }),
            let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased()
        else { throw refused(.notURL) }
        guard scheme == "https" || scheme == "http" else { throw refused(.scheme(scheme)) }
        guard parts.user == nil, parts.password == nil else { throw refused(.user) }
        let authority = text.dropFirst(scheme.count + 3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let host = parts.host, !host.isEmpty, !authority.contains("%") else { throw refused(.notURL) }
        guard parts.query == nil else { throw refused(.query) }
        guard parts.fragment == nil else { throw refused(.fragment) }
        guard parts.port.map({ (1...65_535).contains($0) }) ?? true else { throw refused(.notURL) }
        origin = Origin(
            host: host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host,
            port: parts.port ?? (scheme == "https" ? 443 : 80), isLoopback: Self.isLoopback(host))
        guard scheme == "https" || origin.isLoopback else { throw refused(.insecure(host: host)) }
        var trimmed = Substring(text)
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        for operation in ["/images/generations", "/images/edits"] where trimmed.hasSuffix(operation) {
            throw refused(.operation(operation))
        }
        self.text = scheme + trimmed.dropFirst(scheme.count)
    }

    /// `localhost`, 127.0.0.0/8 in its plain form, or `[::1]`. Shortened and octal forms of an address do not count.
    private static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        if ["localhost", "::1", "[::1]"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0).map(String.init) == String($0) }
    }

    package var description: String { text }

    /// Whether it ends in a version of the interface, as those of services do.
    var namesVersion: Bool { text.contains(/\/v[0-9][^\/]*$/) }

    func appending(_ path: String) -> URL? { URL(string: text + "/" + path) }
}
