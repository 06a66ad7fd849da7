import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsStore

extension Survey {
    /// What should be known before a plan's requests are paid for, in the order of the manifest.
    func remarks(on plan: Plan) -> [Diagnostic] {
        let asking = plan.steps.filter(\.isAsking)
        return asking.filter { $0.action == .request(sharedWith: nil) }.flatMap(unsendable) + unmeetable(asking)
            + shared(asking) + unreadRepository(asking)
    }

    /// Files that are missing here may be in a repository that Git does not read.
    private func unreadRepository(_ steps: [Step]) -> [Diagnostic] {
        guard steps.contains(where: { $0.state == .missing }), GitRepository.isRefused(in: workspace.folder) else {
            return []
        }
        return [
            Diagnostic(
                .warning, file: workspace.manifest.text,
                "Git does not read the repository of this package, so nobody knows whether it has the files that "
                    + "are missing",
                hint: "`git status` says why; it may belong to another user."
            )
        ]
    }

    /// References that are only pointers here: sending them would fail.
    private func unsendable(_ step: Step) -> [Diagnostic] {
        step.image.references.filter(\.isPointer).map {
            Diagnostic(
                .warning, file: workspace.manifest.text, at: $0.location,
                "\($0.path) is a Git LFS pointer, and a request needs the file itself", hint: "Run `git lfs pull`."
            )
        }
    }

    /// Expectations that the answer will hardly meet: it would be paid for and not used. Each is said once, also where
    /// it comes from `defaults`.
    private func unmeetable(_ steps: [Step]) -> [Diagnostic] {
        var said: Set<Diagnostic> = []
        return steps.flatMap { step in
            let expect = step.image.entry.expect
            return expect.value.obstacles(to: step.recipe, by: rules).map {
                Diagnostic(
                    .warning, file: workspace.manifest.text, at: expect.location, $0,
                    hint: "An image that breaks `expect` is paid for and not published."
                )
            }
        }.filter { said.insert($0).inserted }
    }

    /// Images that ask for the very same: nobody is made to believe that they will differ.
    private func shared(_ steps: [Step]) -> [Diagnostic] {
        Dictionary(grouping: steps, by: \.fingerprint).values.filter { $0.count > 1 }
            .sorted { $0[0].image.entry.location < $1[0].image.entry.location }
            .map { twins in
                Diagnostic(
                    .note, file: workspace.manifest.text, at: twins[1].image.entry.location,
                    "\(twins.map(\.name.text).listed) ask for the very same and share one generation",
                    hint: "Give each a \"variant\" of its own to pay for different ones."
                )
            }
    }
}

extension Expectation {
    /// Why an image that is asked for in this way cannot be expected to meet it, as sentences.
    func obstacles(to recipe: Recipe, by rules: ServiceRules) -> [String] {
        var found: [String] = []
        if case .pixels(let size) = recipe.size {
            let sides = [
                ("width", width, size.width, false), ("height", height, size.height, false),
                ("minWidth", minWidth, size.width, true), ("minHeight", minHeight, size.height, true),
            ]
            for (key, wanted, asked, isLeast) in sides {
                guard let wanted, isLeast ? wanted > asked : wanted != asked else { continue }
                found.append("`expect.\(key)` is \(wanted) where \(size) is asked for")
            }
            if let aspectRatio, !aspectRatio.matches(width: size.width, height: size.height) {
                found.append("`expect.aspectRatio` is \(aspectRatio) where \(size) is asked for")
            }
        }
        if let reason = alphaObstacle(recipe, rules) { found.append("`expect.alpha` is \"\(alpha)\", and \(reason)") }
        return found
    }

    private func alphaObstacle(_ recipe: Recipe, _ rules: ServiceRules) -> String? {
        let transparent = ParameterValue.string("transparent")
        let background = recipe.parameters["background"]
        switch alpha {
        case .any: return nil
        case .forbidden: return background == transparent ? "a transparent background is asked for" : nil
        case .required:
            guard rules.parameters["background"] != nil else { return "\(rules.name) takes no \"background\"" }
            let refusal = rules.exceptions.first {
                $0.covers(recipe.model, recipe.operation, ["background": transparent])
            }
            if refusal != nil { return "\(recipe.model) takes no transparent \"background\"" }
            return background == .string("opaque") ? "an opaque background is asked for" : nil
        }
    }
}
