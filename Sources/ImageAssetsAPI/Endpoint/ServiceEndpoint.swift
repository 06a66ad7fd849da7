import ImageAssetsModel
import ImageAssetsText

/// Where requests go, and which variable holds the key for there. It needs no key: a plan can be made without one.
///
/// The manifest chooses among the known services and can do no more: another address comes from the command line or the
/// environment, and takes its key from `IMAGES_API_KEY` alone, so that no pull request can send a key elsewhere.
package struct ServiceEndpoint: Sendable, Hashable {
    package let baseURL: BaseURL
    let keyVariable: String
    /// What says where requests go.
    let source: ServiceFacts.Source

    static let baseURLVariable = "IMAGES_BASE_URL"
    static let otherKeyVariable = ServiceRules.otherKeyVariable

    /// An empty variable counts as none: that is how CI systems pass a secret that is not set.
    package static func resolve(
        rules: ServiceRules, baseURLOption: String?, environment: [String: String]
    ) throws(EndpointError) -> ServiceEndpoint {
        if let baseURLOption {
            return try ServiceEndpoint(option: baseURLOption)
        }
        if let variable = environment[baseURLVariable], !variable.isEmpty {
            return try ServiceEndpoint(
                variable, .variable(baseURLVariable), from: baseURLVariable, keyVariable: otherKeyVariable)
        }
        return try ServiceEndpoint(
            rules.baseURL, .service(rules.name), from: "service \(rules.name)", keyVariable: rules.keyVariable)
    }

    /// What `--base-url` names.
    package init(option: String) throws(EndpointError) {
        try self.init(option, .option, from: "--base-url", keyVariable: Self.otherKeyVariable)
    }

    private init(
        _ text: String, _ source: ServiceFacts.Source, from name: String, keyVariable: String
    ) throws(EndpointError) {
        baseURL = try BaseURL(text, from: name)
        self.keyVariable = keyVariable
        self.source = source
    }

    /// The variable that names a file with the key in it, as services for secrets hand one over.
    var keyFileVariable: String { keyVariable + "_FILE" }

    /// The key for this endpoint, wanted only when a request is needed.
    ///
    /// - Parameters:
    ///   - file: what `--key-file` names; it goes before the environment.
    ///   - read: reads such a file.
    package func key(
        in environment: [String: String], file: String? = nil,
        reading read: (String) throws(KeyFileFault) -> String = { path throws(KeyFileFault) in throw .noFile(path) }
    ) throws(APIKeyError) -> APIKey {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let file { return try key(inFile: file, "--key-file", read) }
        if let file = value(keyFileVariable) {
            if value(keyVariable) != nil { throw APIKeyError(source: keyVariable, fault: .twice(keyFileVariable)) }
            return try key(inFile: file, keyFileVariable, read)
        }
        if let text = value(keyVariable) { return try APIKey(text, from: keyVariable) }
        if environment[Style.issueFolderVariable] != nil {
            throw APIKeyError(source: keyVariable, fault: .emptyInXcode)
        }
        // Another server's key is in its own variable, whatever else is set.
        let services = keyVariable == Self.otherKeyVariable ? [] : ServiceRules.all
        let other = services.first { value($0.keyVariable) != nil }
        throw APIKeyError(source: keyVariable, fault: other.map { .ofOther($0.keyVariable, $0.name) } ?? .empty)
    }

    private func key(
        inFile path: String, _ source: String, _ read: (String) throws(KeyFileFault) -> String
    ) throws(APIKeyError) -> APIKey {
        let text: String
        do {
            text = try read(path)
        } catch {
            throw APIKeyError(source: source, fault: .file(error))
        }
        return try APIKey(text, from: source)
    }
}

/// A base URL that must not be used: wrong usage. It does not repeat what was given, which may hold a secret.
package struct EndpointError: Error, Sendable, Hashable, CustomStringConvertible {
    enum Fault: Sendable, Hashable {
        case notURL
        case scheme(String)
        /// Plain http to another machine would send the key in clear.
        case insecure(host: String)
        case user
        case query
        case fragment
        /// The address of an operation instead of the address below which they lie.
        case operation(String)
    }

    /// `--base-url` or the variable's name.
    let source: String
    let fault: Fault

    package var description: String {
        switch fault {
        case .notURL:
            "\(source) is not a URL; it looks like https://images.example.com/v1"
        case .scheme:
            "\(source) must begin with https://"
        case .insecure(let host):
            "\(source) is plain http to \(host), which would send the key unencrypted; use https://"
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
    enum Fault: Sendable, Hashable {
        /// Nothing but white space.
        case empty
        /// There is none, and Xcode, which passes on no variable of a shell, started this.
        case emptyInXcode
        /// There is none, but the variable of another service is set.
        case ofOther(String, String)
        /// A control character, a space or a character beyond ASCII: most often a stray line break or typographic
        /// quote.
        case character
        /// Quotation marks around it, `Bearer ` before it, or a variable's name and `=`: what else came along.
        case quotes, bearer, assignment
        case file(KeyFileFault)
        /// The variable of a file is set too.
        case twice(String)
    }

    /// The variable or option that it was to come from.
    let source: String
    let fault: Fault

    package var description: String {
        switch fault {
        case .empty where source.hasSuffix("_FILE") || source.hasPrefix("--"):
            "the file that \(source) names holds no key"
        case .empty:
            "no API key: set \(source) to the key, or draw placeholders with --placeholder"
        case .emptyInXcode:
            "no API key: name a file that holds it with --key-file FILE, as Xcode passes on no variable of a shell, "
                + "or draw placeholders with --placeholder"
        case .ofOther(let variable, let service):
            "no API key: set \(source) to the key, or draw placeholders with --placeholder; \(variable) is set, and is"
                + " for a manifest with \"service\": \"\(service)\""
        case .character:
            "the key in \(source) holds a space, a control character or a character beyond ASCII;"
                + " copy it again (it is not shown here)"
        case .quotes:
            "the key in \(source) stands in quotation marks: give it without them (it is not shown here)"
        case .bearer: "the key in \(source) begins with “Bearer ”: give only what follows it (it is not shown here)"
        case .assignment:
            "\(source) holds NAME=KEY: give only what follows the “=” (it is not shown here)"
        case .file(let fault): "\(source): \(fault)"
        case .twice(let other): "\(source) and \(other) are both set: unset the one that does not hold the key"
        }
    }
}
