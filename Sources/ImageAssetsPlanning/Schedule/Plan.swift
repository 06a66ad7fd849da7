import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

/// What is to be done for each product, and why: the value between looking and doing.
package struct Plan: Sendable {
    /// In the order of the manifest, only the products that were asked for.
    package private(set) var steps: [Step]
    /// Those of them that send requests.
    package private(set) var senders: [Step]
    /// Entries of the lockfile whose image left the manifest, sorted by name; not those that a step moves.
    package let orphans: [ImageName]
    /// What the lockfile has of images of the manifest that these do not declare any more, in the manifest's order; not
    /// what a step moves.
    package private(set) var orphanRenditions: [OrphanRendition] = []
    /// All of the manifest, asked for or not.
    private let products: [Product]
    /// What it was made by.
    package let options: PlanOptions
    /// Why it sends no request of those that it needs.
    package private(set) var hold: Hold?

    /// Products of one fingerprint share one request, and a plan that needs more requests than the budget has sends
    /// none: half a job that was not agreed to is no favour.
    init(steps: [Step], orphans: [ImageName], products: [Product], options: PlanOptions) {
        self.steps = steps
        self.orphans = orphans
        self.products = products
        self.options = options
        var senders: [Question: ImageName] = [:]
        let order = options.candidates == nil ? Array(steps.indices) : steps.greediestFirst
        for index in order.filter({ steps[$0].requests > 0 }) {
            self.steps[index].share(senders: &senders)
        }
        self.senders = self.steps.filter { $0.requests > 0 }
        let needed = requests
        guard needed > 0, let hold = options.hold ?? options.budget.hold(on: needed) else { return }
        self.senders = []
        self.hold = hold
        for index in self.steps.indices { self.steps[index].hold(hold) }
    }

    /// Once it is known which requests are sent: what is made of an asset follows from that.
    mutating func decideRenditions(_ planner: RenditionPlanner, orphans: () -> [OrphanRendition]) {
        steps.decideRenditions(planner)
        orphanRenditions = orphans()
        if orphanRenditions.isEmpty { return }
        let moved = Set(steps.flatMap(\.renditions).compactMap(\.source))
        orphanRenditions.removeAll { moved.contains($0.path) }
    }

    /// Requests that it takes when each succeeds at once. Products that share one count once.
    package var requests: Int { senders.reduce(0) { $0 + $1.requests } }

    /// Files that the manifest names, as outputs or to be read: whatever else goes away, these stay.
    package var claimed: Set<PackagePath> { products.claimed }

    /// What its images would become that do not stay as they are; nil: nobody knows yet.
    package var outcome: [ImageName: AssetBytes?] {
        var outcome: [ImageName: AssetBytes?] = [:]
        for step in steps {
            switch step.action {
            case .request, .draw: outcome[step.name] = .some(nil)
            case .publish(let source): outcome[step.name] = AssetBytes(source.digest, byteCount: 0)
            case .nothing, .protect, .fail, .hold: break
            }
        }
        return outcome
    }

    /// Requests that it would take if none were held back.
    package var requestsNeeded: Int {
        steps.filter(\.isAsking).map { ($0.product.question, $0.requestsNeeded) }.sumOfRequests
    }

    /// Bytes of references that the requests carry, of Git LFS pointers those of the file.
    package var uploadBytes: Int {
        senders.reduce(0) { sum, step in
            // What a pointer says of its object may be anything.
            sum + step.requests * step.product.pictures.map { min($0.byteCount, Bounds.pictureBytes) }.reduce(0, +)
        }
    }
}

/// What is asked for: products of one question share its answers. While an input is pending, those are alike that are
/// made from the same images.
package enum Question: Hashable {
    case known(Fingerprint)
    case pending(Recipe)
}

extension Product {
    package var question: Question { fingerprint.map(Question.known) ?? .pending(recipe) }
}

extension [(question: Question, requests: Int)] {
    /// Requests for one question are shared: the largest number counts.
    package var sumOfRequests: Int {
        var shared: [Question: Int] = [:]
        for (question, requests) in self where requests > 0 {
            shared[question] = Swift.max(shared[question] ?? 0, requests)
        }
        return shared.values.reduce(0, +)
    }
}

