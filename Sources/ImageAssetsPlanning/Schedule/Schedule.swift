import ImageAssetsModel

/// A plan while it is carried out: which steps can be done now, and what follows when one of them is over.
///
/// A step whose product waits for the bytes of another one is not handed out; once they are known, the product is given
/// back to be looked at and decided anew.
package struct Schedule: Sendable {
    /// How a step ended.
    package enum Ending: Sendable, Hashable {
        /// These bytes are at the output now, whoever made them.
        case made(SHA256Digest, byteCount: Int)
        case failed
    }

    /// What follows from the end of a step.
    package struct Consequences: Sendable {
        /// All their inputs are known now; `add` takes what is decided about them.
        package var composed: [Product] = []
        /// They cannot be made in this run, as something that they are made from was not.
        package var lost: [(step: Step, parent: Product.ID)] = []
    }

    private var open: [Step] = []
    /// Steps that wait for others, by product.
    private var waiting: [Product.ID: Step] = [:]
    /// Their products, in whatever is known of their inputs so far.
    private var partial: [Product.ID: Product] = [:]
    /// Who waits for a product, in the order of the plan.
    private var dependents: [Product.ID: [Product.ID]] = [:]
    private var senders: [Fingerprint: ImageName] = [:]
    private var sharers: [ImageName: [Step]] = [:]

    package init(_ plan: Plan) {
        for step in plan.steps { add(step) }
    }

    /// Takes steps that were decided after their inputs became known.
    package mutating func add(_ steps: [Step]) {
        for step in steps { add(step) }
    }

    private mutating func add(_ step: Step) {
        var step = step
        let id = step.product.id
        let awaited = step.product.awaited
        // What is left alone or fails needs no input.
        if !awaited.isEmpty, step.needsInputs {
            waiting[id] = step
            partial[id] = step.product
            for parent in awaited { dependents[parent, default: []].append(id) }
            return
        }
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
        if let fingerprint = step.product.fingerprint { senders[fingerprint] = nil }
        return [step] + (sharers.removeValue(forKey: step.name) ?? [])
    }

    /// Says how a step ended; whatever waited for it moves on.
    package mutating func finished(_ id: Product.ID, _ ending: Ending) -> Consequences {
        var consequences = Consequences()
        var over = [(id, ending)]
        while let (parent, ending) = over.popLast() {
            for dependent in dependents.removeValue(forKey: parent) ?? [] {
                guard let step = waiting[dependent], let product = partial[dependent] else { continue }
                switch ending {
                case .made(let digest, let byteCount):
                    let supplied = product.supplied(with: (parent, digest, byteCount))
                    partial[dependent] = supplied
                    guard supplied.awaited.isEmpty else { continue }
                    consequences.composed.append(supplied)
                case .failed:
                    consequences.lost.append((step, parent))
                    over.append((dependent, .failed))
                }
                forget(dependent)
            }
        }
        return consequences
    }

    private mutating func forget(_ id: Product.ID) {
        waiting[id] = nil
        partial[id] = nil
    }
}

extension Step {
    /// Whether what is done about it depends on the bytes of its inputs.
    fileprivate var needsInputs: Bool {
        switch action {
        case .request, .draw: true
        case .nothing, .publish, .protect, .fail, .hold: false
        }
    }
}
