/// What a manifest says about the labels of an image's renditions: `label`.
package struct LabelOptions: Sendable, Hashable {
    /// False: nothing is written into them, and nothing of the asset's is carried along.
    package var isWritten = true
    var credit: String?
    var copyright: String?
    /// Whether the prompt is told.
    var includesPrompt = false
    /// Another value of IPTC's vocabulary than follows from how the asset was made: its whole address.
    package var digitalSourceType: String?

    package init(
        isWritten: Bool = true, credit: String? = nil, copyright: String? = nil, includesPrompt: Bool = false,
        digitalSourceType: String? = nil
    ) {
        self.isWritten = isWritten
        self.credit = credit
        self.copyright = copyright
        self.includesPrompt = includesPrompt
        self.digitalSourceType = digitalSourceType
    }
}

/// What we write into a rendition's label, besides what is carried along from the asset and the asset's own digest.
package struct RenditionLabel: Sendable, Hashable {
    /// IPTC's address for how the picture came to be; nil: nothing is claimed, as a person made it.
    var digitalSourceType: String?
    /// The model as the service calls it.
    var system: String?
    var prompt: String?
    var alt: String?
    var credit: String?
    var copyright: String?

    package init(
        digitalSourceType: String? = nil, system: String? = nil, prompt: String? = nil, alt: String? = nil,
        credit: String? = nil, copyright: String? = nil
    ) {
        self.digitalSourceType = digitalSourceType
        self.system = system
        self.prompt = prompt
        self.alt = alt
        self.credit = credit
        self.copyright = copyright
    }

    package static let trained =
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    /// Where a mask made it an inpainting.
    package static let composite =
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"

    /// What is said of an asset that was made by this recipe; nil: no label is wanted.
    ///
    /// - Parameter isPersons: a person made it, and nothing is claimed for it; what it says of itself is carried along.
    package init?(_ options: LabelOptions, alt: String?, asset recipe: Recipe, isPersons: Bool) {
        guard options.isWritten else { return nil }
        self.init(alt: alt, credit: options.credit, copyright: options.copyright)
        if isPersons { return }
        digitalSourceType = options.digitalSourceType ?? (recipe.mask == nil ? Self.trained : Self.composite)
        system = recipe.model
        if options.includesPrompt { prompt = recipe.prompt }
    }
}
