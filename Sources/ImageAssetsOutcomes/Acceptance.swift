import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsText

/// What `accept` says of one image.
package struct Acceptance: Sendable, Hashable {
    package let name: ImageName
    package let output: PackagePath
    /// What was recorded, without the renditions, which stay as they are; or why nothing was.
    package let result: Result<LockEntry, Fault>
    /// Renditions, its own and those of sets that show it, that are not made of this asset as it is recorded now.
    package var outdated: [PackagePath] = []

    package var isAccepted: Bool { if case .success = result { true } else { false } }

    /// Why it is not accepted.
    package enum Fault: Error, Sendable, Hashable {
        case absent
        case obstacle(PackageFolderError.Fault)
        case pointer
        case placeholder
        case undecodable(PNGError)
        /// It is another kind of file than the path of a rendition says.
        case otherKind(FileKind, insteadOf: RenditionFormat)
        /// What is wrong with it as a rendition of this format.
        case unsound(RenditionFormat, RenditionFailure)
        /// What Xcode reads of a set is no JSON object: what is wrong and where; nil: it is another value.
        case noObject(JSONSyntaxError?)
        /// A PNG whose line endings Git rewrote.
        case convertedLineEndings
        case expectation([Violation])
        /// The store cannot take its bytes; why, in the operating system's words.
        case unkept(String)
        /// The asset that the rendition stands for is not there as it is recorded.
        case noAsset
        /// What it is made from is not there, so nobody knows what it would be accepted for.
        case pending
    }

    package init(_ name: ImageName, _ output: PackagePath, _ result: Result<LockEntry, Fault>) {
        self.name = name
        self.output = output
        self.result = result
    }
}

/// What `accept` says of one rendition.
package struct RenditionAcceptance: Sendable, Hashable {
    package let image: ImageName
    package let output: PackagePath
    /// What was recorded, without the renditions, which stay as they are; or why nothing was.
    package let result: Result<LockedRendition, Acceptance.Fault>

    package init(_ image: ImageName, _ output: PackagePath, _ result: Result<LockedRendition, Acceptance.Fault>) {
        self.image = image
        self.output = output
        self.result = result
    }

    package var isAccepted: Bool { if case .success = result { true } else { false } }
}

/// All that `accept` did.
package struct Acceptances: Sendable {
    package let images: [Acceptance]
    package let renditions: [RenditionAcceptance]
    package let typedNames: TypedNamesReport?

    package init(_ images: [Acceptance], _ renditions: [RenditionAcceptance] = [], typedNames: TypedNamesReport? = nil)
    {
        self.images = images
        self.renditions = renditions
        self.typedNames = typedNames
    }

    package var exitStatus: ExitStatus {
        images.allSatisfy(\.isAccepted) && renditions.allSatisfy(\.isAccepted) && typedNames?.hasFailed != true
            ? .done : .failed
    }
}
