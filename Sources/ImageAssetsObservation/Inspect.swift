import ImageAssetsLabels
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

extension Inspection {
    /// - Parameter hashesPixels: take a digest of the decoded pixels, too.
    package init(of file: String, limits: PNGLimits, hashesPixels: Bool = false) {
        let result = Result { () throws(Fault) in
            let bytes = try Self.bytes(of: file)
            let (picture, labels) = try Self.look(at: bytes, limits, hashesPixels: hashesPixels)
            return Facts(picture, byteCount: bytes.count, sha256: SHA256Digest(of: bytes), labels: labels)
        }
        self.init(of: file, result: result)
    }

    private static func look(
        at bytes: Data, _ limits: PNGLimits, hashesPixels: Bool
    ) throws(Fault) -> (Picture, Set<ProvenanceLabel>) {
        if let type = ReferenceType(start: bytes), type != .png {
            let fault = type == .jpeg ? JPEGHeader.fault(in: bytes) : WebPHeader.fault(in: bytes)
            guard fault == nil, let size = type.size(in: bytes) else {
                throw .damaged(type, fault)
            }
            return (type == .jpeg ? .jpeg(size) : .webP(size), FileLabels(of: bytes)?.kinds ?? [])
        }
        do throws(PNGError) {
            let info = try PNGInfo(decoding: bytes, limits: limits)
            let pixels = hashesPixels ? try PNGPixels.digest(of: bytes, limits: limits) : nil
            return (.png(info, pixels: pixels), FileLabels(info).kinds)
        } catch {
            let pointer = LFSPointer(bytes)
            throw .png(error, FileKind(bytes), object: pointer.map { ($0.byteCount, $0.sha256) })
        }
    }

    /// A pipe serves as well as a file: whoever names one waits for what is written to it. A device has no end.
    private static func bytes(of file: String) throws(Fault) -> Data {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw .unreadable(.system(String(cString: strerror(errno)))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(.system(String(cString: strerror(errno)))) }
        guard ![S_IFCHR, S_IFBLK].contains(status.st_mode & S_IFMT) else { throw .unreadable(.device) }
        let limit = Bounds.pictureBytes
        guard let bytes = FileBytes.read(descriptor, byteCount: Int(status.st_size), upTo: limit) else {
            if errno == EFBIG { throw .unreadable(.tooLarge(FileSizeFault(Int(status.st_size), over: limit))) }
            throw .unreadable(.system(String(cString: strerror(errno))))
        }
        return bytes
    }
}
