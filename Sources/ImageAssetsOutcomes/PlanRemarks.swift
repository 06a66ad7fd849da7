import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsPlanning

extension ComposedManifest {
    /// What should be known before a plan's requests are paid for, in the order of the manifest. Each is said once,
    /// also where many images have it from one place.
    package func remarks(on plan: Plan, of seen: Observation) -> [Finding] {
        let asking = plan.steps.filter(\.isAsking)
        // Files that are missing here may be in a repository that Git does not read.
        let isUnread = seen.hasUnreadRepository && asking.contains { $0.state == .missing }
        let found =
            plan.options.leftOut.map { .note($0, path) } + alongside(plan) + plan.senders.flatMap(unsendable)
            + unmeetable(asking) + shared(asking) + (isUnread ? [.note(.unreadRepository, path)] : [])
        var said: Set<Finding> = []
        return found.filter { said.insert($0).inserted }
    }

    /// Images that nobody named, and that the run is about all the same.
    private func alongside(_ plan: Plan) -> [Finding] {
        guard let asked = plan.options.asked, let first = plan.steps.first(where: { asked.contains($0.name) }) else {
            return []
        }
        let others = plan.steps.map(\.name).filter { !asked.contains($0) }
        if others.isEmpty { return [] }
        let parents = Set(plan.steps.flatMap(\.product.parents))
        let (made, shown) = (others.filter(parents.contains), others.filter { !parents.contains($0) })
        let notes: [Note] = (made.isEmpty ? [] : [.alongside(made)]) + (shown.isEmpty ? [] : [.shownAlongside(shown)])
        return notes.map { .note($0, path, at: first.product.entry.name.location) }
    }

    /// References and masks that are only pointers here: sending them would fail.
    private func unsendable(_ step: Step) -> [Finding] {
        step.product.pictures.filter(\.isPointer).map {
            .note(.pointerReference($0.path), path, at: $0.location)
        }
    }

    /// Expectations that the answer will hardly meet: it would be paid for and not used.
    private func unmeetable(_ steps: [Step]) -> [Finding] {
        steps.flatMap { step in
            let expect = step.product.entry.expect
            return expect.value.obstacles(to: step.recipe, by: rules).map {
                Finding.note(.unmeetable($0), path, at: expect.location)
            }
        }
    }

    /// Images that ask for the very same: nobody is made to believe that they will differ.
    private func shared(_ steps: [Step]) -> [Finding] {
        // By their order, not by their places: the images of a family have one.
        Dictionary(grouping: steps.indices) { steps[$0].product.question }.values
            .filter { $0.count > 1 }
            .sorted { $0[0] < $1[0] }
            .map { $0.map { steps[$0] } }
            .map { twins in
                .note(.shared(twins.map(\.name)), path, at: twins[1].product.entry.location)
            }
    }
}

extension Expectation {
    /// Why an image that is asked for in this way cannot be expected to meet it.
    func obstacles(to recipe: Recipe, by rules: ServiceRules) -> [ExpectationObstacle] {
        var found: [ExpectationObstacle] = []
        if case .pixels(let size) = recipe.size {
            let sides = [
                ("width", width, size.width, false), ("height", height, size.height, false),
                ("minWidth", minWidth, size.width, true), ("minHeight", minHeight, size.height, true),
            ]
            for (key, wanted, asked, isLeast) in sides {
                guard let wanted, isLeast ? wanted > asked : wanted != asked else { continue }
                found.append(.side(key, wanted, asked: size))
            }
            if let aspectRatio, !aspectRatio.matches(width: size.width, height: size.height) {
                found.append(.aspectRatio(aspectRatio, asked: size))
            }
        }
        if let background = alphaObstacle(recipe, rules) { found.append(.alpha(alpha, background)) }
        return found
    }

    package func alphaObstacle(_ recipe: Recipe, _ rules: ServiceRules) -> ExpectationObstacle.Background? {
        let transparent = ParameterValue.string("transparent")
        let background = recipe.parameters["background"]
        switch alpha {
        case .any: return nil
        case .forbidden: return background == transparent ? .isTransparent : nil
        case .required:
            guard rules.parameters["background"] != nil else { return .unknown(service: rules.name) }
            let refusal = rules.exceptions.first {
                $0.covers(recipe.model, recipe.operation, ["background": transparent])
            }
            if refusal != nil { return .cannotBeTransparent(model: recipe.model) }
            return background == .string("opaque") ? .isOpaque : nil
        }
    }
}
