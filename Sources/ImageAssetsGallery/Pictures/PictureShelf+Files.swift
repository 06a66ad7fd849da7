import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsRenditions
import ImageAssetsStore
import ImageAssetsSystem

extension PictureShelf {
    /// Puts a picture in the gallery that is not there yet, and its thumbnail.
    func put(_ source: PictureSourceBytes) throws(PictureFault) -> GalleryPicture {
        let facts = try PictureFacts(of: source, limits: limits, cache: cache)
        let file = try write(
            source.bytes, to: "\(source.digest.hex).\(source.type.fileExtension)", in: "pictures",
            sharing: source.file)
        var thumbnail = file
        if let small = facts.thumbnail {
            thumbnail = try write(small, to: "\(source.digest.hex).png", in: "thumbnails")
        }
        return GalleryPicture(
            digest: source.digest, type: source.type, size: facts.size, byteCount: source.bytes.count,
            isTransparent: facts.isTransparent, file: file, thumbnail: thumbnail)
    }

    /// Compares two pictures that are in the gallery, unless an earlier gallery did.
    func put(_ pair: PicturePair) throws(PictureFault) -> GalleryDifference {
        guard pair.before.type == .png, pair.after.type == .png else { throw .notCompared }
        guard pair.before.size == pair.after.size else { throw .sides(pair.before.size, pair.after.size) }
        let name = "\(pair.before.digest.hex)-\(pair.after.digest.hex)"
        let map: DifferenceMap
        if let known = cache.content(named: name, upTo: DifferenceMap.limit(limits)).flatMap({ DifferenceMap($0) }) {
            map = known
        } else {
            map = try compare(pair)
            cache.keep(map.content, named: name)
        }
        let file = try write(map.bytes, to: "\(name).png", in: "differences")
        return GalleryDifference(file: file, share: map.share)
    }

    private func compare(_ pair: PicturePair) throws(PictureFault) -> DifferenceMap {
        let (before, after) = (try decode(pair.before), try decode(pair.after))
        do throws(PictureDifference.Fault) {
            let difference = try PictureDifference(from: before, to: after)
            return DifferenceMap(share: difference.share, bytes: try difference.file())
        } catch {
            switch error {
            case .sides: throw .sides(pair.before.size, pair.after.size)
            case .colors: throw .colors
            case .failure(let failure): throw .undecodable(failure)
            }
        }
    }

    /// What this gallery has, if it still is what was put there.
    private func decode(_ picture: GalleryPicture) throws(PictureFault) -> ShownPicture {
        let name = "\(picture.digest.hex).\(picture.type.fileExtension)"
        let bytes = (try? folder.directoryIfPresent("pictures")?.read(name, upTo: picture.byteCount)) ?? nil
        guard let bytes, SHA256Digest(of: bytes) == picture.digest else {
            throw .changedMeanwhile
        }
        do throws(RenditionFailure) {
            return try ShownPicture(decoding: bytes, limits: limits)
        } catch {
            throw .undecodable(error)
        }
    }
}

struct PicturePair: Sendable, Hashable {
    let before: GalleryPicture
    let after: GalleryPicture
}

/// A map as it is kept in the cache.
private struct DifferenceMap {
    let share: Double
    let bytes: Data

    var content: Data { withUnsafeBytes(of: share) { Data($0) } + bytes }

    /// More than a map of the largest picture can have, though nothing in it were compressed.
    static func limit(_ limits: PNGLimits) -> Int {
        min(limits.pixels, .max >> 8) * 8 + (1 << 20)
    }
}

extension DifferenceMap {
    /// Of bytes that this very tool wrote.
    init?(_ content: Data) {
        guard content.count > MemoryLayout<Double>.size else { return nil }
        share = content.withUnsafeBytes { $0.loadUnaligned(as: Double.self) }
        bytes = Data(content.dropFirst(MemoryLayout<Double>.size))
    }
}
