import ImageAssetsOutcomes
import ImageAssetsText

/// What of an image is not as the revision has it.
package struct GalleryChange: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case added, changed, renamed
    }

    package enum Part: String, Sendable, Hashable, CaseIterable {
        case picture, prompt, references, size
        /// Something else that is asked for: model, parameters, variant.
        case request
    }

    package let kind: Kind
    /// What it was called, where it was renamed.
    package var former: ImageName?
    /// Of what changed.
    package var parts: [Part]
    /// Nil where it was added.
    package var before: GalleryBefore?
    /// The difference of the prompts by words, white space kept; nil: they are the same.
    package var words: [Word]?
    /// Only what differs.
    package var facts: [Fact]

    package struct Word: Sendable, Hashable {
        package enum Kind: String, Sendable, Hashable {
            case same, added, removed
        }

        package let kind: Kind
        package let text: String

        package init(_ kind: Kind, _ text: String) {
            self.kind = kind
            self.text = text
        }
    }

    package struct Fact: Sendable, Hashable {
        package let name: String
        package let before: String
        package let after: String

        package init(_ name: String, _ before: String, _ after: String) {
            self.name = name
            self.before = before
            self.after = after
        }
    }

    package init(
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
package struct GalleryBefore: Sendable, Hashable {
    package var picture: PictureOrigin?
    /// Why there is none.
    package var problem: PictureFault?
    package var prompt: String
    package var references: [GalleryReference]
    package var request: [GalleryImage.Field]
    package var revisedPrompt: String?

    package init(
        picture: PictureOrigin?, problem: PictureFault? = nil, prompt: String, references: [GalleryReference] = [],
        request: [GalleryImage.Field] = [], revisedPrompt: String? = nil
    ) {
        self.picture = picture
        self.problem = problem
        self.prompt = prompt
        self.references = references
        self.request = request
        self.revisedPrompt = revisedPrompt
    }

    package var origins: [PictureOrigin] { ([picture] + references.map(\.picture)).compactMap { $0 } }
}

/// An image that the revision has and the manifest no more.
package struct RemovedImage: Sendable, Hashable {
    package let name: ImageName
    package let path: PackagePath
    package var before: GalleryBefore

    package init(_ name: ImageName, at path: PackagePath, before: GalleryBefore) {
        self.name = name
        self.path = path
        self.before = before
    }
}
