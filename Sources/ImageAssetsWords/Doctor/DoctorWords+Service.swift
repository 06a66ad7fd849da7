import ImageAssetsModel
import ImageAssetsOutcomes

/// The way to the service. What is wrong is said as `generate` would say it.
extension DoctorWords {
    func ofService(_ subject: Checkup.Subject) -> Words {
        let (message, hint) = seen(subject)
        let verdict = checkup.verdict(on: subject)
        guard verdict == .skipped, isFaulty(subject) else { return (message, hint) }
        return ("\(message) (not wanted now: nothing is to be sent)", nil)
    }

    /// Whether something is wrong with it that does not matter now.
    private func isFaulty(_ subject: Checkup.Subject) -> Bool {
        switch (subject, facts.service.address, facts.service.key, facts.service.proxy, facts.service.certificates) {
        case (.address, .refused, _, _, _), (.key, _, .refused, _, _), (.proxy, _, _, .refused, _): true
        case (.certificates, _, _, _, .useless), (.certificates, _, _, _, .absent): true
        case (.libcurl, _, _, _, _): if case .unusable = facts.service.library { true } else { false }
        default: false
        }
    }

    private func seen(_ subject: Checkup.Subject) -> Words {
        switch subject {
        case .address: (address, nil)
        case .key: (key, nil)
        case .proxy: (proxy, nil)
        case .certificates: certificates
        case .libcurl: (library, nil)
        default: online
        }
    }

    private var address: String {
        switch facts.service.address {
        case .known(let url, .option): "\(url), by --base-url"
        case .known(let url, .variable(let name)): "\(url), by \(name)"
        case .known(let url, .service(let name)): "\(url), the service \(name)"
        case .refused(let reason, _): reason
        case .unknown: "unknown before the manifest can be read"
        }
    }

    private var key: String {
        switch facts.service.key {
        case .found(let source, isFile: true): "in the file that \(source) names"
        case .found(let source, isFile: false): "in \(source)"
        case .refused(let reason): reason
        case .unknown: "its variable depends on the address"
        }
    }

    private var proxy: String {
        switch facts.service.proxy {
        case .none: "none"
        case .unused(let variable): "none for this address, though \(variable) names one"
        case .used(let place, let variable): "\(place), by \(variable)"
        case .refused(let reason, _): reason
        case .unknown: "depends on the address"
        }
    }

    private var certificates: Words {
        switch facts.service.certificates {
        case .unneeded: ("none wanted: plain http to this machine", nil)
        case .system(let place): ("the system's\(place.map { ", \($0)" } ?? "")", nil)
        case .given(let path, let variable): ("\(path), by \(variable)", nil)
        case .useless(let path, let variable, let fault, _):
            ("\(path), by \(variable), \(fault.predicate)", fault.wayOut(variable))
        case .absent(let places):
            (
                "the system has none at \(places)",
                "Install them (Debian, Ubuntu: apt-get install ca-certificates), or name a file in SSL_CERT_FILE."
            )
        case .unknown: ("depend on the address", nil)
        }
    }

    private var library: String {
        switch facts.service.library {
        case .loaded(let version, let encryption): version + (encryption.isEmpty ? " without TLS" : ", \(encryption)")
        case .unusable(let reason): reason
        }
    }

    private static let onlyRequestTells = "Only a request for an image tells."

    private var online: Words {
        switch facts.service.answer {
        case .notAsked: ("not asked: --online asks the service whether it takes the key, at no cost", nil)
        case .impossible: ("not asked: see \(checkup.wayThere.map(\.rawValue).joined(separator: ", "))", nil)
        case .taken: ("the service takes the key; nothing was drawn or billed", nil)
        case .public: ("it lists its models for anybody, which says nothing of the key", Self.onlyRequestTells)
        case .unclear(let failure):
            ("it answers, but not whether it takes the key: \(failure.message)", Self.onlyRequestTells)
        case .failed(let failure) where checkup.verdict(on: .online) == .skipped:
            ("\(failure.message): perhaps the sandbox of check-images", Self.withPermission)
        case .failed(let failure): (failure.message, nil)
        }
    }
}

extension ServiceFacts.CertificateFault {
    fileprivate var predicate: String {
        switch self {
        case .unreadable(let reason): "cannot be read (\(reason))"
        case .folder: "is a folder"
        case .file: "is no folder"
        case .special: "is no regular file"
        case .empty: "is empty"
        case .noCertificate: "holds no certificate in PEM (-----BEGIN CERTIFICATE-----)"
        }
    }

    fileprivate func wayOut(_ variable: String) -> String {
        switch self {
        case .folder: "Name a file with certificates in PEM; SSL_CERT_DIR names a folder. Or unset \(variable)."
        case .file: "Name a folder of certificates in PEM; SSL_CERT_FILE names a file. Or unset \(variable)."
        case .unreadable: "Name one that is there, or unset \(variable)."
        case .special, .empty, .noCertificate: "Name one with certificates in PEM, or unset \(variable)."
        }
    }
}
