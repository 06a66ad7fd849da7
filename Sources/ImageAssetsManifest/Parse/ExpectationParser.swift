import ImageAssetsModel
import ImageAssetsText

extension ManifestParser {
    static let expectKeys: StaticString =
        "width height minWidth minHeight aspectRatio alpha maxBytes blank unchanged label"
    /// What is made here is made from nothing that could come back unchanged.
    static let renditionExpectKeys: StaticString =
        "width height minWidth minHeight aspectRatio alpha maxBytes blank label"

    mutating func expect(_ node: JSONNode, isRenditions: Bool = false) -> Located<Expectation>? {
        let faultsBefore = faults.errorCount
        let allowed = isRenditions ? Self.renditionExpectKeys : Self.expectKeys
        let reader = object(node, "\"expect\"", allowed: allowed) {
            Self.has(Self.expectKeys, $0) ? "in the \"expect\" of an image" : nil
        }
        guard let reader else { return nil }
        let expect = Expectation(
            width: count(reader, "width"), height: count(reader, "height"), minWidth: count(reader, "minWidth"),
            minHeight: count(reader, "minHeight"), aspectRatio: reader["aspectRatio"].flatMap { aspectRatio($0) },
            alpha: reader["alpha"].flatMap { word($0, "\"alpha\"") } ?? .any, maxBytes: count(reader, "maxBytes"),
            allowsBlank: reader["blank"].flatMap { boolean($0, "\"blank\"") } ?? false,
            allowsUnchanged: reader["unchanged"].flatMap { boolean($0, "\"unchanged\"") } ?? false,
            requiresLabel: reader["label"].flatMap { word($0, "\"label\"", among: ["required"]) } != nil
        )
        checkSides(expect, reader)
        guard faults.errorCount == faultsBefore else { return nil }
        return Located(expect, at: faults.location(node.offset))
    }

    private mutating func count(_ reader: ObjectReader, _ key: StaticString) -> Int? {
        reader[key].flatMap { integer($0, "\"\(key)\"", in: 1...Self.largestInteger) }
    }

    private mutating func aspectRatio(_ node: JSONNode) -> AspectRatio? {
        guard let text = string(node, "\"aspectRatio\"") else { return nil }
        let ratio = AspectRatio(text.value)
        if ratio == nil {
            faults.error(
                at: text.location, "\(Diagnostic.quoted(text.value)) is no aspect ratio",
                hint: "Write width and height as positive whole numbers: \"16:9\".")
        }
        return ratio
    }

    /// No picture meets two demands that exclude each other; it would be paid for and refused.
    private mutating func checkSides(_ expect: Expectation, _ reader: ObjectReader) {
        let sides: [(Int?, Int?, StaticString, StaticString)] = [
            (expect.width, expect.minWidth, "width", "minWidth"),
            (expect.height, expect.minHeight, "height", "minHeight"),
        ]
        for (exact, least, key, leastKey) in sides {
            guard let exact, let least, least > exact else { continue }
            faults.error(
                at: reader[leastKey]?.offset ?? reader.offset,
                "no image has \"\(leastKey)\" \(least) and \"\(key)\" \(exact)")
        }
        if let width = expect.width, let height = expect.height, let ratio = expect.aspectRatio,
            !ratio.matches(width: width, height: height)
        {
            faults.error(
                at: reader["aspectRatio"]?.offset ?? reader.offset, "no image of \(width)x\(height) is \(ratio)")
        }
    }
}
