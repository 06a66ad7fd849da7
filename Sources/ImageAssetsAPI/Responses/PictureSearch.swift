import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// Finds the picture in an answer. These are the rules of what is taken:
///
/// 1. Nothing that repeats the request, is told of an error, or is a sketch of the picture: its name or that of what
///    encloses it says so, or its event's type, or it is one of the references that were sent.
/// 2. The member that the contract names, `b64_json` in `data`, goes before any other `b64_json`, and this before all
///    other places; a picture of any kind goes before what is none. The contract's member is taken even when it is a
///    reference.
/// 3. Of those that are alike, one that is whole and no reference; of these the larger picture; of those the one in the
///    last event, and in it the first. What is like the one that is taken, and as large, is another result for the same
///    money.
struct PictureSearch {
    private(set) var picture: Data?
    private(set) var others: [Data] = []
    /// The string that it is in; nil for the bytes themselves.
    private(set) var fact: Fact?
    /// There is a beginning of a picture.
    private(set) var isCut = false

    /// Places that are looked at, and those that are decoded.
    private static let (maximumPlaces, maximumFinds) = (4_096, 16)
    private static let contract = ["data", "b64_json"]

    init(_ answer: Answer, isReference: (Data) -> Bool) {
        let (body, completed) = (answer.body, answer.parts("completed"))
        // A page's pictures are its own.
        if answer.form == .page { return }
        if let raw = body.png ?? (body.isPicture ? body : nil) {
            isCut = raw.isPNG && !raw.endsLikePNG
            picture = isCut ? nil : raw
            return
        }
        /// Each with what is for it, from what weighs most.
        var finds: [(worth: [Int], data: Data, fact: Fact?)] = []
        for (range, fact) in body.withUnsafeBytes({ Self.places(answer, $0) }) {
            let data = Base64Payload.decode(body[range])
            let (isEcho, isWhole) = (isReference(data), !data.isPNG || data.endsLikePNG)
            let isContract = fact?.path == Self.contract
            if !isWhole, range.upperBound == body.count || range.upperBound < fact?.range.upperBound ?? 0 {
                isCut = true
            } else if data.isPicture
                // Whatever is in the contract's place was meant to be the picture.
                ? isContract || !isEcho : isContract && !data.isEmpty && range.upperBound == fact?.range.upperBound
            {
                let isSo = [data.isPicture, isContract, fact?.path.last == "b64_json", data.isPNG, isWhole && !isEcho]
                let size = isContract ? 0 : data.pixels
                finds.append((isSo.map { $0 ? 1 : 0 } + [size, fact?.parts.first ?? 0, -range.lowerBound], data, fact))
            }
        }
        guard let best = finds.max(by: { $0.worth.lexicographicallyPrecedes($1.worth) }) else { return }
        (picture, fact) = (best.data, best.fact)
        for find in finds where best.worth[4] == 1 && find.worth.prefix(6) == best.worth.prefix(6) {
            let isDone = find.worth[6] == best.worth[6] || completed.isSuperset(of: [find.worth[6], best.worth[6]])
            if isDone, find.data != picture, !others.contains(find.data) { others.append(find.data) }
        }
    }

    /// The contract's members, and what stands behind a mark, wherever that is.
    private static func places(_ answer: Answer, _ bytes: UnsafeRawBufferPointer) -> [(Range<Int>, Fact?)] {
        let (facts, sketches) = (answer.facts, answer.parts("partial"))
        var starts = facts.filter { $0.path.last == "b64_json" }.prefix(maximumPlaces).map(\.range.lowerBound)
        for (mark, length) in marks {
            var position = 0
            let most = starts.count + maximumPlaces
            while starts.count < most, let found = bytes.find(mark, in: position..<bytes.count) {
                starts.append(found + length)
                position = found + mark.utf8.count
            }
        }
        var (next, end) = (0, 0)
        let places = starts.sorted().compactMap { start -> (range: Range<Int>, fact: Fact?)? in
            if start < end { return nil }
            while next < facts.count, facts[next].range.upperBound <= start { next += 1 }
            let fact = next < facts.count && facts[next].range.contains(start) ? facts[next] : nil
            let limit = fact?.range.upperBound ?? bytes.count
            end = bytes.end(of: Base64Payload.alphabet, from: start)
            // An event's data may be parted into lines.
            while end < limit, bytes[..<end].suffix(5).elementsEqual("\ndata".utf8) {
                end = bytes.end(of: Base64Payload.alphabet, from: end + 1)
            }
            end = min(end, limit)
            let isLess = fact.map { $0.path.contains(where: isUnwanted) || !sketches.isDisjoint(with: $0.parts) }
            return end <= start || isLess == true ? nil : (start..<end, fact)
        }
        let size = { (find: (range: Range<Int>, fact: Fact?)) in find.fact?.path == contract ? .max : find.range.count }
        return Array(places.sorted { size($0) > size($1) }.prefix(maximumFinds))
    }

    /// The prefix of a data URL, and how base64 of a PNG, a JPEG, a WebP and a GIF begins; and how much of it goes
    /// before the picture.
    private static let marks = [
        (";base64,", 8), ("iVBORw0KGgo", 0), ("\"/9j/", 1), ("\"\\/9j\\/", 1), ("\"UklGR", 1), ("\"R0lGOD", 1),
    ]

    /// Whether a member so called repeats the request, belongs to an error, or is less than the picture.
    static func isUnwanted(_ name: String) -> Bool {
        // `inputImage`, `input_image` and `input-image` are the same words.
        let hasSmall = name.contains(where: \.isLowercase)
        let spaced = name.map { hasSmall && $0.isUppercase ? " \($0)" : "\($0)" }.joined()
        return spaced.lowercased().split { !$0.isLetter }.contains { unwanted.contains(String($0)) }
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

    /// The bytes of a PNG as they are: after white space to the end, or as a part of it.
    var png: Data? {
        withUnsafeBytes { bytes in
            guard let start = bytes.find(Data([0x89]) + Data("PNG\r\n\u{1A}\n".utf8), in: 0..<count) else { return nil }
            let end = start > bytes.end(of: " \t\r\n", from: 0) ? bytes.find("IEND", in: start..<count) : nil
            return Data(self[start..<Swift.min(count, end.map { $0 + 8 } ?? count)])
        }
    }

    fileprivate var isPicture: Bool { isPNG || FileKind(self).isPicture }

    /// Whether the last chunk is there, with no more behind it than decoding allows.
    fileprivate var endsLikePNG: Bool { suffix(1_024 + 12).holds("IEND") }

    /// What a PNG's head says; 0 for all else.
    fileprivate var pixels: Int {
        guard isPNG, count >= 24 else { return 0 }
        let sides = dropFirst(16).prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int(clamping: (sides >> 32) * (sides & 0xFFFF_FFFF))
    }
}
