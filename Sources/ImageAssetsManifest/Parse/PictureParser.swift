import ImageAssetsModel
import ImageAssetsText

/// `references`, and `mask`.
extension ManifestParser {
    /// The references whose paths are right, at most as many as the service takes. They are returned beside a fault
    /// too, so that a missing file is reported in the same run as a wrong path.
    mutating func references(_ node: JSONNode) -> [Located<PictureTemplate>] {
        guard let nodes = list(node, "\"references\"", of: "paths") else { return [] }
        let maximum = rules?.maximumReferences ?? Bounds.references
        if let rules, nodes.count > maximum {
            faults.error(
                at: nodes[maximum].offset, "\(nodes.count) references; \(rules.name) takes at most \(maximum)")
        }
        var sources: [Located<PictureTemplate>] = []
        for node in nodes.prefix(maximum) {
            if let source = picture(node, "the reference") { sources.append(source) }
        }
        return sources
    }

    /// A path, or `{ "image": NAME }`.
    mutating func picture(_ node: JSONNode, _ what: String) -> Located<PictureTemplate>? {
        guard node.kind == .object else {
            guard node.kind == .string else {
                return mismatch(node, what, "a path or { \"image\": NAME }")
            }
            return varyingPath(node, what).map { Located(.file($0.value), at: $0.location) }
        }
        guard let reader = object(node, what, allowed: "image") else { return nil }
        guard let image = reader["image"] else {
            if reader.isMissing("image") { faults.error(at: node.offset, "\"image\" is missing") }
            return nil
        }
        return varyingName(image, "\"image\"").map { Located(.image($0.value), at: $0.location) }
    }
}
