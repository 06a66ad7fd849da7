/// How the SHA-256 of a package's file is had: from its bytes, or from a cache that somebody put in front.
package struct FileDigests: Sendable {
    package var digest: @Sendable (PackagePath) throws(PackageFolderError) -> SHA256Digest

    package init(digest: @escaping @Sendable (PackagePath) throws(PackageFolderError) -> SHA256Digest) {
        self.digest = digest
    }

    /// Reads and hashes the file each time.
    package static func hashing(in folder: PackageFolder) -> FileDigests {
        FileDigests { path throws(PackageFolderError) in SHA256Digest(of: try folder.read(path)) }
    }
}
