import ImageAssetsModel

/// What is odd about the store; a run goes on without what lies there.
package enum StoreRemark: Sendable, Hashable {
    case unreadable(path: String, reason: String)
    /// Damaged or gone, though a record names it.
    case lost(SHA256Digest)
    /// An image that was found in an answer of before could not be kept.
    case unkept(String)
}