/// One product's part of a plan.
package struct Step: Sendable {
    package let product: Product
    package let state: ImageState
    package let reasons: [Reason]
    package private(set) var action: Action
    /// What makes the asset up to date; nil: it is.
    package private(set) var wayOut: WayOut?
    /// The same once the picture that comes is in its place.
    package let wayOutOnceDone: WayOut?
    /// It is not as it should be, and would be if placeholders were.
    package let sufficesAsPlaceholder: Bool
    /// What a person wants to choose from; nil: nobody does.
    package private(set) var candidates: Candidates?
    /// What was at the output when the plan was made; when something else is there later, it is somebody's work.
    package let found: AssetFile
    /// Files of this product that are obsolete once it is published: its asset under an old path.
    package let vacates: [PackagePath]
    /// The images that have to be made, or brought back, before this one can be made.
    package private(set) var after: [ImageName]
    /// In the order of the manifest.
    package fileprivate(set) var renditions: [RenditionStep] = []

    init(
        product: Product, decision: Decision, candidates: Candidates? = nil, found: AssetFile,
        vacates: [PackagePath], after: [ImageName] = []
    ) {
        self.product = product
        state = decision.state
        reasons = decision.reasons
        action = decision.action
        wayOut = decision.wayOut
        sufficesAsPlaceholder = decision.sufficesAsPlaceholder
        wayOutOnceDone = decision.wayOutOnceDone
        self.candidates = candidates
        self.found = found
        self.vacates = vacates
        self.after = after
        if !action.isMaking, requests == 0 { self.after = [] }
    }

    package var name: ImageName { product.name }
    package var recipe: Recipe { product.recipe }

    /// Whether the asset is as it should be without anything being done.
    package var isAssetSettled: Bool { wayOut == nil }

    /// The asset, what there is to choose from, and all that is made of it.
    package var isSettled: Bool { isAssetSettled && wayOutOfCandidates == nil && renditions.allSatisfy(\.isSettled) }

    /// Whether it needs an answer of the service, sent now or held back.
    package var isAsking: Bool { requestsNeeded > 0 }

    /// Lets another step send the request, where one of the same fingerprint does already.
    mutating func share(senders: inout [Question: ImageName]) {
        guard requests > 0 else { return }
        let question = product.question
        if let sender = senders[question] {
            if action == .request(sharedWith: nil) { action = .request(sharedWith: sender) }
            candidates?.share(with: sender)
        } else {
            senders[question] = name
        }
    }

    /// Sends no request, for the plan's reason.
    package mutating func hold(_ hold: Hold) {
        candidates?.hold(hold)
        guard case .request = action else { return }
        action = .hold(hold)
        wayOut = .allow
    }
}

/// The state of an image; where several fit, the first in the order of the cases.
package enum ImageState: String, Sendable, Hashable, CaseIterable {
    case orphan, frozen, renamed, new, modified, placeholder, changed, missing, broken, upToDate
}

extension [Step] {
    /// What is made of each asset, by what is done about it now: to be asked again when that changes.
    package mutating func decideRenditions(_ planner: RenditionPlanner) {
        // Of most images nothing is made, and for them nothing is copied.
        let places = indices.filter { !self[$0].product.entry.renditions.isEmpty }
        if places.isEmpty { return }
        let shown = shown
        for place in places { self[place].renditions = planner.steps(for: self[place], in: shown) }
    }

    /// Those that sets of others may show; empty where no set shows any.
    private var shown: [ImageName: Step] {
        if allSatisfy(\.product.entry.appearances.isEmpty) { return [:] }
        return Dictionary(map { ($0.name, $0) }) { first, _ in first }
    }
}

extension [Product] {
    /// The files that the manifest names for them: outputs, renditions, prompt files, references, masks.
    var claimed: Set<PackagePath> {
        var paths: Set<PackagePath> = []
        paths.reserveCapacity(count)
        for product in self {
            paths.insert(product.output)
            for rendition in product.entry.renditions { paths.insert(rendition.output) }
            for picture in product.pictures { paths.insert(picture.path) }
            if case .file(let path) = product.entry.prompt.value { paths.insert(path) }
        }
        return paths
    }
}
