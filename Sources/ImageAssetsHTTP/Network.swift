/// What the environment says about the way to a server. It is read here and handed to libcurl, which would else read it
/// itself, by rules that differ between its versions.
struct Network: Sendable, Hashable {
    struct Proxy: Sendable, Hashable {
        /// As it was given; it may hold a password.
        let url: String
        /// The environment's variable that names it.
        let variable: String
    }

    /// Nil: none.
    let proxy: Proxy?
    /// A file and a folder of certificates in place of the system's; empty: none.
    let certificates: String
    let certificateFolder: String

    /// To this machine no proxy is used: over plain http it would see the secret. An empty variable counts as none.
    init(to origin: Origin, environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        certificates = environment["SSL_CERT_FILE"] ?? ""
        certificateFolder = environment["SSL_CERT_DIR"] ?? ""
        let exceptions = ["no_proxy", "NO_PROXY"].compactMap(value).first.map(ProxyExceptions.init)
        let variable = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"].first { value($0) != nil }
        guard !origin.isLoopback, let variable, let url = value(variable),
            exceptions?.cover(host: origin.host, port: origin.port) != true
        else {
            proxy = nil
            return
        }
        proxy = Proxy(url: url.trimmed, variable: variable)
    }
}

extension Network.Proxy: CustomStringConvertible {
    /// Without user and password: `proxy.example:3128 (HTTPS_PROXY)`.
    var description: String { "\(place) (\(variable))" }

    private var scheme: String {
        url.firstRange(of: "://").map { url[..<$0.lowerBound].lowercased() } ?? "http"
    }

    var place: Substring {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let authority = rest.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return authority.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    }

    /// Whether a user, and perhaps a password, stands in its address.
    var namesUser: Bool { url.contains("@") }

    /// Whether the way to the proxy itself is encrypted.
    var isEncrypted: Bool { scheme == "https" }

    /// Why it cannot be used whatever is tried; nil when it may be.
    var fault: String? {
        guard ["http", "https", "socks4", "socks4a", "socks5", "socks5h"].contains(scheme) else {
            return "\(variable) names a proxy of an unknown kind; it looks like http://proxy.example:3128"
        }
        let bare = place.hasPrefix("[") ? place.drop { $0 != "]" }.dropFirst() : place.drop { $0 != ":" }
        guard !place.isEmpty, bare.isEmpty || bare.hasPrefix(":") && (Int(bare.dropFirst()) ?? 0) >= 1,
            (Int(bare.dropFirst()) ?? 1) <= 65_535
        else { return "\(variable) is no proxy's address; it looks like http://proxy.example:3128" }
        return nil
    }
}
