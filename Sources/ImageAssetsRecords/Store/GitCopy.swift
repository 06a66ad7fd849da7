import ImageAssetsText

/// A file that Git holds: the very bytes that a lockfile records, or the Git LFS pointer to them.
package struct GitCopy: Sendable, Hashable {
    /// As Git names the object.
    package let object: String
    package let isPointer: Bool
    package let path: PackagePath
    /// Or only in the last commit.
    package let isInIndex: Bool

    package init(object: String, isPointer: Bool, path: PackagePath, isInIndex: Bool = true) {
        self.object = object
        self.isPointer = isPointer
        self.path = path
        self.isInIndex = isInIndex
    }

    /// What brings it back.
    package var checkout: GitCheckout { GitCheckout(path, from: isInIndex ? nil : .head) }
}
