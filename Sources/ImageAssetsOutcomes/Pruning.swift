import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// What `prune` did with one entry that left the manifest, or with one rendition.
package struct Pruning: Sendable, Hashable {
    package enum Asset: Sendable, Hashable {
        case deleted
        /// It was gone already.
        case none
        /// Not what was published: the file stays, only its entry goes.
        case modified
        /// A person made it: the file stays, only its entry goes.
        case accepted
        /// It stays for another reason.
        case kept(RemovalFault)
    }

    package let name: ImageName
    package let path: PackagePath
    package let asset: Asset

    package init(name: ImageName, path: PackagePath, asset: Asset) {
        self.name = name
        self.path = path
        self.asset = asset
    }
}

/// All that `prune` did.
package struct Prunings: Sendable {
    package let images: [Pruning]
    /// Of images that stay, and of those that go.
    package let renditions: [Pruning]
    /// Nil without `--store`.
    package let store: StorePruning?
    package var typedNames: TypedNamesReport?

    package init(images: [Pruning], renditions: [Pruning], store: StorePruning?) {
        self.images = images
        self.renditions = renditions
        self.store = store
    }

    package var exitStatus: ExitStatus { typedNames?.hasFailed == true ? .failed : .done }
}
