import ImageAssetsModel
import ImageAssetsSystem

/// What was made of pictures to look at, by their digests, so that it need not be made again: in the store's cache,
/// where there is a store.
///
/// A thumbnail cannot be held against its picture without making it anew, and a store that a stranger committed may
/// have another picture in its place: one that a reviewer approves. So each file carries a key that only the executable
/// which made it knows, by where it lies on this machine and when it was put there; what has another key is none.
package struct PictureCache: Sendable {
    private let store: AssetStore
    /// The build of the tool, and of what makes the pictures; nil where no key could be a secret: then there is no
    /// cache.
    private let maker: String?

    /// - Parameter version: of what is made; one more when it becomes another picture.
    package init(in store: AssetStore, version: String, build: String? = ToolVersion.build) {
        self.store = store
        maker = build.map { "\($0) \(version)" }
    }

    fileprivate static let folder = ["cache", "pictures"]
    private static let magic = Array("image-assets picture 1\n".utf8)
    private static let keyLength = MemoryLayout<SHA256Digest>.size

    /// What was kept under a name; nil when nothing was, or nothing of this very tool.
    ///
    /// - Parameter limit: more bytes are not even read.
    package func content(named name: String, upTo limit: Int) -> Data? {
        guard let maker,
            let bytes =
                (try? store.folder(Self.folder)?.read(
                    name, upTo: limit + Self.magic.count + Self.keyLength)) ?? nil,
            bytes.count >= Self.magic.count + Self.keyLength, bytes.starts(with: Self.magic)
        else { return nil }
        let content = Data(bytes[(Self.magic.count + Self.keyLength)...])
        let key = bytes.withUnsafeBytes {
            $0.loadUnaligned(fromByteOffset: Self.magic.count, as: SHA256Digest.self)
        }
        return key == Self.key(of: content, named: name, maker) ? content : nil
    }

    /// That it cannot be kept is no failure, and that there is no store neither.
    package func keep(_ content: Data, named name: String) {
        guard let maker, (try? store.folder()) ?? nil != nil, let folder = try? store.makeFolder(Self.folder) else {
            return
        }
        var bytes = Data(Self.magic)
        withUnsafeBytes(of: Self.key(of: content, named: name, maker)) { bytes.append(contentsOf: $0) }
        bytes.append(content)
        try? folder.put(name, bytes, sharing: nil)
    }

    private static func key(of content: Data, named name: String, _ maker: String) -> SHA256Digest {
        let content = SHA256Digest(of: content)
        return SHA256Digest(of: Data("\(maker)\n\(name)\n\(content)".utf8))
    }
}

extension AssetStore {
    /// Removes what was made of pictures, by the digests in its names, of which the last is the newer one. It can be
    /// made again.
    package func forgetPictures(unless isNeeded: (SHA256Digest) -> Bool) {
        guard let folder = (try? folder(PictureCache.folder)) ?? nil else { return }
        for name in folder.names() where !(SHA256Digest(hex: String(name.suffix(64))).map(isNeeded) ?? false) {
            if folder.isFile(name) { try? folder.remove(name) }
        }
    }
}
