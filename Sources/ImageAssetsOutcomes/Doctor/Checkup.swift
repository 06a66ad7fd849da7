import ImageAssetsModel

/// The things that have to hold for a `generate`, each with whether it does.
package struct Checkup: Sendable {
    /// One of them. The raw values are the contract: documents and the text name them so.
    package enum Subject: String, Sendable, CaseIterable {
        case tool, libraries, formats
        case manifest, lockfile, plan, folder, store, requests, disk, run
        case git, lfs
        case address, key, proxy, certificates, libcurl, online
        case terminal, permissions
    }

    package enum Verdict: Sendable, Hashable {
        case holds
        /// It does not, and `generate` would end with this status; nil: it would run all the same.
        case fails(ExitStatus?)
        /// It cannot be known from here, or does not matter now.
        case skipped
    }

    package let facts: DoctorFacts

    package init(_ facts: DoctorFacts) {
        self.facts = facts
    }

    /// What keeps `generate` from running.
    package var obstacles: [Subject] {
        Subject.allCases.filter { if case .fails(.some) = verdict(on: $0) { true } else { false } }
    }

    /// What does not hold and stops nothing.
    package var shortcomings: [Subject] { Subject.allCases.filter { verdict(on: $0) == .fails(nil) } }

    /// What keeps the service from being asked.
    package var wayThere: [Subject] {
        let first: Subject = facts.service.address == .unknown ? .manifest : .address
        return [first, .key, .proxy, .certificates, .libcurl].filter(obstacles.contains)
    }

    /// Whether the service was asked about the key and nothing keeps `generate` from running, but nobody knows whether
    /// it takes the key.
    package var leavesKeyOpen: Bool {
        facts.service.answer != .notAsked && exitStatus == .done && verdict(on: .online) != .holds
    }

    /// As `generate` would end.
    package var exitStatus: ExitStatus {
        .first(
            of: Subject.allCases.compactMap { if case .fails(let status?) = verdict(on: $0) { status } else { nil } })
    }
}
