import CImageAssetsBytes

/// The memory that small values come from.
package enum Heap {
    /// Makes room on this thread before a text becomes thousands of values: page by page, its heap would grow through a
    /// system call each, which the other threads wait for.
    package static func reserve() { cbytes_reserve_heap() }
}
