import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// The lockfile as a command reads it, and as a run writes it while others may write it too.
package struct LockfileOnDisk {
    private let workspace: Workspace
    /// With this run's changes.
    package private(set) var lockfile: Lockfile
    /// Of what is on disk, as far as this run knows; nil when there is no file, or when nobody meant to write it.
    private var known: SHA256Digest?
    /// Only what this run recorded or dropped; nil drops.
    private var changes: [ImageName: LockEntry?] = [:]
    /// How well an entry fits manifest, disk and store; higher is better.
    private let fit: (ImageName, LockEntry) -> Int

    /// What a lockfile's bytes turn out to be.
    package enum Content: Sendable {
        case absent
        case whole(Lockfile)
        case conflicted(MergeConflict)

        package init(_ source: SourceText?, file: PackagePath) throws(LockfileError) {
            guard let source else {
                self = .absent
                return
            }
            if let conflict = try MergeConflict(parsing: source, file: file) {
                self = .conflicted(conflict)
            } else {
                self = .whole(try Lockfile(parsing: source, file: file))
            }
        }

        package var isConflicted: Bool {
            if case .conflicted = self { true } else { false }
        }

        /// The media types of all references that it names, for those that are Git LFS pointers now.
        package var referenceTypes: [SHA256Digest: ReferenceType] {
            var types: [SHA256Digest: ReferenceType] = [:]
            for lockfile in sides {
                for reference in lockfile.images.values.flatMap(\.recipe.references) {
                    if let digest = reference.sha256 { types[digest] = reference.type }
                }
            }
            return types
        }

        /// Both, when git could not merge them.
        package var sides: [Lockfile] {
            switch self {
            case .absent: []
            case .whole(let lockfile): [lockfile]
            case .conflicted(let conflict): [conflict.ours, conflict.theirs]
            }
        }

        fileprivate func lockfile(by fit: (ImageName, LockEntry) -> Int) -> Lockfile {
            switch self {
            case .absent: Lockfile()
            case .whole(let lockfile): lockfile
            // The entry that fits best, ours where both fit alike.
            case .conflicted(let conflict):
                conflict.merged(
                    takingTheirs: Set(conflict.contested.filter { fit($0, $2) > fit($0, $1) }.map(\.name)))
            }
        }
    }

    /// The text of the lockfile; nil when there is none.
    package static func text(in workspace: Workspace) throws(LockfileError) -> SourceText? {
        try text(of: workspace.lockfile, in: workspace.folder)
    }

    package static func text(of lockfile: PackagePath, in folder: PackageFolder) throws(LockfileError) -> SourceText? {
        do {
            return try folder.text(lockfile)
        } catch {
            if error.fault == .absent { return nil }
            throw LockfileError(lockfile, .unreadable(error.fault))
        }
    }

    package init(
        workspace: Workspace, digest: SHA256Digest?, content: Content, fit: @escaping (ImageName, LockEntry) -> Int
    ) {
        self.workspace = workspace
        self.fit = fit
        known = digest
        lockfile = content.lockfile(by: fit)
    }

    /// Records an image's asset; the renditions that it has, and those of the entry whose asset it takes over, stay.
    package mutating func record(_ entry: LockEntry, for name: ImageName, takingOver former: ImageName? = nil) {
        let orphan = former.flatMap { lockfile.images[$0] }
        set(entry.with(LockedRendition.records(of: lockfile.images[name], besides: orphan)), for: name)
    }

    /// Records a rendition of an image, or with nil that it has none at this path.
    package mutating func record(_ rendition: LockedRendition?, at path: PackagePath, of name: ImageName) {
        guard let entry = lockfile.images[name] else { return }
        var renditions = entry.renditions
        renditions[path] = rendition
        set(entry.with(renditions), for: name)
    }

    private mutating func set(_ entry: LockEntry, for name: ImageName) {
        guard lockfile.images[name] != entry else { return }
        lockfile.images[name] = entry
        changes[name] = .some(entry)
    }

    package mutating func drop(_ name: ImageName) {
        lockfile.images[name] = nil
        changes[name] = .some(nil)
    }

    /// Brings the file up to date. When somebody changed it meanwhile, only this run's changes are merged into what is
    /// there now. An equal file is not touched.
    ///
    /// - Throws: `ChangedMeanwhileError` when that happens between reading and renaming: writing again merges it.
    package mutating func write(by writer: AtomicFile) throws {
        let source = try Self.text(in: workspace)
        let found = source?.data
        let digest = found.map { SHA256Digest(of: $0) }
        if digest != known {
            let content = try Content(source, file: workspace.lockfile)
            lockfile = content.lockfile(by: fit)
            for (name, entry) in changes { lockfile.images[name] = entry }
            known = digest
        }
        if found == nil && lockfile.images.isEmpty { return }
        let text = Data(lockfile.text(for: workspace.manifest).utf8)
        guard text != found.map(Self.withoutCarriageReturns) else { return }
        let shown = workspace.lockfile.text
        let place = try workspace.folder.place(forWriting: workspace.lockfile)
        try writer.replace(place.name, in: place.folder, with: text, shownAs: shown) {
            guard try Self.text(in: workspace)?.data == found else { throw ChangedMeanwhileError(workspace.lockfile) }
        }
        known = SHA256Digest(of: text)
    }

    /// A checkout on Windows may have other line ends, which are no difference worth a write.
    private static func withoutCarriageReturns(_ bytes: Data) -> Data {
        guard bytes.holds("\r\n") else { return bytes }
        return bytes.withUnsafeBytes { buffer in
            var text = Data(capacity: buffer.count)
            var start = 0
            while let end = buffer.find("\r\n", in: start..<buffer.count) {
                text.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
                start = end + 1
            }
            text.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[start...]))
            return text
        }
    }
}
