import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem

extension Surroundings {
    /// The surroundings as they are on disk, each file looked at once.
    static func live(files: SeenFiles, answers: StoredAnswers) -> Surroundings {
        let folder = files.folder
        let git = GitCopies(of: folder)
        return Surroundings(
            file: { files.asset(at: $0) },
            results: { answers.of($0).results },
            unread: { answers.of($0).unread },
            object: { answers.store.object($0) },
            isPrefix: { path, whole in
                guard let bytes = try? folder.read(path), bytes.count < whole.count else { return false }
                return bytes == whole.prefix(bytes.count)
            },
            facts: { path, digest in
                guard let bytes = try? folder.read(path), SHA256Digest(of: bytes) == digest else { return nil }
                return (try? PNGInfo(decoding: bytes, limits: answers.limits)).map(AssetFacts.init)
            },
            kind: { path in
                guard let start = try? folder.readStart(of: path, count: LFSPointer.maximumByteCount).start else {
                    return nil
                }
                return start.starts(with: pngSignature) ? nil : FileKind(start)
            },
            gitCopy: { git.copy(at: $0, of: $1) },
            gitCommand: { git.command(toRestore: $0, $1) },
            gitFetch: { git.command(toFetch: $0) }
        )
    }

    private static let pngSignature = Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
}
