import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

extension DoctorWords {
    // MARK: What is committed

    func ofPackage(_ subject: Checkup.Subject) -> Words {
        switch subject {
        case .manifest: manifest
        case .lockfile: lockfile
        case .plan: plan
        default: folder
        }
    }

    private var manifest: Words {
        if let words = told(checkup.manifestFaults) { return words }
        return ("\(facts.manifest) has \(count(facts.images ?? 0, "image"))", nil)
    }

    private var lockfile: Words {
        let file = facts.manifest.lockfile
        switch facts.lockfile {
        case .absent: return ("\(file) is not there yet: the first run writes it", nil)
        case .read(let images): return ("\(file) has \(count(images, "image"))", nil)
        case .conflicted:
            return ("\(file) has the marks of a merge", "`\(commands("generate"))` resolves them and loses no entry.")
        case .faulty: return told(findings(on: .lockfile)) ?? ("\(file) cannot be read", nil)
        }
    }

    /// What was found wrong or odd about it, with its place.
    package func findings(on subject: Checkup.Subject) -> [Finding] {
        guard subject == .manifest || subject == .lockfile else { return [] }
        return facts.findings.filter { ($0.file == facts.manifest.lockfile.text) == (subject == .lockfile) }
    }

    /// The first of them, and how many there are.
    private func told(_ faults: [Finding]) -> Words? {
        guard let first = faults.first?.diagnostic(commands) else { return nil }
        let others = faults.count == 1 ? "" : "\(count(faults.count, "error")), the first is "
        return ("\(others)\(first.place): \(first.message)", first.hint ?? "Nothing is sent before that is right.")
    }

    private var plan: Words {
        let explained = "`\(commands("plan"))` says which and why."
        switch facts.work {
        case .unknown: return ("nobody knows before manifest and lockfile can be read", nil)
        case .nothing: return ("nothing to do", nil)
        case .free: return ("no request needed, but something is to be done", explained)
        case .requests(_, let hold?): return (Note.held(hold).sentence(commands), explained)
        case .requests(let number, nil): return ("\(count(number, "request")) needed, to be paid for", explained)
        }
    }

    private var folder: Words {
        guard let (path, obstacle) = facts.unwritable else { return ("can be written", nil) }
        if facts.isSandboxed && obstacle.isForbidden {
            return ("the sandbox of check-images hides it", Self.withPermission)
        }
        let said = "\(path) cannot be written (\(obstacle.reason))"
        return facts.work == .nothing
            ? ("\(said), and nothing has to be", nil)
            : (said, "Let this user write there, or work on a copy that can be written.")
    }

    /// Where a sandbox hides something.
    static let withPermission = "`swift package generate-images doctor` sees it."

    // MARK: What is not

    func ofStore(_ subject: Checkup.Subject) -> Words {
        switch subject {
        case .store: store
        case .requests: requests
        case .disk: disk
        default: run
        }
    }

    private var store: Words {
        switch facts.store {
        case .absent: return ("\(StoreFolder.name) is not there yet: the first run makes it", nil)
        case .refused(let reason):
            return (reason, "No run made it so: look who put it there, and move it away.")
        case .counted(let size):
            let most = size.isWhole ? "" : "more than "
            let candidates = size.candidates == 0 ? "" : " (\(size.candidates) to choose from)"
            return (
                "\(StoreFolder.name) has \(most)\(size.bytes.asByteCount) in \(count(size.files, "file")), "
                    + "\(count(size.results, "result"))\(candidates)", nil
            )
        }
    }

    private static let unseen = "not looked at, as the store is refused"

    private var requests: Words {
        switch facts.journal {
        case .read(0, 0): return ("none unfinished, none that may have been charged for no image", nil)
        case .read(let unfinished, let charged):
            let parts = [
                unfinished > 0 ? "\(count(unfinished, "attempt")) unfinished" : nil,
                charged > 0 ? "\(count(charged, "attempt")) that may have been charged for no image" : nil,
            ]
            return (parts.compactMap { $0 }.joined(separator: ", "), "`\(commands("usage"))` lists them.")
        case .unread(let reason): return (reason, "Make it readable: what was asked for stands there.")
        case .long(let bytes): return ("the journal has \(bytes.asByteCount), too much to be read here", nil)
        case .unknown: return (Self.unseen, nil)
        }
    }

    private var disk: Words {
        guard let room = facts.room else { return ("the system does not tell what is free", nil) }
        if room >= facts.leastRoom { return ("\(room.asByteCount) free", nil) }
        return (
            "only \(room.asByteCount) free, and nothing is sent with less than \(facts.leastRoom.asByteCount)",
            "Make room: `\(commands("prune --store"))` drops old results."
        )
    }

    private var run: Words {
        switch facts.otherRun {
        case .none: return ("no other is at work on \(facts.manifest)", nil)
        case .underWay(let holder):
            return ("\(holder) is at work on \(facts.manifest)", "`\(commands("generate"))` waits until it has ended.")
        case .unseen(let reason): return (reason, "No run made it so: look who put it there, and move it away.")
        case .unknown: return (Self.unseen, nil)
        }
    }
}
