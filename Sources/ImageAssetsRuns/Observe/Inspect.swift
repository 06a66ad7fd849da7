import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsSystem

extension Inspection {
    /// - Parameter hashesPixels: take a digest of the decoded pixels, too.
    package init(of file: String, limits: PNGLimits, hashesPixels: Bool = false) {
        let result = Result { () throws(Fault) in
            let bytes = try Self.bytes(of: file)
            do throws(PNGError) {
                return Facts(
                    info: try PNGInfo(decoding: bytes, limits: limits),
                    sha256: SHA256Digest(of: bytes),
                    pixels: hashesPixels ? try PNGPixels.digest(of: bytes, limits: limits) : nil
                )
            } catch {
                throw .png(error, hint: Self.hint(for: bytes))
            }
        }
        self.init(of: file, result: result)
    }

    private static func hint(for bytes: Data) -> String? {
        let wayBack = FileKind(bytes).wayBack
        guard let pointer = LFSPointer(bytes), let wayBack else { return wayBack }
        return "It stands for a file of \(pointer.byteCount) bytes, sha256 \(pointer.sha256). " + wayBack
    }

    /// A pipe serves as well as a file.
    private static func bytes(of file: String) throws(Fault) -> Data {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0,
            let bytes = FileBytes.read(descriptor, byteCount: Int(status.st_size))
        else { throw .unreadable(String(cString: strerror(errno))) }
        return bytes
    }
}
