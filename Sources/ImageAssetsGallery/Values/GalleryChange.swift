import ImageAssetsOutcomes
import ImageAssetsText

/// What of an image is not as the revision has it.
struct GalleryChange: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable {
        case added, changed, renamed
    }

    enum Part: String, Sendable, Hashable, CaseIterable {
        case picture, prompt, references, size
        /// Something else that is asked for: model, parameters, variant.
        case request
    }

    let kind: Kind
    /// What it was called, where it was renamed.
    var former: ImageName?
    /// Of what changed.
    var parts: [Part]
    /// Nil where it was added.
    var before: GalleryBefore?
    /// The difference of the prompts by words, white space kept; nil: they are the same.
    var words: [Word]?
    /// Only what differs.
    var facts: [Fact]

    struct Word: Sendable, Hashable {
        enum Kind: String, Sendable, Hashable {
            case same, added, removed
        }

        let kind: Kind
        let text: String

        init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    struct Fact: Sendable, Hashable {
        package let name: String
        let before: String
        let after: String

        init(_ name: String, _ before: String, _ after: String) {
            self.name = name
            self.before = before
            self.after = after
        }
    }

    init(
        _ kind: Kind, from former: ImageName? = nil, parts: [Part] = [], before: GalleryBefore? = nil,
        words: [Word]? = nil, facts: [Fact] = []
    ) {
        self.kind = kind
        self.former = former
        self.parts = parts
        self.before = before
        self.words = words
        self.facts = facts
    }
}

/// An image as the revision has it.
struct GalleryBefore: Sendable, Hashable {
    var picture: PictureOrigin?
    /// Why there is none.
    var problem: PictureFault?
    var prompt: String
    var references: [GalleryReference] = []
    var request: [GalleryImage.Field] = []
    var revisedPrompt: String?

    var origins: [PictureOrigin] { ([picture] + references.map(\.picture)).compactMap { $0 } }
}

/// An image that the revision has and the manifest no more.
struct RemovedImage: Sendable, Hashable {
    package let name: ImageName
    let path: PackagePath
    var before: GalleryBefore

    init(_ name: ImageName, at path: PackagePath, before: GalleryBefore) {
        self.name = name
        self.path = path
        self.before = before
    }
}
