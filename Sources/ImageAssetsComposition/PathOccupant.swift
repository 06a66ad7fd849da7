import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText

/// Whatever has a path for its own, and the words for it where two want one.
struct PathOccupant {
    let path: PackagePath
    let role: Role
    let place: SourceLocation?

    enum Relation { case same, below, above }

    enum Role {
        case output(EntryDraft)
        case rendition(EntryDraft)
        /// With the word for its kind.
        case set(EntryDraft, String)
        case catalogContents
        case reference
        case mask
        case promptFile
        case fragment
        case file(String)

        /// Whose file it is.
        var draft: EntryDraft? {
            switch self {
            case .output(let draft), .rendition(let draft), .set(let draft, _): draft
            case .catalogContents, .reference, .mask, .promptFile, .fragment, .file: nil
            }
        }

        /// Whether it is sent along.
        var isPicture: Bool {
            switch self {
            case .reference, .mask: true
            case .output, .rendition, .set, .catalogContents, .promptFile, .fragment, .file: false
            }
        }

        /// What a sentence about its path begins with.
        var word: String {
            switch self {
            case .set(_, let kind): kind
            case .catalogContents: "asset catalog's"
            case .output, .rendition, .reference, .mask, .promptFile, .fragment, .file: "output"
            }
        }
    }

    // MARK: Words

    /// Behind its path: why it cannot be there.
    func predicate(_ relation: Relation, _ other: PathOccupant) -> String {
        let what = other.what
        switch relation {
        case .same:
            if other.path == path { return "is also \(what)" }
            return other.path.text.foldedForCase == path.text.foldedForCase
                ? "is also \(what), written \(Diagnostic.quoted(other.path.text)) there"
                : "leads, by a symbolic link, to \(other.path), which is \(what)"
        case .below: return "lies below \(other.path), which is \(what)"
        case .above: return "is a folder of \(other.path), which is \(what)"
        }
    }

    private var what: String {
        let what =
            switch role {
            case .output(let draft): "the output of \(draft.label)"
            case .rendition(let draft): "a rendition of \(draft.label)"
            case .set(let draft, let kind): "an \(kind) of \(draft.label)"
            case .catalogContents: "an asset catalog's own list of contents"
            case .reference: "a reference"
            case .mask: "a mask"
            case .promptFile: "a prompt file"
            case .fragment: "the file of a fragment"
            case .file(let name): name
            }
        return place.map { "\(what) at \($0)" } ?? what
    }
}

extension CatalogSet {
    /// The key that it is declared by.
    package var kindWord: String {
        switch contents.kind {
        case .image: RenditionKind.imageset.rawValue
        case .icon: RenditionKind.appiconset.rawValue
        }
    }
}
