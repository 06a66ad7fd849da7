import ImageAssetsText

/// A file is not what this run saw there: somebody changed it while the run was at work, and it was left as it is.
package struct ChangedMeanwhileError: Error, Sendable, CustomStringConvertible {
    private let path: PackagePath

    package init(_ path: PackagePath) {
        self.path = path
    }

    package var description: String { "\(path) changed while this run was at work: run again" }
}
