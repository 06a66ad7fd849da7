import ImageAssetsText

/// What `${…}` can stand for at one place of the manifest.
package struct Scope {
    package enum Place {
        /// A name or path.
        case field
        /// A path that can hold the image's name.
        case output
        /// Alternative text.
        case alt
        case prompt
    }

    let family: Family?
    /// Names of all fragments: in a prompt they have been put in by now.
    let fragments: FragmentNames
    let place: Place

    package init(family: Family?, fragments: FragmentNames, place: Place) {
        self.family = family
        self.fragments = fragments
        self.place = place
    }

    /// What is wrong with a name.
    package struct Fault {
        package let name: Template.Name
        package let message: String
        package var hint: String?

        package init(name: Template.Name, message: String, hint: String? = nil) {
            self.name = name
            self.message = message
            self.hint = hint
        }
    }

    /// - Returns: nil for the template when there are faults.
    package func bind(_ pieces: [Template.Piece]) -> (template: BoundTemplate?, faults: [Fault]) {
        var bound: [BoundTemplate.Piece] = []
        var faults: [Fault] = []
        var slots: [Key: Result<BoundTemplate.Slot, MemberFault>] = [:]
        for piece in pieces {
            switch piece {
            case .text(let text): bound.append(.text(text))
            case .name(let name):
                if name.text == "name", name.member == nil, place == .output {
                    bound.append(.imageName)
                    continue
                }
                guard let variable = family?.variables.firstIndex(where: { $0.name == name.text }),
                    let family
                else {
                    faults.append(unknown(name))
                    continue
                }
                let key = Key(variable: variable, member: name.member)
                let slot = slots[key] ?? Self.slot(family.variables[variable], variable, name.member)
                slots[key] = slot
                switch slot {
                case .success(let slot): bound.append(.value(slot))
                case .failure(let missing): faults.append(missing.fault(of: name))
                }
            }
        }
        return (faults.isEmpty ? BoundTemplate(bound) : nil, faults)
    }

    private struct Key: Hashable {
        let variable: Int
        let member: String?
    }

    // MARK: Faults

    private func unknown(_ name: Template.Name) -> Fault {
        let written = Diagnostic.unquoted(name.written)
        if name.text == "name" {
            if place == .output {
                return Fault(name: name, message: "\(written): a name has no members", hint: "Write ${name}.")
            }
            return Fault(
                name: name, message: "${name} can stand in an output only",
                hint: place == .alt
                    ? "Say what the picture shows."
                    : "A renamed image must not become another picture, which would be paid for.")
        }
        var known = family?.variables.map(\.name) ?? []
        if place == .prompt {
            known += fragments.all
        } else if fragments.contains(name.text) {
            return Fault(
                name: name,
                message: "\(Diagnostic.quoted(name.text)) is a fragment, and no "
                    + (place == .alt ? "alternative text" : "path or name") + " can hold one",
                hint: "Fragments stand in prompts, prompt files and other fragments.")
        }
        let hinted = place == .output ? known + ["name"] : known
        let isPrompt = place == .prompt
        let what = isPrompt ? "there is no variable or fragment" : "there is no variable"
        let elsewhere =
            isPrompt
            ? "Variables are written in \"each\" of the image, fragments in \"fragments\"."
            : "Variables are written in \"each\" of the image."
        return Fault(
            name: name, message: "\(what) \(Diagnostic.quoted(name.text))",
            hint: fragments.hint(name.text, among: hinted)
                ?? (known.isEmpty ? elsewhere : "Known here: \(known.listed)."))
    }

    /// Values that have no such member.
    private struct MemberFault: Error {
        let values: [String]
        let nearest: String?

        func fault(of name: Template.Name) -> Fault {
            let which = values.map { Diagnostic.quoted($0, limit: 40) }.listed
            let member = Diagnostic.quoted(name.member ?? "")
            return Fault(
                name: name,
                message: "\(Diagnostic.quoted(name.text)) has no \(member) in its value\(values.count > 1 ? "s" : "") "
                    + which,
                hint: nearest.map { "Did you mean \(Diagnostic.quoted($0))?" }
                    ?? "Such a value is an object: { \"id\": …, \(member): … }.")
        }
    }

    private static func slot(
        _ variable: Family.Variable, _ index: Int, _ member: String?
    ) -> Result<BoundTemplate.Slot, MemberFault> {
        var texts: [String] = []
        var missing: [Family.Value] = []
        for value in variable.values {
            if let text = value.text(member) {
                texts.append(text)
            } else {
                missing.append(value)
                // Nobody reads more of them.
                if missing.count == 10 { break }
            }
        }
        guard let first = missing.first else { return .success(BoundTemplate.Slot(index, texts)) }
        let nearest = NearestName.of(member ?? "", among: first.members.keys.sorted().prefix(100))
        return .failure(MemberFault(values: missing.map(\.id), nearest: nearest))
    }
}

/// The names of a manifest's fragments, for sentences and to tell what a name is.
package final class FragmentNames: Sendable {
    /// In the order of the manifest.
    let all: [String]
    private let set: Set<String>

    package init(_ all: [String]) {
        self.all = all
        set = Set(all)
    }

    package func contains(_ name: String) -> Bool { set.contains(name) }

    /// - Parameter known: hundreds are not compared: whoever has so many finds the name in the list.
    func hint(_ name: String, among known: [String]) -> String? {
        known.count > 100 ? nil : NearestName.hint(name, among: known)
    }
}
