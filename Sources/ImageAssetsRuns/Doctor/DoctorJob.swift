import ImageAssetsComposition
import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsRenditions
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// Looks at all that a `generate` needs. Nothing is written, locked or made, nor is anything run but Git.
package struct DoctorJob: Sendable {
    private let workspace: Workspace
    private let tool: ToolFacts
    private let formats: Set<RenditionFormat>
    private let isSandboxed: Bool
    private let environment: [String: String]
    private let lookAtService: @Sendable (ServiceRules?) async -> ServiceFacts

    /// - Parameters:
    ///   - formats: those that this tool was built to make.
    ///   - isSandboxed: whether a sandbox may hide what could be written or reached without it; nil: macOS has one for
    ///     the plugin that only reads.
    ///   - lookAtService: by the rules of the manifest's service, where they are known.
    package init(
        of workspace: Workspace, tool: ToolFacts, formats: Set<RenditionFormat> = Encoders.formats,
        isSandboxed: Bool? = nil, environment: [String: String] = ProcessInfo.processInfo.environment,
        lookAtService: @escaping @Sendable (ServiceRules?) async -> ServiceFacts
    ) {
        self.workspace = workspace
        self.tool = tool
        self.formats = formats
        self.isSandboxed = isSandboxed ?? (Self.hasSandbox && workspace.invocation == .plugin(isReading: true))
        self.environment = environment
        self.lookAtService = lookAtService
    }

    private static let hasSandbox: Bool = {
        #if os(macOS)
            true
        #else
            false
        #endif
    }()

    /// - Parameter warn: told of what lies damaged in the store.
    package func look(warn: @escaping (Note) -> Void = { _ in }) async -> Checkup {
        let parsed = try? ManifestReader.parse(workspace.manifest, in: workspace.folder, workspace.invocation)
        // A manifest with faults tells its service and the formats that it needs all the same.
        var facts = DoctorFacts(
            tool: tool, invocation: workspace.invocation, formats: formats, isSandboxed: isSandboxed,
            manifest: workspace.manifest, leastRoom: AttemptLedger.leastRoom,
            service: await lookAtService(parsed?.rules))
        let needed = parsed?.drafts.flatMap(\.renditions).compactMap { $0.form?.format } ?? []
        facts.missingFormats = Set(needed).subtracting(formats)
        var names: [PackagePath] = []
        do throws(Diagnostics) {
            let survey = try await Survey(of: workspace, limits: .default, warn: warn)
            await look(at: survey, &facts)
            names = survey.products.flatMap { [$0.output] + $0.references.map(\.path) }
        } catch {
            facts.findings = error.all.map(Finding.fault)
            // Of a manifest that is right beside a lockfile that is not.
            if !error.all.contains(where: { $0.severity == .error && $0.file != workspace.lockfile.text }) {
                facts.images = parsed?.drafts.count
            }
            if error.all.contains(where: { $0.file == workspace.lockfile.text }) {
                facts.lockfile = .faulty
            } else {
                facts.lockfile = lockfile
            }
            names = parsed?.drafts.compactMap(\.output?.value) ?? []
        }
        lookAtStore(&facts)
        facts.unwritable = unwritable(outputs: parsed?.drafts.compactMap(\.output?.value) ?? [])
        lookAtGit(names, &facts)
        return Checkup(facts)
    }

    // MARK: Manifest and lockfile

    private func look(at survey: Survey, _ facts: inout DoctorFacts) async {
        facts.images = survey.products.count
        facts.lockfile = survey.isConflicted ? .conflicted : lockfile
        guard let first = try? survey.plan(RunRequest()) else { return }
        let plan = await survey.pricing(of: first).plan
        facts.findings = await survey.faults(in: plan, limits: .default)
        let names = survey.names(for: plan)
        let isIdle = !survey.isConflicted && plan.steps.allSatisfy(\.isIdle) && names?.action != .written
        facts.work =
            plan.requestsNeeded > 0 ? .requests(plan.requestsNeeded, plan.hold) : isIdle ? .nothing : .free
        let seen = survey.observation
        let assets = survey.products.count { if case .pointer = seen.file(at: $0.output) { true } else { false } }
        let references = Set(survey.products.flatMap(\.pictures).filter(\.isPointer).map(\.path))
        facts.largeFiles.pointers = assets + references.count
    }

    /// By itself, as a manifest that is wrong says nothing of it.
    private var lockfile: DoctorFacts.LockfileState {
        do throws(LockfileError) {
            switch try LockfileOnDisk.Content(try LockfileOnDisk.text(in: workspace), file: workspace.lockfile) {
            case .absent: return .absent
            case .whole(let lockfile): return .read(images: lockfile.images.count)
            case .conflicted: return .conflicted
            }
        } catch {
            return .faulty
        }
    }

    /// Where a run would make files, as far as the folders are there.
    private func unwritable(outputs: [PackagePath]) -> (path: String, obstacle: Obstacle)? {
        var folders = [("the package's folder", workspace.folder.directory)]
        if let store = try? workspace.folder.directory.directoryIfPresent(StoreFolder.name) {
            folders.append((StoreFolder.name, store))
        }
        for parent in Set(([workspace.lockfile] + outputs).compactMap(\.parent)).sorted() {
            if let folder = workspace.folder.existingFolder(parent) { folders.append((parent.text, folder)) }
        }
        for (path, folder) in folders {
            if let obstacle = folder.obstacle { return (path, obstacle) }
        }
        return nil
    }

    // MARK: The store

    private func lookAtStore(_ facts: inout DoctorFacts) {
        let store = workspace.store
        facts.room = store.room ?? workspace.folder.directory.room
        do {
            if try store.verify() { facts.store = try store.size().map { .counted($0) } ?? .absent }
        } catch {
            facts.store = .refused("\(error)")
            (facts.journal, facts.otherRun) = (.unknown, .unknown)
            return
        }
        let journal = Journal(in: store)
        if journal.isLong {
            facts.journal = .long(byteCount: journal.byteCount)
        } else {
            do {
                let attempts = try journal.history().attempts.filter(\.wasSent)
                facts.journal = .read(
                    unfinished: attempts.count { !$0.isOver },
                    perhapsCharged: attempts.count { $0.isOver && $0.mayBeCharged })
            } catch {
                facts.journal = .unread("\(error)")
            }
        }
        do {
            facts.otherRun = try RunLock.holder(for: workspace.manifest, in: store).map { .underWay($0) } ?? .none
        } catch {
            facts.otherRun = .unseen("\(error)")
        }
    }

    // MARK: Git

    private func lookAtGit(_ names: [PackagePath], _ facts: inout DoctorFacts) {
        facts.largeFiles.hasProgram = workspace.folder.programOutside(named: "git-lfs", environment) != nil
        guard let repository = GitRepository(of: workspace.folder, patience: 5) else { return }
        let probe = "\(StoreFolder.name)/journal.jsonl"
        if repository.tracks(StoreFolder.name) {
            facts.git = .tracksStore
        } else if facts.store == .absent || repository.ignored([probe])?.isEmpty == false {
            // One that a run makes leaves itself out.
            facts.git = .leavesStoreOut
        } else {
            facts.git = .takesStore
        }
        facts.largeFiles.filtered = repository.largeFiles(among: Set(names.map(\.text)).sorted())?.count
    }
}
