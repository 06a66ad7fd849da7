import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

extension Checkup {
    /// What is only wanted where something is written, or where a request is sent, keeps nobody from a run that does
    /// neither.
    package func verdict(on subject: Subject) -> Verdict {
        switch subject {
        case .tool, .libraries: .holds
        case .formats: facts.missingFormats.isEmpty ? .holds : .fails(.invalid)
        case .manifest: manifest
        case .lockfile: facts.lockfile == .faulty ? .fails(.invalid) : .holds
        case .plan: plan
        case .folder: folder
        case .store: if case .refused = facts.store { .fails(.failed) } else { .holds }
        case .requests: requests
        case .disk: disk
        case .run: run
        case .git: git
        case .lfs: largeFiles
        case .address: address
        case .key: key
        case .proxy: proxy
        case .certificates: certificates
        case .libcurl: if case .unusable = facts.service.library { wantedForRequest(.failed) } else { .holds }
        case .online: online
        case .terminal: facts.tool.columns == nil ? .skipped : .holds
        case .permissions: facts.invocation.isPlugin ? .holds : .skipped
        }
    }

    /// Of the way to the service.
    private func wantedForRequest(_ status: ExitStatus?) -> Verdict {
        // Who asks the service whether it takes the key sends something now.
        facts.work.needsRequest || facts.service.answer != .notAsked ? .fails(status) : .skipped
    }

    // MARK: The package

    /// Of the manifest and of the files that it names.
    package var manifestFaults: [Finding] {
        facts.findings.filter { $0.severity == .error && $0.file != facts.manifest.lockfile.text }
    }

    private var manifest: Verdict { facts.images == nil || !manifestFaults.isEmpty ? .fails(.invalid) : .holds }

    private var plan: Verdict {
        switch facts.work {
        case .unknown: .skipped
        case .requests(_, let hold?): hold.stop == nil ? .holds : .fails(.stopped)
        case .nothing, .free, .requests: .holds
        }
    }

    private var disk: Verdict {
        guard let room = facts.room else { return .skipped }
        if room >= facts.leastRoom { return .holds }
        return facts.work.needsRequest ? .fails(.failed) : .skipped
    }

    private var folder: Verdict {
        guard let (_, obstacle) = facts.unwritable else { return .holds }
        if facts.isSandboxed && obstacle.isForbidden { return .skipped }
        return facts.work.needsWriting ? .fails(.failed) : .skipped
    }

    private var requests: Verdict {
        switch facts.journal {
        case .read: .holds
        case .unread: .fails(.failed)
        case .long, .unknown: .skipped
        }
    }

    private var run: Verdict {
        switch facts.otherRun {
        case .none: .holds
        // Whoever comes later waits.
        case .underWay: .fails(nil)
        case .unseen: .fails(.failed)
        case .unknown: .skipped
        }
    }

    private var git: Verdict {
        switch facts.git {
        case .none: .skipped
        case .tracksStore, .takesStore: .fails(nil)
        case .leavesStoreOut: .holds
        }
    }

    private var largeFiles: Verdict {
        let large = facts.largeFiles
        if (large.filtered ?? 0) + large.pointers > 0 { return large.hasProgram ? .holds : .fails(nil) }
        return large.filtered == nil ? .skipped : .holds
    }

    // MARK: The way to the service

    private var address: Verdict {
        switch facts.service.address {
        case .known: .holds
        // A wrong option is wrong usage also when nothing has to be sent.
        case .refused(_, from: .option): .fails(.usage)
        case .refused: wantedForRequest(.usage)
        case .unknown: .skipped
        }
    }

    private var key: Verdict {
        switch facts.service.key {
        case .found: .holds
        case .refused: wantedForRequest(.usage)
        case .unknown: .skipped
        }
    }

    private var proxy: Verdict {
        switch facts.service.proxy {
        case .none, .unused, .used: .holds
        case .refused: wantedForRequest(.failed)
        case .unknown: .skipped
        }
    }

    private var certificates: Verdict {
        switch facts.service.certificates {
        case .unneeded, .system, .given: .holds
        case .useless(_, _, _, isAlone: false): wantedForRequest(nil)
        case .useless, .absent: wantedForRequest(.failed)
        case .unknown: .skipped
        }
    }

    private var online: Verdict {
        switch facts.service.answer {
        case .notAsked, .impossible, .public, .unclear: .skipped
        case .taken: .holds
        // No plugin that only reads may reach the network.
        case .failed(let failure) where failure.progress == .unsent && facts.isSandboxed: .skipped
        case .failed(let failure): .fails(failure.code == .quota ? .stopped : .failed)
        }
    }
}

extension Finding {
    package var file: String {
        switch self {
        case .fault(let diagnostic): diagnostic.file
        case .note(_, let file, _): file
        }
    }
}
