import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

/// An image that is not settled, with all that a plan says of it below its line.
struct PlannedImage {
    let image: ImageReport
    let word: String
    let hue: Style.Hue?
    /// Its reasons, what goes with it, and what is remarked.
    let details: [String]
    /// What is said of its renditions, below that.
    private let renditions: PlannedRenditions
    /// Nil: it has a line of its own.
    private(set) var fold: Fold?

    /// What one line says of many images of a family.
    struct Fold {
        let count: Int
        /// Images of the family that were asked for, settled ones too.
        let total: Int
    }

    init(_ image: ImageReport, in report: Report, folds: Bool = true) {
        self.image = image
        renditions = PlannedRenditions(image, report.commands(for: image), folds: folds)
        word = image.isDamaged ? "damaged" : image.state.word
        hue = image.isDamaged ? .error : image.state.hue
        details =
            image.reasons.filter { !image.failureTells($0) }.map(\.sentence)
            + (image.after.isEmpty ? [] : ["after \(image.after.map(\.text).listed)"])
            + image.removes.map { "removes \($0), whose bytes stay in \(StoreFolder.name)" }
            + [
                image.candidates?.planned(isAsking: image.requestsNeeded > 0),
                image.failure?.message ?? image.remark(report),
            ].compactMap { $0 }
    }

    /// All lines below its own.
    var below: [String] { details + (fold == nil ? renditions.lines : renditions.alike) }

    /// `icon-${animal}-${mood}: 12 changed of 40`, or the image's name.
    var label: String {
        guard let fold, let family = image.image.entry.family else { return image.name.text }
        return "\(family.template): \(fold.count) \(word) of \(fold.total)"
    }

    // MARK: Families

    /// Images of a family of which the same is said are told in one line when there are more.
    static let maximumAlike = 10

    private struct Likeness: Hashable {
        let family: Family
        let word: String
        let action: ReportedAction
        let details: [String]
    }

    private struct Family: Hashable {
        let manifest: PackagePath?
        let template: String

        init?(_ image: ImageReport) {
            guard let family = image.image.entry.family else { return nil }
            manifest = image.manifest
            template = family.template
        }
    }

    private var likeness: Likeness? {
        Family(image).map {
            Likeness(family: $0, word: word, action: image.action, details: details + renditions.alike)
        }
    }

    /// Those that have a line of their own, and of those that share one the first.
    static func folded(_ images: [PlannedImage], in report: Report) -> [PlannedImage] {
        let likenesses = images.map(\.likeness)
        var alike: [Likeness: Int] = [:]
        for case let likeness? in likenesses { alike[likeness, default: 0] += 1 }
        guard alike.values.contains(where: { $0 > maximumAlike }) else { return images }
        var sizes: [Family: Int] = [:]
        for family in report.images.compactMap(Family.init) { sizes[family, default: 0] += 1 }
        var told: Set<Likeness> = []
        return zip(images, likenesses).compactMap { image, likeness in
            guard let likeness, let count = alike[likeness], count > maximumAlike else { return image }
            guard told.insert(likeness).inserted else { return nil }
            var first = image
            first.fold = Fold(count: count, total: sizes[likeness.family] ?? count)
            return first
        }
    }
}

extension ImageReport {
    /// Whether a reason stands in what is said of its failure: what the store has breaks the same as what is in place.
    fileprivate func failureTells(_ reason: Reason) -> Bool {
        guard case .expectation(let violation) = reason, case .expectation(let told, _)? = failure?.cause else {
            return false
        }
        return told.contains(violation)
    }
}
