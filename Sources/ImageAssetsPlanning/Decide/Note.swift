import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsText

/// What a command remarks, besides the reasons that images have: values, of which each form of report makes the same
/// sentence.
package enum Note: Sendable, Hashable {
    // MARK: Of an image

    /// Why its file was left alone.
    case protected(Protection, name: ImageName, output: PackagePath, state: ImageState, reasons: [Reason])
    case held(Hold)
    /// It is frozen and not as it should be; its last reason.
    case frozen(Reason?)
    /// Something else came to its output while the run was at work.
    case changedMeanwhile(PackagePath)
    case oldFileStays(PackagePath, RemovalFault)
    case arrived(ImagePlace)
    /// The run ended before it.
    case notBegun(RunStop?)

    // MARK: Of the run

    case store(StoreRemark)
    /// Attempts of earlier runs whose outcome nobody saw: they may have been charged.
    case lostAttempts([JournalEntry])
    /// Git tracks the store.
    case trackedStore

    // MARK: Of files, before anything is paid for

    /// Images that come along, as what was named is made from them.
    case alongside([ImageName])
    /// Those that come along as sets of what was named show them.
    case shownAlongside([ImageName])
    /// Files that are missing may be in a repository that Git does not read.
    case unreadRepository
    /// A reference that a request needs is only a Git LFS pointer here.
    case pointerReference(PackagePath)
    case brokenReference(PackagePath, ReferenceFault)
    case brokenMask(PackagePath, MaskFault)
    /// The same of one that is another image's, or that is laid upon another image: nobody is kept from the rest of the
    /// run by what a service drew.
    case unsendableMask(Input, MaskFault)
    /// A mask and the picture that it is laid upon, in sizes that differ; the bytes of one at least are not known yet.
    case unlikeMask(Input, PixelSize, Input, PixelSize)
    /// A mask that another image is to become, and why that will hardly have an alpha channel.
    case opaqueMask(Input, ExpectationObstacle.Background)
    case unmeetable(ExpectationObstacle)
    /// Images that ask for the very same.
    case shared([ImageName])
    /// Earlier requests for an image that brought none; the HTTP statuses that they ended with.
    case perhapsCharged(ImageName, requests: Int, statuses: [Int])
    /// An output that another manifest names, too, or that lies in a set of its; no image: it is the Swift file there.
    case sharedOutput(PackagePath, image: ImageName?, manifest: PackagePath, set: PackagePath? = nil)
    /// A set of a catalog in which another manifest has one of the same kind and name.
    case sharedSetName(CatalogSet, other: PackagePath, manifest: PackagePath)
    /// A word of the command line that may have been meant to be a command.
    case takenForImage(String, meant: UsageError.Meaning)

    /// Images that an option is not about, though a pattern behind it matches them.
    case leftOut(UsageError.Naming, [ImageName], LeftOut)

    // MARK: Of files, as they are

    /// What the store is needed for, all manifests of the package tell together.
    case sharedStore
    case conflictedLockfile
    /// The work was done and could not be recorded; the images that the store could not take either.
    case unwrittenLockfile(String, unkept: [UnkeptImage])
    /// Behind the end of a PNG: of an image that arrived; nil: of the file that the note stands beside.
    case trailingBytes(Int, of: ImageName? = nil)
    /// A Git LFS pointer stands for an asset.
    case undecodedPointer

    package static func protected(_ protection: Protection, _ step: Step) -> Note {
        .protected(
            protection, name: step.name, output: step.product.output, state: step.state, reasons: step.reasons)
    }

    package var severity: Diagnostic.Severity {
        switch self {
        case .brokenReference(_, .trailingBytes): .warning
        case .brokenMask(_, let fault): fault.isWarning ? .warning : .error
        case .brokenReference, .sharedOutput, .sharedSetName, .unwrittenLockfile: .error
        case .alongside, .shownAlongside, .leftOut, .shared, .sharedStore, .takenForImage, .undecodedPointer: .note
        default: .warning
        }
    }
}

/// Why an option that would replace or pay is not about an image.
package enum LeftOut: Sendable, Hashable {
    case frozen
    /// Somebody's, and not given up by `--overwrite`.
    case work
}

/// What is wrong with a reference that a request would carry.
package enum ReferenceFault: Sendable, Hashable {
    case unreadable(PackageFolderError)
    case jpeg(String)
    case webp(String)
    case png(PNGError)
    /// It is sent all the same.
    case trailingBytes(Int)
}

/// Why an image that is asked for in this way cannot be expected to meet its `expect`.
package enum ExpectationObstacle: Sendable, Hashable {
    case side(String, Int, asked: PixelSize)
    case aspectRatio(AspectRatio, asked: PixelSize)
    case alpha(Expectation.Alpha, Background)

    package enum Background: Sendable, Hashable {
        case isTransparent, isOpaque
        /// The service has no such parameter.
        case unknown(service: String)
        case cannotBeTransparent(model: String)
    }
}

/// One thing about the user's files that a person should know.
package enum Finding: Sendable, Hashable {
    /// In manifest or lockfile, as whoever read it describes it.
    case fault(Diagnostic)
    /// About what a plan or run makes of them.
    case note(Note, file: String, at: SourceLocation?)

    package static func note(_ note: Note, _ file: PackagePath, at location: SourceLocation? = nil) -> Finding {
        .note(note, file: file.text, at: location)
    }

    package var severity: Diagnostic.Severity {
        switch self {
        case .fault(let diagnostic): diagnostic.severity
        case .note(let note, _, _): note.severity
        }
    }
}
