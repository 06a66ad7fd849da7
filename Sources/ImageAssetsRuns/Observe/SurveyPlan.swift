import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore

extension Survey {
    /// - Throws: when a name is unknown or frozen, or when somebody's work would be asked for anew.
    package func plan(_ request: RunRequest) throws(UsageError) -> Plan {
        let options = try options(for: request)
        let plan = plan(options)
        for step in plan.steps where options.regenerate.contains(step.name) {
            guard step.action == .protect(.work) || step.action == .protect(.accepted) else { continue }
            throw .work(step.name, at: step.product.output)
        }
        return plan
    }

    /// - Throws: when a name is unknown or frozen.
    private func options(for request: RunRequest) throws(UsageError) -> PlanOptions {
        let overwrite = try images(request.overwrite, of: request, .overwrite)
        let regenerate = try images(request.regenerate, of: request, .regenerate)
        for image in products where image.entry.frozen {
            for (names, naming) in [(overwrite, UsageError.Naming.overwrite), (regenerate, .regenerate)]
            where names.contains(image.name) {
                throw .frozenImage(image.name, naming, in: workspace.manifest)
            }
        }
        let names = try images(request.names, of: request, .argument).union(overwrite).union(regenerate)
        return PlanOptions(
            means: request.means,
            names: request.isOfSome ? names.union(products.ancestors(of: names)) : nil,
            asked: request.isOfSome ? names : nil,
            overwrite: overwrite,
            regenerate: regenerate,
            budget: budget(request.limit),
            allowsPlaceholders: request.allowsPlaceholders
        )
    }

    private func budget(_ limit: RunRequest.Limit) -> Budget {
        switch limit {
        case .ofManifest: Budget(manifest.maximumRequests)
        case .of(let number): Budget(number)
        case .none: Budget()
        }
    }

    private func images(
        _ names: [String], of request: RunRequest, _ naming: UsageError.Naming
    ) throws(UsageError) -> Set<ImageName> {
        let known = request.isOneOfSeveral ? names.filter(has) : names
        return try images(named: known, by: naming, orCommands: naming == .argument ? request.commands : [])
    }

    /// What is to be done about products whose inputs became known in a run, by what the lockfile said when it began and
    /// by what lies on disk and in the store now. The run's own budget counts their requests.
    func decide(about known: [Product], in plan: Plan) async -> [Step] {
        var options = plan.options
        options.names = nil
        options.budget = Budget()
        let now = Observer(
            workspace: workspace, limits: observer.limits, files: SeenFiles(folder: workspace.folder),
            keeper: observer.keeper, warn: observer.warn)
        let seen = await now.look(at: known, lockfile.lockfile, index: index).seen
        var steps = Planner(known, in: seen, options, index: index).plan().steps
        // What the plan holds back stays so, but for what turns out to be free.
        if let hold = plan.hold { for place in steps.indices { steps[place].hold(hold) } }
        return steps
    }

    /// Whether the manifest has an image of this name.
    package func has(_ name: String) -> Bool { products.contains { $0.name.text.isIdentical(to: name) } }

    /// The images that were not asked for and are out of date all the same, in the manifest's order.
    ///
    /// - Parameter remade: those of the plan that have other bytes now, or would have after it.
    package func outOfDate(besides plan: Plan, remade: Set<ImageName>) -> [ImageName] {
        let asked = Set(plan.steps.map(\.name))
        let others = Set(products.map(\.name)).subtracting(asked)
        if others.isEmpty { return [] }
        let options = PlanOptions(names: others, allowsPlaceholders: plan.options.allowsPlaceholders)
        return Planner(products, in: observation, options, index: index, remade: remade).plan().steps
            .filter { !$0.isSettled }.map(\.name)
    }
}
