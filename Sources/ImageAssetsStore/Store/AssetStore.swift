import ImageAssetsModel
import ImageAssetsSystem

/// `.image-assets/`: every image ever received, by fingerprint, so that no answer is paid for twice.
///
/// Content-addressed: bytes lie in `objects` by their SHA-256, what a service gave for a fingerprint in `results` as
/// small records that name an object. Both are written whole or not at all, and nothing in them is believed beyond its
/// digest.
package struct AssetStore: Sendable {
    /// The package's folder, which holds it.
    package let root: Directory

    package init(package folder: PackageFolder) {
        root = folder.directory
    }

    // MARK: Reading

    /// The bytes with this digest; nil when there are none, or when what lies there is damaged.
    package func object(_ digest: SHA256Digest) -> Data? { (try? readObject(digest)) ?? nil }

    /// The same, where it matters that bytes which cannot be read may be the right ones all the same.
    func readObject(_ digest: SHA256Digest) throws(FileError) -> Data? {
        guard let bytes = try folder(StoreFolder.parts(ofObject: digest))?.read(digest.hex),
            SHA256Digest(of: bytes) == digest
        else { return nil }
        return bytes
    }

    /// What was received for a fingerprint, newest first. Damaged records are left out.
    ///
    /// - Parameter onFault: told when the file system keeps what may be there from being seen.
    package func results(
        for fingerprint: Fingerprint, onFault: (FileError) -> Void = { _ in }
    ) -> [StoredResult] {
        let folder: Directory
        do {
            guard let found = try self.folder(Self.resultParts(fingerprint)) else { return [] }
            folder = found
        } catch {
            onFault(error)
            return []
        }
        return folder.names().filter { $0.hasSuffix(".json") }.compactMap { name -> StoredResult? in
            do throws(FileError) {
                guard let bytes = try folder.read(name) else { return nil }
                return try? StoredResult(reading: bytes, from: name)
            } catch {
                onFault(error)
                return nil
            }
        }.sorted { $0.isNewer(than: $1) }
    }

    // MARK: Writing

    /// Keeps bytes by their digest, which need not be computed again when it is known; nothing is written when they are
    /// there already.
    @discardableResult
    package func keep(_ bytes: Data, digest: SHA256Digest? = nil, writer: AtomicFile) throws -> SHA256Digest {
        let digest = digest ?? SHA256Digest(of: bytes)
        if object(digest) != nil { return digest }
        let folder = try makeFolder(StoreFolder.parts(ofObject: digest))
        try writer.replace(digest.hex, in: folder, with: bytes, shownAs: folder.shown(digest.hex))
        return digest
    }

    /// Records what a service gave for a fingerprint. The object is kept first, so that a record never names nothing.
    ///
    /// Further images of the same answer count as older than the first.
    @discardableResult
    package func keep(
        _ response: ImageResponse, digest: SHA256Digest? = nil, for fingerprint: Fingerprint, requestID: String,
        at date: Date, writer: AtomicFile
    ) throws -> StoredResult {
        let digest = try keep(response.bytes, digest: digest, writer: writer)
        let result = StoredResult(
            sha256: digest.hex, byteCount: response.bytes.count, requestID: requestID,
            serverRequestID: response.serverRequestID, revisedPrompt: response.revisedPrompt, usage: response.usage,
            received: date
        )
        try write(result, for: fingerprint, writer: writer)
        for (place, bytes) in response.others.enumerated() {
            let other = ImageResponse(
                bytes: bytes, revisedPrompt: response.revisedPrompt, serverRequestID: response.serverRequestID)
            try keep(
                other, for: fingerprint, requestID: requestID, at: date - 0.001 * Double(place + 1), writer: writer)
        }
        return result
    }

    /// Writes a record, or writes it anew for what is known of a result only after it was kept.
    package func write(_ result: StoredResult, for fingerprint: Fingerprint, writer: AtomicFile) throws {
        let folder = try makeFolder(Self.resultParts(fingerprint))
        let name = result.fileName
        try writer.replace(name, in: folder, with: result.encoded(), shownAs: folder.shown(name))
    }
}
