import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsText

/// One image, as its card shows it: facts and sentences.
struct GalleryImage: Sendable {
    package let name: ImageName
    let family: FamilyMember?
    /// Where the manifest has it.
    let file: PackagePath
    let location: SourceLocation
    let output: PackagePath
    let state: ImageState
    /// Why it is not up to date.
    var reasons: [String] = []
    /// What is remarked besides.
    var notes: [String] = []
    /// What is wrong.
    var problem: String?
    /// Whom the lockfile says the picture to be by; nil: it does not know it.
    var kind: LockedKind?
    var isFrozen = false
    /// What lies at the output.
    var picture: PictureOrigin?
    var alt: String?
    /// As it is sent.
    let prompt: String
    var pieces: [Piece] = []
    var revisedPrompt: String?
    /// Without the prompt.
    var request: [Field] = []
    var expectations: [String] = []
    var references: [GalleryReference] = []
    var renditions: [GalleryRendition] = []
    var candidates: [GalleryCandidate] = []
    /// What the file says, for machines, of where it came from.
    var provenance: [String] = []
    /// Nil: it is as the revision has it, or nothing is compared.
    var change: GalleryChange?
    package var commands = ImageCommands()

    struct Field: Sendable, Hashable {
        package let name: String
        let value: String

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A part of the prompt as it is written, and where.
    struct Piece: Sendable, Hashable {
        let text: String
        let source: String
        let file: PackagePath
        let location: SourceLocation

        init(_ text: String, from source: String, in file: PackagePath, at location: SourceLocation) {
            self.text = text
            self.source = source
            self.file = file
            self.location = location
        }
    }

    init(
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
    var origins: [PictureOrigin] {
        ([picture] + references.map(\.picture) + renditions.map(\.picture) + candidates.map(\.picture))
            .compactMap { $0 }
    }
}
