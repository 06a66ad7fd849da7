import ImageAssetsModel
import ImageAssetsPlanning

extension Survey {
    /// - Throws: when a name is unknown or frozen, or when somebody's work would be asked for anew.
    package func plan(_ request: RunRequest) throws(UsageError) -> Plan {
        let options = try planOptions(request)
        let plan = plan(options)
        for step in plan.steps where options.regenerate.contains(step.name) {
            guard step.action == .protect(.work) || step.action == .protect(.accepted) else { continue }
            throw UsageError(
                "--regenerate \(step.name): \(step.image.output) is somebody's work; "
                    + "add --overwrite \(step.name) to replace it, or keep it with `accept \(step.name)`"
            )
        }
        return plan
    }

    private func planOptions(_ request: RunRequest) throws(UsageError) -> PlanOptions {
        let overwrite = try images(request.overwrite, of: request, option: "--overwrite")
        let regenerate = try images(request.regenerate, of: request, option: "--regenerate")
        for image in images where image.entry.frozen {
            let option =
                overwrite.contains(image.name) ? "--overwrite" : regenerate.contains(image.name) ? "--regenerate" : nil
            if let option { throw UsageError("\(option) \(image.name): the image is frozen in \(workspace.manifest)") }
        }
        let names = try images(request.names, of: request, option: "image")
        return PlanOptions(
            service: request.service,
            names: request.isOfSome ? names.union(overwrite).union(regenerate) : nil,
            overwrite: overwrite,
            regenerate: regenerate,
            isOffline: request.isOffline,
            maximumRequests: request.hasNoLimit ? nil : request.maximumRequests ?? maximumRequests,
            allowsPlaceholders: request.allowsPlaceholders
        )
    }

    private func images(
        _ names: [String], of request: RunRequest, option: String
    ) throws(UsageError) -> Set<ImageName> {
        let known = request.isOneOfSeveral ? names.filter(has) : names
        return try images(named: known, option: option, orCommands: option == "image" ? request.commands : [])
    }

    /// Whether the manifest has an image of this name.
    package func has(_ name: String) -> Bool { images.contains { $0.name.text.isIdentical(to: name) } }

    /// The images that were not asked for and are out of date all the same, in the manifest's order.
    package func outOfDate(besides plan: Plan) -> [ImageName] {
        let asked = Set(plan.steps.map(\.name))
        let others = Set(images.map(\.name)).subtracting(asked)
        if others.isEmpty { return [] }
        let options = PlanOptions(names: others, allowsPlaceholders: plan.allowsPlaceholders)
        return self.plan(options).steps.filter { !$0.isSettled }.map(\.name)
    }
}
