import CImageAssetsCurl
import ImageAssetsSystem

/// The way to a server, looked at before anything is sent: nothing in it is secret.
package struct NetworkLook: Sendable {
    package struct Proxy: Sendable, Hashable {
        /// `proxy.example:3128`, without user and password.
        package let place: String
        /// The environment's variable that names it.
        package let variable: String
        /// Why it cannot be used.
        package let fault: String?
    }

    /// Nil: none is used.
    package let proxy: Proxy?
    /// The variable of one that is not used for this server, as it is this machine or `NO_PROXY` names it.
    package let unusedProxy: String?
    /// What `SSL_CERT_FILE` and `SSL_CERT_DIR` name; empty: nothing.
    package let certificates: String
    package let certificateFolder: String

    package init(to origin: Origin, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let network = Network(to: origin, environment: environment)
        proxy = network.proxy.map { Proxy(place: String($0.place), variable: $0.variable, fault: $0.fault) }
        let elsewhere = Origin(host: "", port: origin.port, isLoopback: false)
        let named = Network(to: elsewhere, environment: environment.filter { $0.key.lowercased() != "no_proxy" }).proxy
        unusedProxy = proxy == nil ? named?.variable : nil
        certificates = network.certificates
        certificateFolder = network.certificateFolder
    }
}

/// The system's libcurl, as it is loaded.
package struct LibcurlLook: Sendable, Hashable {
    /// `7.88.1`.
    package let version: String
    /// What it encrypts with: `OpenSSL/3.0.17`. Empty: with nothing.
    package let encryption: String
    /// What it trusts by itself; empty where there is none, or where it does not tell.
    package let certificates: String
    package let certificateFolder: String

    /// - Throws: why it cannot be used, as a request would say it.
    package init() throws(TransportError) {
        if let fault = ccurl_load() { throw .impossible(String(cString: fault)) }
        let words = String(cString: ccurl_version()).split(separator: " ")
        version = String(words.first?.drop { $0 != "/" }.dropFirst() ?? "")
        // What encrypts comes first, where anything does; several have brackets around those that are not in use.
        let ours = words.dropFirst().prefix { !$0.hasPrefix("zlib/") }
        encryption = ours.filter { !$0.hasPrefix("(") }.first.map(String.init) ?? ""
        let size = 4_096
        var (file, folder) = ([CChar](repeating: 0, count: size), [CChar](repeating: 0, count: size))
        ccurl_system_certificates(&file, &folder, size)
        certificates = Self.text(file)
        certificateFolder = Self.text(folder)
    }

    private static func text(_ bytes: [CChar]) -> String {
        bytes.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
