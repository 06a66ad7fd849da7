import Foundation
import PNGCoding

extension Surroundings {
    /// The surroundings as they are on disk, each file looked at once.
    ///
    /// - Parameter warn: told of what lies damaged in the store; it is then as if it were not there.
    package static func live(
        folder: PackageFolder, store: AssetStore, limits: PNGLimits, warn: @escaping (String) -> Void
    ) -> Surroundings {
        let seen = Seen()
        return Surroundings(
            file: { path in
                if let file = seen.files[path] { return file }
                let file = AssetFile(at: path, in: folder)
                seen.files[path] = file
                return file
            },
            results: { fingerprint in
                if let results = seen.results[fingerprint] { return results }
                let results = store.results(for: fingerprint).compactMap { result in
                    UsableResult(result, in: store, limits: limits, warn: warn)
                }
                seen.results[fingerprint] = results
                return results
            },
            object: { store.object($0) },
            isPrefix: { path, whole in
                guard let bytes = try? folder.read(path), bytes.count < whole.count else { return false }
                return bytes == whole.prefix(bytes.count)
            }
        )
    }

    private final class Seen {
        var files: [PackagePath: AssetFile] = [:]
        var results: [Fingerprint: [UsableResult]] = [:]
    }
}

extension AssetFile {
    /// Looks at the file that is at `path` now.
    package init(at path: PackagePath, in folder: PackageFolder) {
        do {
            let bytes = try folder.read(path)
            if let pointer = LFSPointer(bytes) {
                self = .pointer(pointer.sha256, byteCount: bytes.count)
            } else {
                self = .file(SHA256Digest(of: bytes), byteCount: bytes.count)
            }
        } catch {
            self = error.problem == .absent ? .absent : .obstacle(error.predicate)
        }
    }
}

extension UsableResult {
    fileprivate init?(
        _ result: StoredResult, in store: AssetStore, limits: PNGLimits, warn: (String) -> Void
    ) {
        guard result.fault == nil, let digest = result.digest else { return nil }
        guard let bytes = store.object(digest) else {
            warn("\(AssetStore.shownPath(of: digest)) is damaged or gone; it is not used")
            return nil
        }
        if let facts = result.facts {
            self.init(
                digest: digest, byteCount: bytes.count, facts: facts, revisedPrompt: result.revisedPrompt
            )
        } else if let info = try? PNGInfo(decoding: bytes, limits: limits) {
            self.init(
                digest: digest, byteCount: bytes.count, facts: AssetFacts(info), revisedPrompt: result.revisedPrompt
            )
        } else {
            return nil
        }
    }
}
