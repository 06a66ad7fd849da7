import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// Finds the picture in an answer. These are the rules of what is taken:
///
/// 1. Nothing that repeats the request, is told of an error, or is a sketch of the picture: its name or that of what encloses it
///    says so, or its event's type, or it is one of the references that were sent.
/// 2. The member that the contract names, `b64_json` in `data`, goes before any other `b64_json`, and this before all other
///    places; a picture of any kind goes before what is none. The contract's member is taken even when it is a reference.
/// 3. Of those that are alike, one that is whole and no reference; of these the larger picture; of those the one in the last
///    event, and in it the first. What is like the one that is taken, and as large, is another result for the same money.
struct PictureSearch {
    private(set) var picture: Data?
    private(set) var others: [Data] = []
    /// The string that it is in; nil for the bytes themselves.
    private(set) var text: AnswerOutline.Text?
    /// There is a beginning of a picture.
    private(set) var isCut = false

    private enum Rank: Int {
        case evidence, picture, png, member, contract
    }

    private struct Find {
        let range: Range<Int>
        let text: AnswerOutline.Text?
        let rank: Rank
        /// The event that it is in.
        let root: Int
        let pixels: Int

        func isBefore(_ other: Find) -> Bool {
            (rank.rawValue, pixels, root, other.range.lowerBound)
                > (other.rank.rawValue, other.pixels, other.root, range.lowerBound)
        }
    }

    /// Places that are looked at, those that are decoded, and characters of base64 that the shortest picture has.
    private static let (maximumFinds, maximumDecoded, shortest) = (4_096, 16, 48)

    init(_ body: Data, _ bytes: UnsafeRawBufferPointer, _ outline: AnswerOutline, isReference: (Data) -> Bool) {
        if let raw = Self.raw(body, bytes) {
            isCut = raw.isPNG && !raw.endsLikePNG
            picture = isCut ? nil : raw
            return
        }
        let finds = Self.finds(body, bytes, outline).sorted { $0.isBefore($1) }
        var best: (find: Find, value: Int)?
        for find in finds.prefix(Self.maximumDecoded) {
            if let best, best.find.rank != find.rank || best.value == 2 && best.find.pixels != find.pixels { break }
            let data = Base64Payload.decode(body[find.range])
            let (isEcho, isWhole) = (isReference(data), !data.isPNG || data.endsLikePNG)
            if data.isEmpty || isEcho && find.rank != .contract { continue }
            if !isWhole, find.range.upperBound == bytes.count {
                isCut = true
                continue
            }
            let value = (isWhole ? 1 : 0) + (isEcho ? 0 : 1)
            if value > best?.value ?? -1 {
                best = (find, value)
                (picture, text) = (data, find.text)
            } else if let best, value == 2, best.value == 2, data != picture, !others.contains(data),
                [find, best.find].allSatisfy({ $0.root == best.find.root || outline.parts[$0.root].isDone })
            {
                others.append(data)
            }
        }
    }

    /// The bytes of a picture as they are: as the body, perhaps after white space, or as a part of it.
    private static func raw(_ body: Data, _ bytes: UnsafeRawBufferPointer) -> Data? {
        if let start = bytes.find(Data([0x89]) + Data("PNG\r\n\u{1A}\n".utf8), in: 0..<bytes.count) {
            let isPart = start > bytes.end(of: " \t\r\n", from: 0)
            let end = isPart ? bytes.find("IEND", in: start..<bytes.count) : nil
            return Data(body[start..<min(bytes.count, end.map { $0 + 8 } ?? bytes.count)])
        }
        return body.isPicture ? body : nil
    }

