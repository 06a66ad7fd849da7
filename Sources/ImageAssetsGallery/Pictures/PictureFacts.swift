import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsRenditions
import ImageAssetsStore
import ImageAssetsSystem

/// What decoding a picture gives for the page.
struct PictureFacts {
    let size: PixelSize
    let isTransparent: Bool
    /// Nil where the picture is its own.
    let thumbnail: Data?

    /// PNGs are decoded, unless an earlier gallery did; for the other kinds there is no decoder here, and their headers
    /// have to tell.
    init(
        of source: PictureSourceBytes, limits: PNGLimits, cache: PictureCache
    ) throws(PictureFault) {
        switch source.type {
        case .png:
            let name = source.digest.hex
            if let known = cache.content(named: name, upTo: Self.contentLimit).flatMap({ PictureFacts($0) }),
                known.size.isWithin(limits)
            {
                self = known
                return
            }
            try self.init(decoding: source.bytes, limits: limits)
            cache.keep(content, named: name)
        case .jpeg:
            try self.init(JPEGHeader.fault(in: source.bytes), source, isTransparent: false, limits: limits)
        case .webp:
            try self.init(
                WebPHeader.fault(in: source.bytes), source, isTransparent: WebPHeader.announcesAlpha(source.bytes),
                limits: limits)
        }
    }

    /// More than a thumbnail can have, though nothing in it were compressed.
    private static let contentLimit = 8 << 20

    private init(decoding bytes: Data, limits: PNGLimits) throws(PictureFault) {
        let picture: ShownPicture
        do throws(RenditionFailure) {
            picture = try ShownPicture(decoding: bytes, limits: limits)
            thumbnail = try picture.thumbnail()
        } catch {
            throw .undecodable(error)
        }
        guard let size = PixelSize(width: picture.info.width, height: picture.info.height) else { throw .damaged(nil) }
        self.size = size
        isTransparent = picture.info.hasTransparency
    }

    private init(
        _ fault: String?, _ source: PictureSourceBytes, isTransparent: Bool, limits: PNGLimits
    ) throws(PictureFault) {
        guard fault == nil, let size = source.type.size(in: source.bytes) else {
            throw .damaged(fault)
        }
        guard size.isWithin(limits) else { throw .tooManyPixels(size, limit: limits.pixels) }
        self.size = size
        self.isTransparent = isTransparent
        thumbnail = nil
    }
}

extension PixelSize {
    fileprivate func isWithin(_ limits: PNGLimits) -> Bool {
        max(width, height) <= limits.side && max(width, height) <= limits.pixels / min(width, height)
    }
}

// MARK: In the cache

extension PictureFacts {
    private struct Head: BitwiseCopyable {
        let width: Int64
        let height: Int64
        let isTransparent: Int64
    }

    /// Of bytes that this very tool wrote.
    fileprivate init?(_ content: Data) {
        guard content.count >= MemoryLayout<Head>.size else { return nil }
        let head = content.withUnsafeBytes { $0.loadUnaligned(as: Head.self) }
        guard let size = PixelSize(width: Int(head.width), height: Int(head.height)) else { return nil }
        self.size = size
        isTransparent = head.isTransparent != 0
        let rest = content.dropFirst(MemoryLayout<Head>.size)
        thumbnail = rest.isEmpty ? nil : Data(rest)
    }

    fileprivate var content: Data {
        let head = Head(width: Int64(size.width), height: Int64(size.height), isTransparent: isTransparent ? 1 : 0)
        return withUnsafeBytes(of: head) { Data($0) } + (thumbnail ?? Data())
    }
}
