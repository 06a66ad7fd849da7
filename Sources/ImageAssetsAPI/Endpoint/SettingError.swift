import ImageAssetsModel

/// What the command line or the environment says of a service and cannot be used: wrong usage. It never shows a key,
/// and of an address, which may hold one, no more than the host or the operation.
package struct SettingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Of what it is, and why that cannot be used.
    enum Fault: Sendable, Hashable {
        case baseURL(BaseURL.Fault)
        case key(APIKey.Fault)
    }

    /// The option or variable that says it.
    let source: String
    let fault: Fault

    init(_ source: String, _ fault: Fault) {
        self.source = source
        self.fault = fault
    }

    package var description: String {
        switch fault {
        case .baseURL(let fault): fault.sentence(about: source)
        case .key(let fault): fault.sentence(about: source)
        }
    }
}

extension BaseURL {
    /// Why an address must not be used.
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

        fileprivate func sentence(about source: String) -> String {
            switch self {
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
}

extension APIKey {
    /// Why there is no key, or none that can be one.
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

        fileprivate func sentence(about source: String) -> String {
            switch self {
            case .empty where source.hasSuffix("_FILE") || source.hasPrefix("--"):
                "the file that \(source) names holds no key"
            case .empty:
                "no API key: set \(source) to the key, or draw placeholders with --placeholder"
            case .emptyInXcode:
                "no API key: name a file that holds it with --key-file FILE, as Xcode passes on no variable of a shell,"
                    + " or draw placeholders with --placeholder"
            case .ofOther(let variable, let service):
                "no API key: set \(source) to the key, or draw placeholders with --placeholder; \(variable) is set, and"
                    + " is for a manifest with \"service\": \"\(service)\""
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
}
