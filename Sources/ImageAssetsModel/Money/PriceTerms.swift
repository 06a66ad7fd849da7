/// What of a request, or of the answer to it, decides its price.
package struct PriceTerms: Sendable, Hashable {
    package var model: String
    /// As it was asked for, or as the answer says.
    package var size: RequestedSize
    package var quality: RequestedQuality
    /// Files that are sent along: references, and a mask.
    package var pictures: Int

    package init(model: String, size: RequestedSize, quality: RequestedQuality = .unasked, pictures: Int = 0) {
        self.model = model
        self.size = size
        self.quality = quality
        self.pictures = pictures
    }

    package init(_ recipe: Recipe) {
        self.init(
            model: recipe.model, size: recipe.size, quality: RequestedQuality(recipe.parameters["quality"]?.text),
            pictures: recipe.references.count + (recipe.mask == nil ? 0 : 1))
    }

    /// Whether the service was told to choose what it costs.
    package var isOpen: Bool { hasOpenSize || quality == .auto }
    package var hasOpenSize: Bool { size == .auto }
    /// A quality that nobody says is the service's choice, too.
    package var hasOpenQuality: Bool { quality.name == nil }

    /// What tells answers apart that can be compared.
    package struct Kind: Sendable, Hashable {
        package let model: String
        package let size: RequestedSize
        package let quality: RequestedQuality
    }

    package var kind: Kind { Kind(model: model, size: size, quality: quality) }
}

/// What a request says of quality, or the answer to it: the service may choose, or a word that it knows.
package enum RequestedQuality: Sendable, Hashable {
    /// It was neither asked for nor told.
    case unasked
    case auto
    case named(String)

    package init(_ text: String?) {
        self = text.map { $0 == "auto" ? .auto : .named($0) } ?? .unasked
    }

    /// As it stands in a request and in records.
    package var text: String? {
        switch self {
        case .unasked: nil
        case .auto: "auto"
        case .named(let name): name
        }
    }

    /// Nil: the service chooses.
    package var name: String? { if case .named(let name) = self { name } else { nil } }
}

extension PriceTerms {
    /// What an answer says of itself goes before what was asked for; `auto` says nothing.
    package func told(by response: ImageResponse) -> PriceTerms {
        var terms = self
        if let size = response.size { terms.size = .pixels(size) }
        if let quality = RequestedQuality(response.quality).name { terms.quality = .named(quality) }
        return terms
    }
}
