import ImageAssetsModel
import ImageAssetsText

/// What a command line says, held against the manifest.
package struct PlanOptions: Sendable, Hashable {
    /// How a picture is made that nothing free gives.
    package enum Means: Sendable, Hashable {
        /// By asking the service.
        case service
        /// Not at all: what would be asked is held back.
        case none
        /// Not at all either, as only a rendition was asked for.
        case unasked
        case placeholder
    }

    package var means: Means
    /// Nil: all.
    package var names: Set<ImageName>?
    /// Those of them that were named, and not only come along as others are made from them; nil: all.
    package var asked: Set<ImageName>?
    package var overwrite: Set<ImageName>
    /// Renditions whose place somebody's work gives up.
    package var overwritePaths: Set<PackagePath> = []
    /// Images that it is about only for the sake of their renditions: nothing is asked for them.
    package var unasked: Set<ImageName> = []
    package var regenerate: Set<ImageName>
    package var budget: Budget
    /// Nothing is sent, for this reason.
    package var hold: Hold?
    package var allowsPlaceholders: Bool
    /// What patterns of the command line matched and cannot be about.
    package var leftOut: [Note]

    package var candidates: CandidateWish?

    /// So many results of each of these images are to be there.
    package struct CandidateWish: Sendable, Hashable {
        let count: Int
        package let names: Set<ImageName>

        package init(_ count: Int, of names: Set<ImageName>) {
            self.count = count
            self.names = names
        }
    }

    package init(
        means: Means = .service, names: Set<ImageName>? = nil, asked: Set<ImageName>? = nil,
        overwrite: Set<ImageName> = [], regenerate: Set<ImageName> = [], budget: Budget = Budget(),
        allowsPlaceholders: Bool = false, leftOut: [Note] = [], candidates: CandidateWish? = nil
    ) {
        self.means = means
        self.names = names
        self.asked = asked
        self.overwrite = overwrite
        self.regenerate = regenerate
        self.budget = budget
        self.allowsPlaceholders = allowsPlaceholders
        self.leftOut = leftOut
        self.candidates = candidates
    }

    /// What is wanted of one product.
    package func wish(for product: Product) -> Wish {
        Wish(
            means: means == .service && unasked.contains(product.name) ? .unasked : means,
            overwrites: overwrite.contains(product.name), asksAnew: regenerate.contains(product.name),
            allowsPlaceholders: allowsPlaceholders)
    }
}

/// What is wanted of one product.
package struct Wish: Sendable, Hashable {
    var means = PlanOptions.Means.service
    /// By `--overwrite`: somebody's work may go.
    var overwrites = false
    /// By `--regenerate`: older results do not count.
    var asksAnew = false
    var allowsPlaceholders = false
}
