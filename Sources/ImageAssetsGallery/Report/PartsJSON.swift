import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsReports
import ImageAssetsText
import ImageAssetsWords

extension GalleryPictures {
    func json(_ origin: PictureOrigin?) -> JSONValue {
        guard let origin, let picture = self[origin] else { return .null }
        switch picture {
        case .success(let picture): return picture.json
        case .failure(let fault): return fault.json(measures(origin))
        }
    }
}

extension GalleryPicture {
    fileprivate var json: JSONValue {
        .object([
            "sha256": .string(digest.hex), "file": .string(file), "thumbnail": .string(thumbnail),
            "width": .integer(size.width), "height": .integer(size.height), "bytes": .integer(byteCount),
            "mediaType": .string(type.rawValue), "transparent": .boolean(isTransparent), "problem": .null,
        ])
    }
}

extension PictureFault {
    /// In the place of a picture; its digest is empty where nobody could read it.
    func json(_ measures: GalleryPictures.Measures?) -> JSONValue {
        .object([
            "sha256": .string(measures?.digest.hex ?? ""), "file": .null, "thumbnail": .null, "width": .null,
            "height": .null, "bytes": .integer(measures?.byteCount), "mediaType": "application/octet-stream",
            "transparent": false, "problem": .string(sentence),
        ])
    }
}

extension GalleryDifference {
    /// - Parameter size: of the later picture, which the map has, too.
    func json(_ size: PixelSize?) -> JSONValue {
        // That something differs is never rounded away.
        let parts = max(share > 0 ? 1 : 0, Int((share * 1_000_000).rounded()))
        let digits = String(10_000 + parts % 10_000).dropFirst()
        return .object([
            "file": .string(file), "share": .number("\(parts / 10_000).\(digits)"),
            "width": .integer(size?.width), "height": .integer(size?.height),
        ])
    }
}

extension FamilyMember {
    var json: JSONValue {
        .object([
            "name": .string(template),
            "values": .array(
                values.map { .object(["variable": .string($0.variable), "id": .string($0.id)]) }),
        ])
    }
}

extension GalleryImage.Field {
    var json: JSONValue { .object(["name": .string(name), "value": .string(value)]) }
}

extension GalleryImage.Piece {
    var json: JSONValue {
        .object([
            "text": .string(text), "source": .string(source), "file": .string(file.text),
            "line": .integer(location.line), "column": .integer(location.column),
        ])
    }
}

extension GalleryChange.Word {
    var json: JSONValue { .object(["kind": .string(kind.rawValue), "text": .string(text)]) }
}

extension GalleryChange.Fact {
    var json: JSONValue {
        .object(["name": .string(name), "before": .string(before), "after": .string(after)])
    }
}
