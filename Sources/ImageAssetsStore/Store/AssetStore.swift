import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// `.image-assets/`: every image ever received, by fingerprint, so that no answer is paid for twice.
///
/// Content-addressed: bytes lie in `objects` by their SHA-256, what a service gave for a fingerprint in `results` as
/// small records that name an object. Both are written whole or not at all, and nothing in them is believed beyond its
/// digest.
package struct AssetStore: Sendable {
    /// The package's folder, which holds it.
    let root: Directory

    package init(package folder: PackageFolder) {
        root = folder.directory
    }

    // MARK: Reading

    /// The bytes with this digest; nil when there are none, or when what lies there is damaged.
    package func object(_ digest: SHA256Digest) -> Data? { (try? readObject(digest)) ?? nil }

    /// The same, where it matters that bytes which cannot be read may be the right ones all the same.
    func readObject(_ digest: SHA256Digest) throws(FileError) -> Data? {
        guard let bytes = try folder(StoreFolder.parts(ofObject: digest))?.read(digest.hex, upTo: Bounds.pictureBytes),
            SHA256Digest(of: bytes) == digest
        else { return nil }
        return bytes
    }

    /// What was received for a fingerprint, newest first. Damaged records are left out.
    package func results(for fingerprint: Fingerprint) -> [StoredResult] { records(for: fingerprint).records }

    struct Records: Sendable {
        var records: [StoredResult] = []
        /// Why something that may be there cannot be seen.
        var faults: [FileError] = []
    }

    func records(for fingerprint: Fingerprint) -> Records {
        var found = Records()
        do {
            guard let folder = try folder(Self.resultParts(fingerprint)) else { return found }
            for name in folder.names() where name.hasSuffix(".json") {
                do throws(FileError) {
                    guard let bytes = try folder.read(name, upTo: Bounds.recordBytes) else { continue }
                    let record = (try? JSONValue(parsing: SourceText(bytes))).flatMap { StoredResult($0, from: name) }
                    if let record { found.records.append(record) }
                } catch {
                    found.faults.append(error)
                }
            }
        } catch {
            found.faults.append(error)
        }
        found.records.sort { $0.isNewer(than: $1) }
        return found
    }

    // MARK: Writing

    /// Keeps bytes by their digest, which need not be computed again when it is known; nothing is written when they are
    /// there already.
    @discardableResult
    package func keep(_ bytes: Data, digest: SHA256Digest? = nil, writer: AtomicFile) throws -> SHA256Digest {
        let digest = digest ?? SHA256Digest(of: bytes)
        if object(digest) != nil { return digest }
        let folder = try makeFolder(StoreFolder.parts(ofObject: digest))
        try writer.replace(digest.hex, in: folder, with: bytes)
        return digest
    }

    /// Records what a service gave for a fingerprint. The object is kept first, so that a record never names nothing.
    ///
    /// Further images of the same answer count as older than the first.
    ///
    /// - Parameter asked: what decides its price, as it was asked for.
    @discardableResult
    package func keep(
        _ response: ImageResponse, digest: SHA256Digest? = nil, for fingerprint: Fingerprint,
        asked: PriceTerms? = nil, requestID: UniqueID?, at date: Date, writer: AtomicFile
    ) throws -> StoredResult {
        let digest = try keep(response.bytes, digest: digest, writer: writer)
        let result = StoredResult(
            digest, byteCount: response.bytes.count, requestID: requestID, serverRequestID: response.serverRequestID,
            revisedPrompt: response.revisedPrompt, usage: response.usage, terms: asked?.told(by: response),
            received: date)
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
        try writer.replace(result.fileName, in: folder, with: Data(result.json.canonicalText.utf8))
    }

    /// Changes a record as it is on disk now, one writer at a time: what a decoder finds and what a person says of the
    /// same result may come at once, from two runs, and neither is to undo the other.
    package func change(
        _ result: StoredResult, of fingerprint: Fingerprint, writer: AtomicFile, _ change: (inout StoredResult) -> Void
    ) throws {
        let lock = try FileLock.waiting(for: Self.recordsLock, in: makeFolder())
        defer { withExtendedLifetime(lock) {} }
        let bytes = try folder(Self.resultParts(fingerprint))?.read(result.fileName, upTo: Bounds.recordBytes)
        let record = bytes.flatMap { try? JSONValue(parsing: SourceText($0)) }
        var current = record.flatMap { StoredResult($0, from: result.fileName) } ?? result
        change(&current)
        try write(current, for: fingerprint, writer: writer)
    }
}
