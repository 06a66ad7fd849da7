import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsReports
import ImageAssetsText

/// One image, as its card shows it: facts and sentences.
package struct GalleryImage: Sendable {
    package let name: ImageName
    package let family: FamilyMember?
    /// Where the manifest has it.
    package let file: PackagePath
    package let location: SourceLocation
    package let output: PackagePath
    package let state: ImageState
    /// Why it is not up to date.
    package var reasons: [String] = []
    /// What is remarked besides.
    package var notes: [String] = []
    /// What is wrong.
    package var problem: String?
    package var isAccepted = false
    package var isPlaceholder = false
    package var isFrozen = false
    /// What lies at the output.
    package var picture: PictureOrigin?
    package var alt: String?
    /// As it is sent.
    package let prompt: String
    package var pieces: [Piece] = []
    package var revisedPrompt: String?
    /// Without the prompt.
    package var request: [Field] = []
    package var expectations: [String] = []
    package var references: [GalleryReference] = []
    package var renditions: [GalleryRendition] = []
    package var candidates: [GalleryCandidate] = []
    /// What the file says, for machines, of where it came from.
    package var provenance: [String] = []
    /// Nil: it is as the revision has it, or nothing is compared.
    package var change: GalleryChange?
    package var commands = ImageCommands()

    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A part of the prompt as it is written, and where.
    package struct Piece: Sendable, Hashable {
        package let text: String
        package let source: String
        package let file: PackagePath
        package let location: SourceLocation

        package init(_ text: String, from source: String, in file: PackagePath, at location: SourceLocation) {
            self.text = text
            self.source = source
            self.file = file
            self.location = location
        }
    }

    package init(
        _ name: ImageName, family: FamilyMember? = nil, in file: PackagePath, at location: SourceLocation,
        output: PackagePath, state: ImageState, prompt: String
    ) {
        self.name = name
        self.family = family
        self.file = file
        self.location = location
        self.output = output
        self.state = state
        self.prompt = prompt
    }

    /// All that its card shows as things are.
    package var origins: [PictureOrigin] {
        ([picture] + references.map(\.picture) + renditions.map(\.picture) + candidates.map(\.picture))
            .compactMap { $0 }
    }
}
