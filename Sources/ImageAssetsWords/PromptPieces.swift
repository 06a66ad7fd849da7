import ImageAssetsComposition
import ImageAssetsText

extension [PromptPiece] {
    /// One for each: where it is written, what that is, and how it begins.
    package var lines: [String] {
        let places = map { "\($0.file):\($0.location)" }.padded
        let sources = map(\.source).padded
        return indices.map { "\(places[$0])  \(sources[$0])  \(Diagnostic.quoted(self[$0].text, limit: 60))" }
    }
}

extension PromptPiece {
    package var source: String {
        switch origin {
        case .entry: "the image itself"
        case .promptFile: "the prompt file"
        case .fragment(let name): "fragment \(name)"
        case .variable(let name, nil, _): "variable \(name)"
        case .variable(let name, let member?, let id): "variable \(name).\(member), \(name) \(id)"
        }
    }
}

extension [String] {
    fileprivate var padded: [String] {
        let width = map(\.cells).max() ?? 0
        return map { $0 + String(repeating: " ", count: width - $0.cells) }
    }
}
