import ImageAssetsModel
import ImageAssetsSystem

/// The small text that stands for a file in a checkout without Git LFS: it names the object by its SHA-256.
package struct LFSPointer: Sendable, Hashable {
    package let sha256: SHA256Digest
    /// Bytes of the object.
    package let byteCount: Int

    /// A pointer is shorter than this, by its specification.
    package static let maximumByteCount = 1024

    /// The names that git-lfs takes for the one version there is: its specification moved before the first release.
    private static let versions: Set<Substring> = [
        "https://git-lfs.github.com/spec/v1", "https://hawser.github.com/spec/v1", "http://git-media.io/v/2",
    ]

    /// Nil when the bytes are no pointer. Source: git-lfs, docs/spec.md and lfs/pointer.go.
    ///
    /// Lines that end in CRLF are no fault: where Git converts line endings it converts these too, and git-lfs takes
    /// both.
    package init?(_ bytes: Data) {
        guard bytes.count < Self.maximumByteCount, bytes.starts(with: "version ".utf8),
            let text = String(data: bytes, encoding: .utf8)
        else { return nil }
        var values: [Substring: Substring] = [:]
        for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        guard values["version"].map(Self.versions.contains) == true,
            let oid = values["oid"], oid.hasPrefix("sha256:"),
            let digest = SHA256Digest(hex: String(oid.dropFirst(7))),
            let size = values["size"].flatMap({ Int($0) }), size >= 0
        else { return nil }
        sha256 = digest
        byteCount = size
    }
}
