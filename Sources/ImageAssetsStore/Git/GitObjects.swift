import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

/// Git's objects, asked one after the other.
///
/// Where objects were left out of a clone the process ends at the first of them, and the next question starts another.
final class GitObjects {
    private let start: () -> ChildProcess?
    private var running: ChildProcess?
    /// Git does not answer: it is asked no more, as each question would be waited for as long as this one.
    private(set) var isSilent = false
    /// Files that Git knows, and whose bytes this clone does not hold.
    private(set) var lacks: Set<PackagePath> = []

    init(_ start: @escaping () -> ChildProcess?) {
        self.start = start
    }

    /// The copy of a file in the index, or else in the last commit, that has these bytes or is a pointer to them.
    func copy(at path: PackagePath, of digest: SHA256Digest, byteCount: Int) -> GitCopy? {
        for revision in [":./", "HEAD:./"] {
            let isInIndex = revision.first == ":"
            guard let header = ask(revision + path.text) else {
                if running == nil && !isSilent { lacks.insert(path) }
                continue
            }
            if header.byteCount == byteCount {
                if hash(header) == digest {
                    return GitCopy(object: header.object, isPointer: false, path: path, isInIndex: isInIndex)
                }
            } else if header.byteCount < LFSPointer.maximumByteCount {
                if let bytes = take(header), LFSPointer(bytes)?.sha256 == digest {
                    return GitCopy(object: header.object, isPointer: true, path: path, isInIndex: isInIndex)
                }
            } else {
                skip(header)
            }
        }
        return nil
    }

    /// The bytes of an object; nil where it is larger than any picture.
    func bytes(of object: String) -> Data? {
        if case .bytes(let bytes) = blob(object, limit: Bounds.pictureBytes) { bytes } else { nil }
    }

    /// What comes of asking for an object that some tree names.
    enum Blob {
        case bytes(Data)
        /// It is not in this clone, or is damaged.
        case lacking
        case tooLarge(byteCount: Int)
    }

    func blob(_ object: String, limit: Int) -> Blob {
        guard let header = ask(object) else { return .lacking }
        guard header.byteCount <= limit else {
            // Its bytes would follow, however many.
            running = nil
            return .tooLarge(byteCount: header.byteCount)
        }
        return take(header).map { .bytes($0) } ?? .lacking
    }

    private struct Header {
        let object: String
        let byteCount: Int
    }

    /// Nil when there is no such file.
    private func ask(_ name: String) -> Header? {
        guard !isSilent else { return nil }
        let process = running ?? start()
        running = process
        guard let process, process.write(line: name), let line = process.readLine() else {
            giveUp()
            return nil
        }
        let words = line.split(separator: " ")
        guard words.count == 3, let byteCount = Int(words[2]), byteCount >= 0 else { return nil }
        let header = Header(object: String(words[0]), byteCount: byteCount)
        if words[1] == "blob" { return header }
        skip(header)
        return nil
    }

    private func take(_ header: Header) -> Data? {
        var bytes = Data(capacity: header.byteCount)
        return read(header) { bytes += $0 } ? bytes : nil
    }

    private func hash(_ header: Header) -> SHA256Digest? {
        var hash = SHA256()
        return read(header) { $0.withUnsafeBytes { hash.update($0) } } ? hash.finalize() : nil
    }

    private func skip(_ header: Header) { _ = read(header) { _ in } }

    /// Hands the bytes on; a line feed stands after them.
    private func read(_ header: Header, _ take: (Data) -> Void) -> Bool {
        guard let process = running, process.read(header.byteCount, take), process.read(1, { _ in }) else {
            giveUp()
            return false
        }
        return true
    }

    private func giveUp() {
        isSilent = running?.isSilent == true
        running = nil
    }
}