    /// Strings that begin like a picture or are called like the contract's, and what stands anywhere behind a mark: a PNG's
    /// beginning, or the prefix of a data URL.
    private static func finds(
        _ body: Data, _ bytes: UnsafeRawBufferPointer, _ outline: AnswerOutline
    ) -> [Find] {
        var starts: [(place: Int, text: AnswerOutline.Text?)] = []
        for text in outline.texts where text.key == "b64_json" || text.range.count >= shortest {
            if starts.count == maximumFinds { break }
            let start = min(text.range.upperBound, bytes.end(of: " \t\r\n", from: text.range.lowerBound))
            let head = bytes.text(start..<min(text.range.upperBound, start + 12))
            if text.key == "b64_json" || beginnings.contains(where: head.hasPrefix) { starts.append((start, text)) }
        }
        for (mark, length) in [(";base64,", 8), (beginnings[0], 0)] {
            var position = 0
            for _ in 0..<maximumFinds {
                guard let found = bytes.find(mark, in: position..<bytes.count) else { break }
                starts.append((found + length, outline.text(at: found + length)))
                position = found + mark.utf8.count
            }
        }
        var end = 0
        return starts.sorted { $0.place < $1.place }.compactMap { start in
            guard start.place >= end else { return nil }
            let limit = start.text?.range.upperBound ?? bytes.count
            end = max(start.place, min(limit, bytes.end(of: Base64Payload.alphabet, from: start.place)))
            return find(start.place..<end, start.text, isWholeText: end == limit, body, outline)
        }
    }

    private static func find(
        _ range: Range<Int>, _ text: AnswerOutline.Text?, isWholeText: Bool, _ body: Data, _ outline: AnswerOutline
    ) -> Find? {
        guard !range.isEmpty, let path = text.map({ outline.path(of: $0) }) ?? [], !path.contains(where: isUnwanted)
        else { return nil }
        let head = Base64Payload.decode(body[range.prefix(128)])
        let isContract = path == ["data", "b64_json"]
        let rank: Rank
        if head.isPNG || head.isPicture {
            rank = isContract ? .contract : path.last == "b64_json" ? .member : head.isPNG ? .png : .picture
        } else if isContract, isWholeText {
            // Whatever it is, it was meant to be the picture.
            rank = .evidence
        } else {
            return nil
        }
        return Find(
            range: range, text: text, rank: rank, root: text.map { outline.parts[$0.part].root } ?? 0,
            pixels: isContract ? 0 : head.pixels)
    }

    /// How base64 of a PNG, a JPEG, a WebP and a GIF begins.
    private static let beginnings = ["iVBORw0KGgo", "/9j/", "\\/9j\\/", "UklGR", "R0lGOD"]

    /// Whether a member so called repeats the request, belongs to an error, or is less than the picture.
    static func isUnwanted(_ name: String) -> Bool { words(in: name).contains(where: unwanted.contains) }

    /// `inputImage`, `input_image` and `input-image` are the same words.
    static func words(in name: String) -> [String] {
        var parted = ""
        var isSmall = false
        for scalar in name.unicodeScalars {
            if isSmall, ("A"..."Z").contains(scalar) { parted += "_" }
            parted.unicodeScalars.append(scalar)
            isSmall = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        }
        return parted.lowercased().split { !$0.isLetter }.map(String.init)
    }

    private static let unwanted: Set<String> = [
        "input", "inputs", "request", "prompt", "messages", "instructions", "reference", "references", "init", "mask",
        "error", "errors", "detail", "partial", "preview", "previews", "thumb", "thumbs", "thumbnail", "thumbnails",
        "logo", "icon", "avatar", "watermark", "qrcode",
    ]
}

extension Data {
    /// Enough to tell what was meant to be a PNG, damaged or not.
    var isPNG: Bool { starts(with: [0x89, 0x50, 0x4E, 0x47]) }

    fileprivate var isPicture: Bool {
        guard case .known(let kind) = FileKind(self) else { return false }
        return [
            "a JPEG", "a WebP", "a GIF", "an AVIF", "a HEIC", "a JPEG XL", "a JPEG 2000", "a TIFF", "a BMP", "an SVG",
        ].contains(kind)
    }

    /// Whether the last chunk is there, with no more behind it than decoding allows.
    fileprivate var endsLikePNG: Bool { suffix(1_024 + 12).holds("IEND") }

    /// What a PNG's head says; 0 for all else.
    fileprivate var pixels: Int {
        guard isPNG, count >= 24 else { return 0 }
        let sides = dropFirst(16).prefix(8).map(Int.init)
        func side(_ start: Int) -> Int { sides[start..<start + 4].reduce(0) { $0 << 8 | $1 } }
        return side(0).multipliedReportingOverflow(by: side(4)).partialValue
    }
}
