/// What a command line says that changes what is done and what is paid, before it is held against the manifest.
///
/// `generate` and `plan` share it, so that a plan shows what that very run would do.
package struct RunRequest: Sendable, Hashable {
    /// Names of images.
    package var names: [String] = []
    /// What such a name may have been meant to be.
    package var commands: [String] = []
    package var overwrite: [String] = []
    package var regenerate: [String] = []
    package var service = PlanOptions.Service.real
    package var isOffline = false
    /// Nil: what the manifest says.
    package var maximumRequests: Int?
    /// It is asked what is out of date, and not what a run may pay for.
    package var hasNoLimit = false
    package var allowsPlaceholders = false
    /// Other manifests are looked at beside this one: a name of theirs is no fault here.
    package var isOneOfSeveral = false

    package init(names: [String] = []) {
        self.names = names
    }

    /// What its names may have been meant to be: for when no manifest tells whether they are images.
    package func hints(_ invocation: Invocation) -> [Diagnostic] {
        names.compactMap { name in
            let typed = TypedWord(name, commands: commands, invocation: invocation)
            guard let near = typed.command ?? typed.nearCommand else { return nil }
            return Diagnostic(
                .note, file: "", "\(Diagnostic.quoted(name)) was taken for an image's name; did you mean \(near)?")
        }
    }

    /// Whether it is about some images only: those that are named, wherever they are named.
    package var isOfSome: Bool { !names.isEmpty || !overwrite.isEmpty || !regenerate.isEmpty }
}

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
