/// How much the store holds.
package struct StoreSize: Sendable, Hashable {
    package var bytes = 0
    package var files = 0
    /// Files, folders and whatever else has a name.
    package var entries = 0
    /// Records of what services gave.
    package var results = 0
    /// Those of them that are not the only one of their fingerprint: there is something to choose.
    package var candidates = 0
    /// Whether all of it was counted.
    package var isWhole = true

    package init() {}
}

/// Why nothing can be made in a folder.
package struct Obstacle: Sendable, Hashable {
    /// By permissions, which a sandbox may only seem to take away.
    package let isForbidden: Bool
    /// In the system's words.
    package let reason: String

    package init(isForbidden: Bool, reason: String) {
        self.isForbidden = isForbidden
        self.reason = reason
    }
}
