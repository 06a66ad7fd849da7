/// What a request would meet on its way from this machine, without a secret in it.
package struct ServiceFacts: Sendable, Hashable {
    package enum Address: Sendable, Hashable {
        case known(String, from: Source)
        /// In the words of whoever refuses it.
        case refused(String, from: Source)
        /// Only a manifest that can be read tells the service.
        case unknown
    }

    /// What says where requests go.
    package enum Source: Sendable, Hashable {
        case option
        case variable(String)
        case service(String)
    }

    package enum Key: Sendable, Hashable {
        /// What it was read from: a variable, or what names its file.
        case found(in: String, isFile: Bool)
        /// In the words of whoever refuses it, or says that there is none.
        case refused(String)
        /// It depends on the address.
        case unknown
    }

    package enum Proxy: Sendable, Hashable {
        case none
        /// The variable names one that is not used for this address.
        case unused(variable: String)
        case used(String, variable: String)
        case refused(String, variable: String)
        case unknown
    }

    package enum Certificates: Sendable, Hashable {
        /// The address is this machine's, by plain http.
        case unneeded
        /// The system's own; where they are, as far as that is known.
        case system(String?)
        /// What the variable names.
        case given(String, variable: String)
        /// The variable names what has no certificate to give; whether no other file has one that is tried first.
        case useless(String, variable: String, CertificateFault, isAlone: Bool)
        /// Nothing is where the system's own belong.
        case absent(String)
        case unknown
    }

    package enum CertificateFault: Sendable, Hashable {
        /// As the system says it.
        case unreadable(String)
        /// A folder in place of a file, or a file in place of a folder.
        case folder, file
        /// A device, a pipe or the like, which gives nothing twice.
        case special
        case empty
        /// None in PEM, as far as anybody reads.
        case noCertificate
    }

    package enum Library: Sendable, Hashable {
        case loaded(version: String, encryption: String)
        case unusable(String)
    }

    /// What the service said when it was asked whether it takes the key.
    package enum Answer: Sendable, Hashable {
        case notAsked
        /// There was nothing to ask with, or nobody to ask.
        case impossible
        case taken
        /// It tells the same to whoever has no key.
        case `public`
        /// It answered, and whether it takes the key is not known by that.
        case unclear(ImageFailure)
        case failed(ImageFailure)
    }

    package var address: Address
    package var key: Key
    package var proxy: Proxy
    package var certificates: Certificates
    package var library: Library
    package var answer: Answer

    package init(
        address: Address, key: Key, proxy: Proxy, certificates: Certificates, library: Library,
        answer: Answer = .notAsked
    ) {
        self.address = address
        self.key = key
        self.proxy = proxy
        self.certificates = certificates
        self.library = library
        self.answer = answer
    }
}
