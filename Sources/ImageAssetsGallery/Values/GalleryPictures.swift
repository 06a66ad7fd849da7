import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText

/// The pictures of a gallery, by where they come from, and how those differ that are shown beside each other.
struct GalleryPictures: Sendable {
    private var pictures: [PictureOrigin: Result<GalleryPicture, PictureFault>] = [:]
    /// What lies there of which there is no picture.
    private var unshown: [PictureOrigin: Measures] = [:]
    private var differences: [Pair: Result<GalleryDifference, PictureFault>] = [:]

    private struct Pair: Hashable {
        let before: SHA256Digest
        let after: SHA256Digest
    }

    struct Measures: Sendable, Hashable {
        let digest: SHA256Digest
        /// Nil where nobody knows.
        let byteCount: Int?

        init(_ digest: SHA256Digest, byteCount: Int? = nil) {
            self.digest = digest
            self.byteCount = byteCount
        }
    }

    subscript(origin: PictureOrigin) -> Result<GalleryPicture, PictureFault>? {
        get { pictures[origin.withoutBytes] }
        set { pictures[origin.withoutBytes] = newValue }
    }

    /// Of what could not be shown; nil where it could not even be read.
    func measures(_ origin: PictureOrigin) -> Measures? {
        switch origin {
        case .file: unshown[origin]
        case .object(let digest): unshown[origin] ?? Measures(digest)
        case .bytes(let bytes, let digest): Measures(digest, byteCount: bytes.count)
        }
    }

    mutating func note(_ measures: Measures, of origin: PictureOrigin) { unshown[origin] = measures }

    /// The files of which there is no picture.
    var unshownFiles: [PackagePath] {
        pictures.compactMap { origin, picture in
            guard case .file(let path) = origin, case .failure = picture else { return nil }
            return path
        }
    }

    func picture(_ origin: PictureOrigin?) -> GalleryPicture? {
        origin.flatMap { self[$0] }.flatMap { try? $0.get() }
    }

    /// Nil where they were not compared: they are the same, or one of them cannot be shown.
    func difference(
        _ before: PictureOrigin?, _ after: PictureOrigin?
    ) -> Result<GalleryDifference, PictureFault>? {
        guard let before = picture(before), let after = picture(after) else { return nil }
        return differences[Pair(before: before.digest, after: after.digest)]
    }

    mutating func add(
        _ difference: Result<GalleryDifference, PictureFault>, _ before: GalleryPicture, _ after: GalleryPicture
    ) {
        differences[Pair(before: before.digest, after: after.digest)] = difference
    }

    /// All that the page names, relative to it.
    var files: Set<String> {
        let shown = pictures.values.compactMap { try? $0.get() }
        let maps = differences.values.compactMap { try? $0.get() }
        return Set(shown.flatMap { [$0.file, $0.thumbnail] } + maps.map(\.file))
    }
}

extension PictureOrigin {
    /// By which the picture is known once it is in the gallery, without the bytes: those of a revision's pictures are
    /// many.
    var withoutBytes: PictureOrigin {
        if case .bytes(_, let digest) = self { .object(digest) } else { self }
    }
}
