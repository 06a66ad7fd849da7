import ImageAssetsModel
import ImageAssetsText

/// A plan while it is carried out: which steps can be done now, and what follows when one of them is over.
///
/// A step whose product is made from others that have yet to be made is not handed out; once their bytes are known, the
/// product is given back to be looked at and decided anew.
package struct Schedule: Sendable {
    /// How a step ended.
    package enum Ending: Sendable, Hashable {
        /// These bytes are at the output now, whoever made them.
        case made(AssetBytes)
        /// What is there stays. Of an action that would have made something: the run ended before it.
        case left(Action)
    }

    /// What follows from the end of a step.
    package struct Consequences: Sendable {
        /// All their inputs are known now; `add` takes what is decided about them.
        package var composed: [Product] = []
        /// They cannot be made in this run, as something that they are made from was not: each with what is left of
        /// its action.
        package var lost: [(step: Step, action: Action)] = []
    }

    /// A step that waits for others.
    private struct Waiting {
        let step: Step
        var open: Set<ImageName>
        var known: [ImageName: AssetBytes?] = [:]
    }

    private var open: [Step] = []
    private var waiting: [ImageName: Waiting] = [:]
    /// Who waits for a product, in the order of the plan.
    private var dependents: [ImageName: [ImageName]] = [:]
    private var senders: [Question: ImageName] = [:]
    private var sharers: [ImageName: [Step]] = [:]

    package init(_ plan: Plan) {
        for step in plan.steps { add(step) }
    }

    /// Takes steps that were decided after their inputs became known.
    package mutating func add(_ steps: [Step]) {
        for step in steps { add(step) }
    }

    private mutating func add(_ step: Step) {
        if !step.after.isEmpty {
            waiting[step.name] = Waiting(step: step, open: Set(step.after))
            for parent in step.after { dependents[parent, default: []].append(step.name) }
            return
        }
        var step = step
        step.share(senders: &senders)
        if case .request(let sender?) = step.action {
            sharers[sender, default: []].append(step)
        } else {
            open.append(step)
        }
    }

    /// Steps that can be done now, in the order of the plan, each given out once. Of those that share a request only
    /// the one that sends it.
    package mutating func ready() -> [Step] {
        defer { open = [] }
        return open
    }

    /// The steps that want what a step's request brings.
    package mutating func sharing(_ step: Step) -> [Step] {
        senders[step.product.question] = nil
        return [step] + (sharers.removeValue(forKey: step.name) ?? [])
    }

    /// Says how a step ended; whatever waited for it moves on.
    package mutating func finished(_ image: ImageName, _ ending: Ending) -> Consequences {
        var consequences = Consequences()
        var over = [(image, ending)]
        while let (parent, ending) = over.popLast() {
            for dependent in dependents.removeValue(forKey: parent) ?? [] {
                guard var step = waiting.removeValue(forKey: dependent) else { continue }
                switch ending {
                case .made(let bytes):
                    step.open.remove(parent)
                    step.known[parent] = bytes
                    if step.open.isEmpty {
                        consequences.composed.append(step.step.product.made(from: step.known))
                    } else {
                        waiting[dependent] = step
                    }
                case .left(let action):
                    let left = step.step.action.left(without: parent, action)
                    consequences.lost.append((step.step, left))
                    over.append((dependent, .left(left)))
                }
            }
        }
        return consequences
    }
}
