import Foundation

/// `.image-assets/`: every image ever received, by fingerprint, so that no answer is paid for twice.
///
/// Content-addressed: bytes lie in `objects` by their SHA-256, what a service gave for a fingerprint in `results` as small
/// records that name an object. Both are written whole or not at all, and checked when read.
package struct AssetStore: Sendable {
    package static let folderName = ".image-assets"

    /// Absolute.
    package let path: String

    package init(package folder: PackageFolder) {
        path = folder.root + "/" + Self.folderName
    }

    /// Where an object lies, relative to the package root: what a message tells people.
    package static func shownPath(of object: SHA256Digest) -> String { folderName + "/" + objectPart(object) }

    static func objectPart(_ digest: SHA256Digest) -> String { "objects/\(digest.hex.prefix(2))/\(digest.hex)" }

    static func resultsPart(_ fingerprint: Fingerprint) -> String {
        "results/\(fingerprint.digest.hex.prefix(2))/\(fingerprint)"
    }

    func resultsFolder(_ fingerprint: Fingerprint) -> String { path + "/" + Self.resultsPart(fingerprint) }

    /// Sorted by name, records are sorted by age.
    static func recordName(_ sequence: Int) -> String {
        String(repeating: "0", count: max(0, 6 - String(sequence).count)) + "\(sequence).json"
    }

    // MARK: Reading

    /// The bytes with this digest; nil when there are none, or when what lies there is damaged.
    package func object(_ digest: SHA256Digest) -> Data? {
        let file = URL(fileURLWithPath: path + "/" + Self.objectPart(digest))
        guard let bytes = try? Data(contentsOf: file, options: .mappedIfSafe), SHA256Digest(of: bytes) == digest
        else { return nil }
        return bytes
    }

    package func holds(_ digest: SHA256Digest) -> Bool {
        access(path + "/" + Self.objectPart(digest), R_OK) == 0
    }

    /// What was received for a fingerprint, newest first. Damaged records are left out.
    ///
    /// - Parameter onFault: told when the file system keeps what may be there from being seen.
    package func results(
        for fingerprint: Fingerprint, onFault: (FileError) -> Void = { _ in }
    ) -> [StoredResult] {
        let part = Self.resultsPart(fingerprint)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path + "/" + part) else {
            fault(inReading: part).map(onFault)
            return []
        }
        return names.filter { $0.hasSuffix(".json") }.sorted(by: >).compactMap { name in
            do {
                let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(part)/\(name)"))
                return try? Self.decoder.decode(StoredResult.self, from: bytes)
            } catch {
                let fault = FileError("read", "\(Self.folderName)/\(part)/\(name)", error)
                if fault.code != ENOENT { onFault(fault) }
                return nil
            }
        }
    }

    /// Why a folder of the store cannot be read, by the outermost folder at which that fails; nil when it is absent.
    private func fault(inReading part: String) -> FileError? {
        guard let fault = Self.fault(inReading: path + "/" + part, shownAs: Self.folderName + "/" + part) else {
            return nil
        }
        var (outer, shown) = (path, Self.folderName)
        for name in part.split(separator: "/") {
            if let fault = Self.fault(inReading: outer, shownAs: shown) { return fault }
            outer += "/" + name
            shown += "/" + name
        }
        return fault
    }

    private static func fault(inReading folder: String, shownAs shown: String) -> FileError? {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { return errno == ENOENT ? nil : FileError("read", shown) }
        close(descriptor)
        return nil
    }

    // MARK: Writing

    /// Makes the folder, and makes it invisible to git.
    ///
    /// A symbolic link in its place could lead out of the package, so it is refused.
    package func prepare() throws {
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK {
            throw FileError("use the symbolic link", Self.folderName, code: ELOOP)
        }
        try makeFolder(path)
        let ignore = path + "/.gitignore"
        if access(ignore, F_OK) != 0 {
            do {
                try Data("*\n".utf8).write(to: URL(fileURLWithPath: ignore), options: .atomic)
            } catch {
                throw FileError("write", Self.folderName + "/.gitignore", error)
            }
        }
    }

    /// Keeps bytes by their digest, which need not be computed again when it is known; nothing is written when they are there already.
    @discardableResult
    package func keep(_ bytes: Data, digest: SHA256Digest? = nil, writer: AtomicFile) throws -> SHA256Digest {
        let digest = digest ?? SHA256Digest(of: bytes)
        if object(digest) != nil { return digest }
        let part = Self.objectPart(digest)
        try makeFolder(AtomicFile.folder(of: path + "/" + part))
        try writer.replace(path + "/" + part, with: bytes, shownAs: Self.folderName + "/" + part)
        return digest
    }

    /// Records what a service gave for a fingerprint. The object is kept first, so that a record never names nothing.
    @discardableResult
    package func keep(
        _ response: ImageResponse, digest: SHA256Digest? = nil, for fingerprint: Fingerprint, requestID: String,
        at date: Date, writer: AtomicFile
    ) throws -> StoredResult {
        let digest = try keep(response.bytes, digest: digest, writer: writer)
        let newest = results(for: fingerprint).first?.sequence ?? 0
        let result = StoredResult(
            sequence: newest + 1, sha256: digest.hex, byteCount: response.bytes.count, requestID: requestID,
            serverRequestID: response.serverRequestID, revisedPrompt: response.revisedPrompt, usage: response.usage,
            received: date
        )
        try write(result, for: fingerprint, writer: writer)
        return result
    }

    /// Writes a record anew, for what is known of a result only after it was kept.
    package func write(_ result: StoredResult, for fingerprint: Fingerprint, writer: AtomicFile) throws {
        let folder = resultsFolder(fingerprint)
        try makeFolder(folder)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let record = folder + "/" + Self.recordName(result.sequence)
        try writer.replace(record, with: encoder.encode(result), shownAs: "the store")
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return decoder
    }

    func makeFolder(_ folder: String) throws(FileError) {
        try AtomicFile.makeFolder(folder, shownAs: Self.folderName)
    }

    /// Bytes that are free on its disk; nil when nobody knows.
    var room: Int? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let (room, isTooMuch) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return isTooMuch ? Int.max : Int(clamping: room)
    }
}
