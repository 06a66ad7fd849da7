import ImageAssetsComposition
import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsStore
import ImageAssetsText

extension Survey {
    /// - Throws: when a name is unknown or frozen, or when somebody's work would be asked for anew. A pattern leaves
    ///   such images out, which the plan's options remark, unless there are no others.
    package func plan(_ request: RunRequest) throws(UsageError) -> Plan {
        var options = try options(for: request)
        let plan = plan(options)
        if options.regenerate.isEmpty { return plan }
        let work = plan.steps.filter { step in
            options.regenerate.contains(step.name)
                && (step.action == .protect(.work) || step.action == .protect(.accepted))
        }
        if work.isEmpty { return plan }
        let named = Self.names(in: request.regenerate)
        if let step = work.first(where: { named.contains($0.name) || work.count == options.regenerate.count }) {
            throw .work(step.name, at: step.product.output)
        }
        options.regenerate.subtract(work.map(\.name))
        options.leftOut.append(.leftOut(.regenerate, work.map(\.name), .work))
        return self.plan(options)
    }

    /// - Throws: when a name is unknown or frozen.
    private func options(for request: RunRequest) throws(UsageError) -> PlanOptions {
        let overwrite = try targets(named: words(request.overwrite, of: request), by: .overwrite)
        let regenerate = try images(request.regenerate, of: request, .regenerate)
        let named = try images(request.names, of: request, .argument)
        let names = named.union(overwrite.images).union(regenerate)
        let paid = names.union(products.companions(of: names))
        // No rendition's trouble ever costs a request.
        let unasked = images(with: overwrite.renditions).subtracting(paid)
        var leftOut: [Note] = []
        let candidates = try candidates(request, of: named, &leftOut)
        var options = PlanOptions(
            means: request.means,
            names: request.isOfSome ? paid.union(unasked) : nil,
            asked: request.isOfSome ? names.union(unasked) : nil,
            overwrite: try thawed(overwrite.images, request.overwrite, .overwrite, &leftOut),
            regenerate: try thawed(regenerate, request.regenerate, .regenerate, &leftOut),
            budget: budget(request),
            allowsPlaceholders: request.allowsPlaceholders,
            leftOut: leftOut,
            candidates: candidates
        )
        options.overwritePaths = overwrite.renditions
        options.unasked = unasked
        return options
    }

    /// Those that are not frozen.
    ///
    /// - Throws: when a frozen one is named, or when a pattern matches no others.
    func thawed(
        _ images: Set<ImageName>, _ words: [String], _ naming: UsageError.Naming, _ leftOut: inout [Note]
    ) throws(UsageError) -> Set<ImageName> {
        let frozen = products.filter { images.contains($0.name) && $0.entry.frozen }.map(\.name)
        let named = Self.names(in: words)
        if let name = frozen.first(where: { named.contains($0) || frozen.count == images.count }) {
            throw .frozenImage(name, naming, in: workspace.manifest)
        }
        if !frozen.isEmpty { leftOut.append(.leftOut(naming, frozen, .frozen)) }
        return images.subtracting(frozen)
    }

    /// Those of the words that are no patterns.
    private static func names(in words: [String]) -> Set<ImageName> { Set(words.compactMap { try? ImageName($0) }) }

    private func budget(_ request: RunRequest) -> Budget {
        let cost: Money? =
            switch request.costLimit {
            case .ofManifest: manifest.spending.maximumCost
            case .of(let amount): amount
            }
        let currency = manifest.spending.prices?.currency
        return switch request.limit {
        case .ofManifest: Budget(manifest.maximumRequests, cost: cost, currency: currency)
        case .of(let number): Budget(number, cost: cost, currency: currency)
        case .none: Budget()
        }
    }

    private func images(
        _ words: [String], of request: RunRequest, _ naming: UsageError.Naming
    ) throws(UsageError) -> Set<ImageName> {
        let known = self.words(words, of: request)
        return try images(named: known, by: naming, orCommands: naming == .argument ? request.commands : [])
    }

    /// Of several manifests each takes what it knows.
    private func words(_ words: [String], of request: RunRequest) -> [String] {
        request.isOneOfSeveral ? known(words) : words
    }

    /// What is to be done about products whose inputs became known in a run, by what the lockfile said when it began
    /// and by what lies on disk and in the store now. The run's own budget counts their requests.
    package func decide(about known: [Product], in plan: Plan) async -> [Step] {
        var options = plan.options
        options.names = nil
        options.budget = Budget()
        let now = Observer(
            workspace: workspace, limits: observer.limits, files: SeenFiles(folder: workspace.folder),
            keeper: observer.keeper, warn: observer.warn)
        let seen = await now.look(at: known, lockfile.lockfile, closely: options.candidates?.names ?? [], index: index)
            .seen
        var steps = Planner(known, in: seen, options, index: index).plan().steps
        // What the plan holds back stays so, but for what turns out to be free.
        if let hold = plan.hold {
            for place in steps.indices { steps[place].hold(hold) }
            steps.decideRenditions(RenditionPlanner(in: seen, options, index))
        }
        return steps
    }

    /// The images that were not asked for and are out of date all the same, in the manifest's order.
    ///
    /// - Parameter given: what those of the plan have become, or would become; nil: nobody knows.
    package func outOfDate(besides plan: Plan, given: [ImageName: AssetBytes?]) -> [ImageName] {
        let asked = Set(plan.steps.map(\.name))
        let others = Set(products.map(\.name)).subtracting(asked)
        if others.isEmpty { return [] }
        let options = PlanOptions(names: others, allowsPlaceholders: plan.options.allowsPlaceholders)
        return Planner(products, in: observation, options, index: index, given: given).plan().steps
            .filter { !$0.isSettled }.map(\.name)
    }
}
