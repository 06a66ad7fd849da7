import ImageAssetsText

/// The revision with which a gallery compares all.
package struct GalleryComparison: Sendable, Hashable {
    /// As it was asked for; nil: nothing is compared.
    package var revision: String?
    /// Its full id.
    package var commit: String?
    /// Why nothing is compared, or a part is missing.
    package var fault: ComparisonFault?

    package init(revision: String? = nil, commit: String? = nil, fault: ComparisonFault? = nil) {
        self.revision = revision
        self.commit = commit
        self.fault = fault
    }
}

/// Why a gallery holds nothing against a revision, or only a part.
package enum ComparisonFault: Sendable, Hashable {
    /// Why Git does not tell, as a sentence.
    case revision(String)
    /// What is wrong with the lockfile of the revision of this name: only pictures are compared.
    case lockfile(Diagnostic, of: String)
    case conflictedLockfile(PackagePath, of: String)
}
