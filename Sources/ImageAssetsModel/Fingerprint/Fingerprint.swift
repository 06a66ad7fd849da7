/// SHA-256 over everything that decides what the service would draw. Equal fingerprints: the same request would be
/// sent.
package struct Fingerprint: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let digest: SHA256Digest

    package init(_ digest: SHA256Digest) {
        self.digest = digest
    }

    package init?(hex: String) {
        guard let digest = SHA256Digest(hex: hex) else { return nil }
        self.digest = digest
    }

    package var description: String { digest.hex }

    package static func < (left: Fingerprint, right: Fingerprint) -> Bool { left.digest < right.digest }
}
