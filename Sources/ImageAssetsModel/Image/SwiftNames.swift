import ImageAssetsText

/// The Swift file of typed names that a manifest asks for.
package struct SwiftNames: Sendable, Hashable {
    /// How far the names can be seen.
    package enum Access: String, Sendable, Hashable, CaseIterable {
        case `internal`, package, `public`
    }

    package let output: PackagePath
    /// The enum that holds the names.
    package let type: String
    package let access: Access
    /// Where the manifest says `output`.
    package let location: SourceLocation

    package init(_ output: PackagePath, type: String, access: Access, at location: SourceLocation) {
        self.output = output
        self.type = type
        self.access = access
        self.location = location
    }
}
