import ImageAssetsModel
import ImageAssetsText

/// What `defaults` says. A field that is wrong there is reported there, and then for no image again: each is twice
/// optional, nil where it is not said, and nil within where it is wrong.
struct EntryDefaults {
    var model: Located<String>??
    var size: Located<RequestedSize>??
    var output: Located<Template>??
    var parameters: Located<[String: ParameterValue]>??
    var expect: Located<Expectation>??
    var label: Located<LabelOptions>??
    var renditions: [RenditionTemplate]??
}

extension ManifestParser {
    mutating func defaults(_ node: JSONNode) -> EntryDefaults {
        let reader = object(node, "\"defaults\"", allowed: Self.defaultKeys) { key in
            if Self.has(Self.topKeys, key) { return Self.topPlace }
            return Self.has(Self.imageKeys, key) ? "in an image" : nil
        }
        guard let reader else { return EntryDefaults() }
        var defaults = EntryDefaults()
        defaults.model = reader["model"].map { model($0) }
        defaults.size = reader["size"].map { size($0) }
        defaults.output = reader["output"].map { output($0) }
        if let template = defaults.output ?? nil, !tellsImagesApart(template, "output") { defaults.output = .some(nil) }
        defaults.parameters = reader["parameters"].map { parameters($0) }
        defaults.expect = reader["expect"].map { expect($0) }
        defaults.label = reader["label"].map { label($0) }
        defaults.renditions = reader["renditions"].map { node in
            renditions(node).map { all in all.filter { tellsImagesApart($0.path, $0.kind.rawValue) } }
        }
        return defaults
    }

    private mutating func tellsImagesApart(_ path: Located<Template>, _ key: String) -> Bool {
        if !path.value.names.isEmpty { return true }
        faults.error(
            at: path.location, "\"\(key)\" in \"defaults\" has no ${name}",
            hint: "Without it all images would be written to one \(key == "output" ? "file" : "set").")
        return false
    }
}
