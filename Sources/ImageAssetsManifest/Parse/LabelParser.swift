import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// `label` and `alt`: what renditions say of themselves.
extension ManifestParser {
    static let labelKeys: StaticString = "credit copyright prompt digitalSourceType"

    mutating func label(_ node: JSONNode) -> Located<LabelOptions>? {
        let location = faults.location(node.offset)
        if let isWritten = json.boolean(node) { return Located(LabelOptions(isWritten: isWritten), at: location) }
        guard node.kind == .object else { return mismatch(node, "\"label\"", "true, false or an object") }
        let faultsBefore = faults.errorCount
        guard let reader = object(node, "\"label\"", allowed: Self.labelKeys) else { return nil }
        let options = LabelOptions(
            credit: reader["credit"].flatMap { labelText($0, "\"credit\"") },
            copyright: reader["copyright"].flatMap { labelText($0, "\"copyright\"") },
            includesPrompt: reader["prompt"].flatMap { boolean($0, "\"prompt\"") } ?? false,
            digitalSourceType: reader["digitalSourceType"].flatMap { sourceType($0) })
        return faults.errorCount == faultsBefore ? Located(options, at: location) : nil
    }

    mutating func alt(_ node: JSONNode) -> Located<Template>? {
        guard let template = template(node, "\"alt\""), check(template, "\"alt\"") else { return nil }
        guard case .plain(let text) = template.value, let fault = LabelText.fault(of: text) else { return template }
        faults.error(at: template.location, "\"alt\" \(fault)")
        return nil
    }

    private mutating func labelText(_ node: JSONNode, _ what: String) -> String? {
        guard let text = string(node, what) else { return nil }
        guard let fault = LabelText.fault(of: text.value) else { return text.value }
        faults.error(at: text.location, "\(what) \(fault)")
        return nil
    }

    // MARK: IPTC's vocabulary

    private static let vocabulary = "http://cv.iptc.org/newscodes/digitalsourcetype/"
    /// Of October 2024, those among them that have been retired.
    static let sourceTypes = [
        "trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "algorithmicMedia",
        "algorithmicallyEnhanced", "compositeSynthetic", "composite", "compositeCapture", "digitalCreation",
        "digitalArt", "humanEdits", "minorHumanEdits", "dataDrivenMedia", "digitalCapture", "computationalCapture",
        "screenCapture", "virtualRecording", "softwareImage", "negativeFilm", "positiveFilm", "print",
    ]

    /// As its address: a word of the vocabulary, or the address of any, as the vocabulary grows.
    private mutating func sourceType(_ node: JSONNode) -> String? {
        guard let text = string(node, "\"digitalSourceType\"") else { return nil }
        if Self.sourceTypes.contains(text.value) { return Self.vocabulary + text.value }
        let word = text.value.dropFirst(Self.vocabulary.count)
        if text.value.hasPrefix(Self.vocabulary), !word.isEmpty, word.utf8.allSatisfy(Self.isLetter) {
            return text.value
        }
        faults.error(
            at: text.location,
            "\(Diagnostic.quoted(text.value)) is no word of IPTC's vocabulary \"Digital Source Type\"",
            hint: NearestName.hint(text.value, among: Self.sourceTypes)
                ?? "Such are \(Self.sourceTypes.prefix(3).joined(separator: ", ")); the address of any other begins "
                + "with \(Self.vocabulary).")
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

/// What a text in a label may be.
enum LabelText {
    /// What is wrong with it, to follow what it is; nil when nothing is.
    static func fault(of text: String) -> String? {
        if let fault = fault(ofLength: text.utf8.count, text.unicodeScalars.count) { return fault }
        if text.allSatisfy(\.isWhitespace) { return "is blank" }
        guard let bad = unwritable(text) else { return nil }
        return "has the character \(Diagnostic.visible(bad)), which no label can hold"
    }

    /// - Parameter scalars: counted only where there are so many bytes.
    static func fault(ofLength bytes: Int, _ scalars: @autoclosure () -> Int) -> String? {
        guard bytes > Bounds.labelText else { return nil }
        let count = scalars()
        return count > Bounds.labelText ? "has \(count) characters; at most \(Bounds.labelText) are written" : nil
    }

    /// What XML knows no way to write.
    private static func unwritable(_ text: String) -> Unicode.Scalar? {
        // The C library looks through it at once; nearly every text has none.
        let mayHave = text.withCString { start in
            strlen(start) < text.utf8.count || strpbrk(start, controls.cString) != nil
                || strstr(start, noncharacters.0.cString) != nil || strstr(start, noncharacters.1.cString) != nil
        }
        guard mayHave else { return nil }
        return text.unicodeScalars.first { scalar in
            scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || scalar.value == 0x7F
                || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        }
    }

    private static let controls: StaticString = """
        \u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}\u{8}\u{B}\u{C}\r\u{E}\u{F}\u{10}\u{11}\u{12}\u{13}\u{14}\
        \u{15}\u{16}\u{17}\u{18}\u{19}\u{1A}\u{1B}\u{1C}\u{1D}\u{1E}\u{1F}\u{7F}
        """
    private static let noncharacters: (StaticString, StaticString) = ("\u{FFFE}", "\u{FFFF}")
}
