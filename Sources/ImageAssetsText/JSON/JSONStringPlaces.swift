import CImageAssetsBytes

/// The way from a byte of what a string says to the byte of the text that says it: with escapes they are not equally
/// far from the beginning.
package struct JSONStringPlaces {
    private let source: SourceText
    private var offset: Int
    private var said = 0

    package init(_ node: JSONNode, in json: JSONDocument) {
        source = json.source
        offset = node.offset + 1
    }

    /// Asked for in rising order, all of them take one pass.
    package mutating func offset(of byte: Int) -> Int {
        offset = cbytes_json_say(source.start, offset, &said, byte)
        return offset
    }
}
