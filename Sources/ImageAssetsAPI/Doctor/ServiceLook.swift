import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem

/// Looks at what a request would meet, by the very rules that a request follows.
package struct ServiceLook: Sendable {
    private let baseURL: String?
    private let keyFile: String?
    private let environment: [String: String]
    private let readKeyFile: @Sendable (String) throws(KeyFileFault) -> String
    private let isOnline: Bool

    /// - Parameters:
    ///   - baseURL: what `--base-url` names.
    ///   - keyFile: what `--key-file` names.
    ///   - isOnline: whether the service is asked if it takes the key.
    package init(
        baseURL: String?, keyFile: String?, isOnline: Bool,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        readKeyFile: @escaping @Sendable (String) throws(KeyFileFault) -> String
    ) {
        self.baseURL = baseURL
        self.keyFile = keyFile
        self.isOnline = isOnline
        self.environment = environment
        self.readKeyFile = readKeyFile
    }

    /// - Parameter rules: of the manifest's service; nil where that is not known.
    package func look(_ rules: ServiceRules?) async -> ServiceFacts {
        let library = Result { () throws(TransportError) in try LibcurlLook() }
        var facts = ServiceFacts(
            address: .unknown, key: .unknown, proxy: .unknown, certificates: .unknown, library: Self.told(library))
        if isOnline { facts.answer = .impossible }
        let isElsewhere = baseURL != nil || environment[ServiceEndpoint.baseURLVariable]?.isEmpty == false
        guard rules != nil || isElsewhere else { return facts }
        let endpoint: ServiceEndpoint
        do throws(SettingError) {
            endpoint = try .resolve(rules: rules ?? .bettertoken, baseURLOption: baseURL, environment: environment)
        } catch {
            let source: ServiceFacts.Source =
                baseURL != nil ? .option : .variable(ServiceEndpoint.baseURLVariable)
            facts.address = .refused(error.description, from: source)
            return facts
        }
        facts.address = .known(endpoint.baseURL.text, from: endpoint.source)
        let network = NetworkLook(to: endpoint.baseURL.origin, environment: environment)
        facts.proxy = Self.told(network)
        facts.certificates = certificates(network, try? library.get(), for: endpoint)
        do throws(SettingError) {
            let key = try endpoint.key(in: environment, file: keyFile, reading: readKeyFile)
            facts.key = .found(in: key.source, isFile: key.source != endpoint.keyVariable)
            if isOnline, facts.isPassable {
                facts.answer = await ModelsQuery(endpoint, key, environment: environment).answer()
            }
        } catch {
            facts.key = .refused(error.description)
        }
        return facts
    }

    private static func told(_ library: Result<LibcurlLook, TransportError>) -> ServiceFacts.Library {
        switch library {
        case .success(let look): .loaded(version: look.version, encryption: look.encryption)
        case .failure(.impossible(let reason)): .unusable(SafeLine(key: nil).line(reason))
        case .failure: .unusable("libcurl cannot be loaded")
        }
    }

    private static func told(_ network: NetworkLook) -> ServiceFacts.Proxy {
        if let proxy = network.proxy {
            return proxy.fault.map { .refused($0, variable: proxy.variable) }
                ?? .used(proxy.place, variable: proxy.variable)
        }
        return network.unusedProxy.map { .unused(variable: $0) } ?? .none
    }

    // MARK: Certificates

    private func certificates(
        _ network: NetworkLook, _ library: LibcurlLook?, for endpoint: ServiceEndpoint
    ) -> ServiceFacts.Certificates {
        guard endpoint.baseURL.text.hasPrefix("https:") else { return .unneeded }
        let (file, folder) = (network.certificates, network.certificateFolder)
        if !file.isEmpty, let fault = CertificateLook.fault(ofFile: file) {
            return .useless(file, variable: "SSL_CERT_FILE", fault, isAlone: true)
        }
        let system = system(library)
        // The file is asked first, and the folder only where that vouches for nobody.
        if !folder.isEmpty, let fault = CertificateLook.fault(ofFolder: folder) {
            let isAlone = if case .absent = system { file.isEmpty } else { false }
            return .useless(folder, variable: "SSL_CERT_DIR", fault, isAlone: isAlone)
        }
        if !file.isEmpty { return .given(file, variable: "SSL_CERT_FILE") }
        return folder.isEmpty ? system : .given(folder, variable: "SSL_CERT_DIR")
    }

    /// What libcurl trusts by itself.
    private func system(_ library: LibcurlLook?) -> ServiceFacts.Certificates {
        guard let library, !library.certificates.isEmpty || !library.certificateFolder.isEmpty else {
            return .system(nil)
        }
        if !library.certificates.isEmpty, CertificateLook.fault(ofFile: library.certificates) == nil {
            return .system(library.certificates)
        }
        if !library.certificateFolder.isEmpty, CertificateLook.fault(ofFolder: library.certificateFolder) == nil {
            return .system(library.certificateFolder)
        }
        let places = [library.certificates, library.certificateFolder].filter { !$0.isEmpty }
        return .absent(places.joined(separator: ", "))
    }
}

extension ServiceFacts {
    /// Whether nothing that was seen makes each request fail.
    fileprivate var isPassable: Bool {
        if case .unusable = library { return false }
        if case .refused = proxy { return false }
        if case .useless(_, _, _, isAlone: true) = certificates { return false }
        return true
    }
}
