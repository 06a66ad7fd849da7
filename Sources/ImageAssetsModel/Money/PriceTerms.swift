/// What of a request, or of the answer to it, decides its price.
package struct PriceTerms: Sendable, Hashable {
    package var model: String
    /// As it was asked for, or as the answer says: `1024x1024`, `auto`.
    package var size: String
    /// Nil: it was neither asked for nor told.
    package var quality: String?
    /// Files that are sent along: references, and a mask.
    package var pictures: Int

    package init(model: String, size: String, quality: String? = nil, pictures: Int = 0) {
        self.model = model
        self.size = size
        self.quality = quality
        self.pictures = pictures
    }

    package init(_ recipe: Recipe) {
        self.init(
            model: recipe.model, size: recipe.size.description, quality: recipe.parameters["quality"]?.text,
            pictures: recipe.references.count + (recipe.mask == nil ? 0 : 1))
    }

    /// Whether the service was told to choose what it costs.
    package var isOpen: Bool { hasOpenSize || quality == "auto" }
    package var hasOpenSize: Bool { size == "auto" }
    /// A quality that nobody says is the service's choice, too.
    package var hasOpenQuality: Bool { quality == nil || quality == "auto" }
}

extension PriceTerms {
    /// What an answer says of itself goes before what was asked for; `auto` says nothing.
    package func told(by response: ImageResponse) -> PriceTerms {
        var terms = self
        if let size = response.size { terms.size = size.description }
        if let quality = response.quality, quality != "auto" { terms.quality = quality }
        return terms
    }
}
