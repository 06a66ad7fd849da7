import ImageAssets

/// Where requests go, and which variable holds the key for there. It needs no key: a plan can be made without one.
///
/// The manifest chooses among the known services and can do no more: another address comes from the command line or the
/// environment, and takes its key from `IMAGES_API_KEY` alone, so that no pull request can send a key elsewhere.
package struct ServiceEndpoint: Sendable, Hashable {
    package let baseURL: BaseURL
    package let keyVariable: String

    package static let baseURLVariable = "IMAGES_BASE_URL"
    package static let otherKeyVariable = "IMAGES_API_KEY"

    /// An empty variable counts as none: that is how CI systems pass a secret that is not set.
    package static func resolve(
        rules: ServiceRules, baseURLOption: String?, environment: [String: String]
    ) throws(EndpointError) -> ServiceEndpoint {
        if let baseURLOption {
            return try ServiceEndpoint(option: baseURLOption)
        }
        if let variable = environment[baseURLVariable], !variable.isEmpty {
            return try ServiceEndpoint(variable, from: baseURLVariable, keyVariable: otherKeyVariable)
        }
        return try ServiceEndpoint(rules.baseURL, from: "service \(rules.name)", keyVariable: rules.keyVariable)
    }

    /// What `--base-url` names.
    package init(option: String) throws(EndpointError) {
        try self.init(option, from: "--base-url", keyVariable: Self.otherKeyVariable)
    }

    private init(_ text: String, from source: String, keyVariable: String) throws(EndpointError) {
        do {
            baseURL = try BaseURL(text)
        } catch {
            throw EndpointError(source: source, fault: error)
        }
        self.keyVariable = keyVariable
    }

    /// The key for this endpoint, wanted only when a request is needed.
    package func key(in environment: [String: String]) throws(APIKeyError) -> APIKey {
        do {
            return try APIKey(environment[keyVariable] ?? "")
        } catch {
            throw APIKeyError(variable: keyVariable, fault: error)
        }
    }
}

/// A base URL that must not be used: wrong usage. It does not repeat what was given, which may hold a secret.
package struct EndpointError: Error, Sendable, Hashable, CustomStringConvertible {
    /// `--base-url` or the variable's name.
    package let source: String
    package let fault: BaseURL.Fault

    package var description: String {
        switch fault {
        case .notURL:
            "\(source) is not a URL; it looks like https://images.example.com/v1"
        case .scheme:
            "\(source) must begin with https://"
        case .insecure(let host):
            "\(source) is plain http to \(host), which would send the key in clear; use https://"
                + " (http is for localhost, 127.0.0.0/8 and [::1] only)"
        case .user:
            "\(source) holds a user name or password; the key belongs in \(ServiceEndpoint.otherKeyVariable)"
        case .query:
            "\(source) holds a query (“?…”); give the address without it"
        case .fragment:
            "\(source) holds a fragment (“#…”); give the address without it"
        case .operation(let operation):
            "\(source) ends in \(operation); give the part before it"
        }
    }
}

/// A key that is missing or cannot be one. It never shows any of it.
package struct APIKeyError: Error, Sendable, Hashable, CustomStringConvertible {
    package let variable: String
    package let fault: APIKey.Fault

    package var description: String {
        switch fault {
        case .empty:
            "no API key: set \(variable) to the key, or draw stand-ins without one by --placeholder"
        case .character:
            "the key in \(variable) holds a space, a control character or a character beyond ASCII;"
                + " copy it again (it is not shown here)"
        }
    }
}
