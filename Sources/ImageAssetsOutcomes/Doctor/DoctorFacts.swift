import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

/// What `doctor` saw of a package, of this machine and of the way to the service.
package struct DoctorFacts: Sendable {
    // MARK: The tool

    package let tool: ToolFacts
    package let invocation: Invocation
    /// Formats that were built in, and those that the manifest needs and that were not.
    package var formats: Set<RenditionFormat>
    package var missingFormats: Set<RenditionFormat> = []
    /// Whether a sandbox may hide what could be written or reached without it.
    package var isSandboxed: Bool

    // MARK: The package

    package let manifest: PackagePath
    /// All that is wrong with manifest, lockfile and the files that they name.
    package var findings: [Finding] = []
    /// Of the manifest; nil where it cannot be read.
    package var images: Int?
    package var lockfile = LockfileState.absent
    package var work = Work.unknown
    /// The first folder in which something belongs and nothing can be made.
    package var unwritable: (path: String, obstacle: Obstacle)?

    // MARK: The store

    package var store = StoreState.absent
    package var journal = JournalState.read(unfinished: 0, perhapsCharged: 0)
    /// Bytes that are free on its disk; nil: nobody knows.
    package var room: Int?
    /// A run sends nothing with less.
    package let leastRoom: Int
    package var otherRun = OtherRun.none

    // MARK: Git

    package var git = GitState.none
    package var largeFiles = LargeFiles()

    package var service: ServiceFacts

    package init(
        tool: ToolFacts, invocation: Invocation, formats: Set<RenditionFormat>, isSandboxed: Bool,
        manifest: PackagePath, leastRoom: Int, service: ServiceFacts
    ) {
        self.tool = tool
        self.invocation = invocation
        self.formats = formats
        self.isSandboxed = isSandboxed
        self.manifest = manifest
        self.leastRoom = leastRoom
        self.service = service
    }
}

extension DoctorFacts {
    package enum LockfileState: Sendable, Hashable {
        case absent
        case read(images: Int)
        /// With the marks of a merge.
        case conflicted
        case faulty
    }

    /// What a `generate` without options would do.
    package enum Work: Sendable, Hashable {
        /// As nobody can read manifest or lockfile.
        case unknown
        case nothing
        case free
        /// So many requests, unless something holds them back.
        case requests(Int, Hold?)
    }

    package enum StoreState: Sendable, Hashable {
        case absent
        case counted(StoreSize)
        /// As whoever refuses it says.
        case refused(String)
    }

    package enum JournalState: Sendable, Hashable {
        /// Attempts without an outcome, and those that ended and may have been charged though no image came.
        case read(unfinished: Int, perhapsCharged: Int)
        case unread(String)
        /// Too long to be read for this alone.
        case long(byteCount: Int)
        /// The store is refused.
        case unknown
    }

    package enum OtherRun: Sendable, Hashable {
        case none
        case underWay(LockHolder)
        case unseen(String)
        /// The store is refused.
        case unknown
    }

    package enum GitState: Sendable, Hashable {
        /// No Git, or no repository that it reads.
        case none
        case tracksStore
        case takesStore
        case leavesStoreOut
    }

    /// The images and references that are in Git LFS.
    package struct LargeFiles: Sendable, Hashable {
        /// So many does `.gitattributes` hand to it; nil: Git cannot be asked.
        package var filtered: Int?
        /// So many are only pointers here.
        package var pointers = 0
        package var hasProgram = false

        init() {}
    }
}

extension DoctorFacts.Work {
    /// Whether a request would be sent, as far as anybody knows.
    var needsRequest: Bool {
        switch self {
        case .requests, .unknown: true
        case .nothing, .free: false
        }
    }

    var needsWriting: Bool { self != .nothing }
}
