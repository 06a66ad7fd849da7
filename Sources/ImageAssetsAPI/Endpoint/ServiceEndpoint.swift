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
    ) throws(SettingError) -> ServiceEndpoint {
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
    package init(option: String) throws(SettingError) {
        try self.init(option, .option, from: "--base-url", keyVariable: Self.otherKeyVariable)
    }

    private init(
        _ text: String, _ source: ServiceFacts.Source, from name: String, keyVariable: String
    ) throws(SettingError) {
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
    ) throws(SettingError) -> APIKey {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let file { return try key(inFile: file, "--key-file", read) }
        if let file = value(keyFileVariable) {
            if value(keyVariable) != nil { throw SettingError(keyVariable, .key(.twice(keyFileVariable))) }
            return try key(inFile: file, keyFileVariable, read)
        }
        if let text = value(keyVariable) { return try APIKey(text, from: keyVariable) }
        if environment[Style.issueFolderVariable] != nil {
            throw SettingError(keyVariable, .key(.emptyInXcode))
        }
        // Another server's key is in its own variable, whatever else is set.
        let services = keyVariable == Self.otherKeyVariable ? [] : ServiceRules.all
        let other = services.first { value($0.keyVariable) != nil }
        throw SettingError(keyVariable, .key(other.map { .ofOther($0.keyVariable, $0.name) } ?? .empty))
    }

    private func key(
        inFile path: String, _ source: String, _ read: (String) throws(KeyFileFault) -> String
    ) throws(SettingError) -> APIKey {
        let text: String
        do {
            text = try read(path)
        } catch {
            throw SettingError(source, .key(.file(error)))
        }
        return try APIKey(text, from: source)
    }
}
