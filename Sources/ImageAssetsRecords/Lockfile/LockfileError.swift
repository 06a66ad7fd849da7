import ImageAssetsModel
import ImageAssetsText

/// Why a lockfile cannot be read, and where.
package struct LockfileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with its text, or with its file.
    package enum Fault: Sendable, Hashable {
        /// Nobody can have its text.
        case unreadable(PackageFolderError.Fault)
        case damaged(String, at: SourceLocation)
        /// One of the two sides that git could not merge is.
        case damagedSide(String, at: SourceLocation)
        /// Of a later version of this tool, which is no damage.
        case newer(String, at: SourceLocation)
    }

    private let file: PackagePath
    private let fault: Fault

    package init(_ file: PackagePath, _ fault: Fault) {
        self.file = file
        self.fault = fault
    }

    /// As the fault of one side of a lockfile that git could not merge.
    var ofOneSide: LockfileError {
        guard case .damaged(let what, let location) = fault else { return self }
        return LockfileError(file, .damagedSide(what, at: location))
    }

    package var description: String { diagnostic.description }

    /// What a person reads of it, with the way out.
    package var diagnostic: Diagnostic {
        switch fault {
        case .unreadable(let fault):
            var hint: String?
            if case .tooLarge = fault { hint = "Bring back the one that was committed." }
            return Diagnostic(file: file.text, "the lockfile \(fault.predicate)", hint: hint)
        case .damaged(let what, let location):
            return Diagnostic(
                file: file.text, at: location, "the lockfile is damaged: \(what)",
                hint: "Bring it back as it was committed (git checkout -- \(file)). Do not delete it: it says which "
                    + "images are paid for.")
        case .damagedSide(let what, let location):
            return Diagnostic(
                file: file.text, at: location, "the lockfile has merge conflicts, and one side is damaged: \(what)",
                hint: "Take one side (git checkout --ours -- \(file), or --theirs), then see with `plan` what is to be "
                    + "paid for. Do not delete the lockfile: it says which images are paid for.")
        case .newer(let what, let location):
            return Diagnostic(
                file: file.text, at: location, "the lockfile \(what)",
                hint: "Update swift-image-assets to the version that your team uses.")
        }
    }
}
