import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsText

/// What can be done about one image, as it is to be typed.
package struct ImageCommands: Sendable, Hashable {
    /// Brings it up to date; nil where it is, or where a run leaves it alone.
    package var generate: String?
    /// Whether that asks the service.
    package var generatePays = false
    /// Pays for another picture; nil of a frozen image.
    package var regenerate: String?
    /// Whether that replaces somebody's work.
    package var regenerateOverwrites = false
    /// Nil where there is nothing to accept.
    package var accept: String?

    package init() {}

    /// - Parameters:
    ///   - protection: what keeps another picture from its output.
    ///   - hasPicture: whether there is one.
    package init(_ step: Step, _ protection: Protection?, hasPicture: Bool, _ commands: CommandForm) {
        switch step.action {
        case .publish: generate = commands("generate \(step.name)")
        case .request: (generate, generatePays) = (commands("generate \(step.name)"), true)
        case .nothing, .draw, .protect, .fail, .hold: break
        }
        regenerateOverwrites = protection == .work || protection == .accepted
        if !step.product.entry.frozen {
            let overwrite = regenerateOverwrites ? " --overwrite \(step.name)" : ""
            regenerate = commands("generate --regenerate \(step.name)\(overwrite)")
        }
        let isOther = step.reasons.contains { if case .otherResult = $0 { true } else { false } }
        if case .protect(.obstacle) = step.action { return }
        if isOther || !step.isAssetSettled && regenerateOverwrites && hasPicture {
            accept = commands("accept \(step.name)")
        }
    }
}

extension CommandForm {
    /// What publishes another picture of an image's; nil where no picture replaces what is in the way.
    package func choosing(_ candidate: String, for image: ImageName, over protection: Protection?) -> String? {
        switch protection {
        case .obstacle?: nil
        case nil: self("choose \(image) \(candidate)")
        case _?: self("choose \(image) \(candidate) --overwrite")
        }
    }
}
