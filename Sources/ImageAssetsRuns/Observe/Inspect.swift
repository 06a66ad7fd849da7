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
                let pointer = LFSPointer(bytes)
                throw .png(error, wayBack: FileKind(bytes).wayBack, object: pointer.map { ($0.byteCount, $0.sha256) })
            }
        }
        self.init(of: file, result: result)
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
