import ImageAssetsModel
import ImageAssetsSystem

/// What Git LFS has fetched: its objects, by their digests.
///
/// The folder is the repository's, which may be a stranger's: no link is followed below it, and what has other bytes
/// than a pointer says is not there.
struct LFSObjects {
    private let objects: Directory?

    init(of git: Git) {
        objects = Self.storage(git).flatMap { try? $0.directory("objects") }
    }

    func bytes(of pointer: LFSPointer) -> Data? {
        let hex = pointer.sha256.hex
        guard
            let folder = try? objects?.directory(String(hex.prefix(2))).directory(String(hex.dropFirst(2).prefix(2))),
            let (file, status) = try? folder.openFile(hex)
        else { return nil }
        defer { close(file) }
        guard status.st_size == pointer.byteCount, let bytes = FileBytes.readStart(file, count: pointer.byteCount),
            SHA256Digest(of: bytes) == pointer.sha256
        else { return nil }
        return bytes
    }

    /// Beside what all worktrees of a repository share, or where `lfs.storage` says.
    private static func storage(_ git: Git) -> Directory? {
        guard let common = path(git, ["rev-parse", "--git-common-dir"], from: git.folder) else { return nil }
        if let storage = path(git, ["config", "--type=path", "--get", "lfs.storage"], from: common) {
            return try? Directory(trusting: storage, shownAs: "lfs")
        }
        return try? Directory(trusting: common, shownAs: ".git").directory("lfs")
    }

    private static func path(_ git: Git, _ question: [String], from folder: String) -> String? {
        guard let said = try? git.answer(to: question), said.last == 0x0A,
            let path = String(validating: said.dropLast(), as: UTF8.self), !path.isEmpty
        else { return nil }
        return path.hasPrefix("/") ? path : folder + "/" + path
    }
}
