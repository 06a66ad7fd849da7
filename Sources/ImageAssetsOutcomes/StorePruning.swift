import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// What `prune --store` took out of the store.
package struct StorePruning: Sendable {
    package var dropped: [(fingerprint: Fingerprint, result: StoredResult)] = []
    /// Bytes that the disk has back.
    package var freedBytes = 0
    /// Files that no service gave: what was replaced or accepted. They may be a person's work, and stay.
    package var otherFiles = 0
    package var otherBytes = 0

    package init() {}
}

/// What the store is needed for is not known, as a manifest or lockfile of the package cannot be read: nothing may go.
package struct StoreUseError: Error, Sendable, Hashable {
    package let faults: [Diagnostic]

    package init(_ faults: [Diagnostic]) {
        self.faults = faults
    }
}
