import ImageAssetsModel
import ImageAssetsText

extension ManifestParser {
    /// An object whose keys are sizes, sizes with a quality, or `*`.
    mutating func table<Value>(
        _ node: JSONNode, _ what: String, _ read: (inout ManifestParser, JSONNode, String) -> Value?
    ) -> PriceTable<Value>? {
        guard let members = json.members(node) else { return mismatch(node, what, "an object") }
        var table = PriceTable<Value>()
        var seen: [String: JSONNode] = [:]
        var isSound = true
        for member in members {
            let text = json.string(member.key) ?? ""
            let quoted = Diagnostic.quoted(text)
            if let first = seen[text] {
                faults.twice(at: member.key, "the key \(quoted) stands here", first: first)
                isSound = false
                continue
            }
            seen[text] = member.key
            let key: PriceTable<Value>.Key? = text == "*" ? nil : priceKey(member.key, text)
            let value = read(&self, member.value, "\(what) of \(quoted)")
            isSound = isSound && value != nil && (key != nil || text == "*")
            if let key { table.values[key] = value } else if text == "*" { table.rest = value }
        }
        if members.isEmpty {
            faults.error(at: node.offset, "\(what) is empty", hint: "Write {\"*\": …} for one price of all sizes.")
            return nil
        }
        return isSound ? table : nil
    }

    private mutating func priceKey<Value>(_ node: JSONNode, _ text: String) -> PriceTable<Value>.Key? {
        let quoted = Diagnostic.quoted(text)
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        if words.contains("auto") {
            faults.error(
                at: node.offset, "\(quoted) has no price of its own: the service chooses",
                hint: "\"*\" covers what it may choose.")
            return nil
        }
        guard (1...2).contains(words.count), let size = PixelSize(words[0]) else {
            faults.error(
                at: node.offset, "\(quoted) is no size",
                hint: "Write a size (\"1024x1024\"), a size and a quality (\"1024x1024 high\"), or \"*\" for the rest.")
            return nil
        }
        guard words.count == 2 else { return PriceTable<Value>.Key(size: size) }
        let known = (rules?.parameters["quality"] ?? []).filter { $0 != "auto" }
        if !known.isEmpty, !known.contains(words[1]) {
            faults.error(
                at: node.offset, "\(quoted) has an unknown quality",
                hint: NearestName.hint(words[1], among: known) ?? "Known are \(known.joined(separator: ", ")).")
            return nil
        }
        if words[1].isEmpty || !words[1].utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }) {
            faults.error(at: node.offset, "\(quoted) has no quality after the size", hint: "Write \"1024x1024 high\".")
            return nil
        }
        return PriceTable<Value>.Key(size: size, quality: words[1])
    }
}
