import Foundation

extension String {
    /// Equal for names that a file system takes for one when it tells neither letter cases nor Unicode normal forms
    /// apart, as a Mac's does: `ß`, `ẞ` and `SS` are one, `ς` and `Σ`, `ſ` and `S`.
    ///
    /// Strings compare by canonical equivalence, so that only the case has to be taken away. Small, capital and small
    /// again come to what Unicode calls full case folding, but for the Turkish `ı`, which that keeps apart from `i`.
    package var foldedForCase: String {
        // Of ASCII texts, which the standard library tells quickly, nothing else changes.
        if utf8.count == utf16.count { return lowercased() }
        return decomposedStringWithCanonicalMapping.unicodeScalars
            .split(separator: "ı", omittingEmptySubsequences: false)
            .map { String($0).lowercased().uppercased().lowercased() }
            .joined(separator: "ı")
    }
}
