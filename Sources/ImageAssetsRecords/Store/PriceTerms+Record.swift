import ImageAssetsModel
import ImageAssetsText

extension PriceTerms {
    /// Nil where the record does not say it. A size that is none says as little as `auto`.
    init?(_ record: JSONValue) {
        guard let model = record["model"]?.string, let size = record["size"]?.string else { return nil }
        self.init(
            model: model, size: RequestedSize(size) ?? .auto, quality: RequestedQuality(record["quality"]?.string),
            pictures: min(max(0, record["pictures"]?.integer ?? 0), 1_000))
    }

    var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "model": .string(model), "size": .string(size.description), "pictures": .integer(pictures),
        ]
        members["quality"] = quality.text.map(JSONValue.string)
        return members
    }
}

extension StoredResult {
    /// What it was drawn by, as a price goes by it: where the service was to choose the size and did not say which, the
    /// picture does.
    package var measuredTerms: PriceTerms? {
        guard var terms, case .image(let facts) = content else { return nil }
        if terms.hasOpenSize, let facts, let size = PixelSize(width: facts.width, height: facts.height) {
            terms.size = .pixels(size)
        }
        return terms
    }

    /// What the service counted; nil where it did not say.
    package var tokens: TokenCounts? { terms.flatMap { TokenCounts(usage: usage, pictures: $0.pictures) } }
}
