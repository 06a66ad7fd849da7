import ImageAssetsText

/// Why the text of a lockfile cannot be read, and where.
package struct LockfileFault: Error, Sendable, Hashable {
    package enum Kind: Sendable {
        case damaged
        /// One of the two sides that git could not merge is.
        case damagedSide
        /// Of a later version of this tool, which is no damage.
        case newer
    }

    var kind: Kind
    private let file: PackagePath
    private let what: String
    private let location: SourceLocation

    init(_ kind: Kind, _ file: PackagePath, _ what: String, at location: SourceLocation) {
        self.kind = kind
        self.file = file
        self.what = what
        self.location = location
    }

    /// With the way out.
    package var diagnostic: Diagnostic {
        let (message, hint) =
            switch kind {
            case .damaged:
                (
                    "is damaged: ",
                    "Bring it back as it was committed (git checkout -- \(file)). Do not delete it: it says which "
                        + "images are paid for."
                )
            case .damagedSide:
                (
                    "has merge conflicts, and one side is damaged: ",
                    "Take one side (git checkout --ours -- \(file), or --theirs), then see with `plan` what is to be "
                        + "paid for. Do not delete the lockfile: it says which images are paid for."
                )
            case .newer: ("", "Update swift-image-assets to the version that your team uses.")
            }
        return Diagnostic(file: file.text, at: location, "the lockfile \(message)\(what)", hint: hint)
    }
}
