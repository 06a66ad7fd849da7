import ImageAssetsManifest
import ImageAssetsText

/// The texts of a manifest's fragments with all other fragments put in, each made once, so that what is left to fill in
/// are variables.
///
/// How long a text will be is counted before it is made: fragments that double each other cost nothing.
struct FragmentTexts {
    private(set) var fragments: [Fragment] = []
    /// As they are written; nil for those that have a fault.
    private var templates: [Template?] = []
    private var index: [String: Int] = [:]
    private let limit: Int
    private var states: [State] = []
    /// Of those that something uses.
    private(set) var used: Set<Int> = []

    private enum State {
        case unseen
        /// It is being made, and what it holds is made first.
        case open
        case made(FlatText, depth: Int)
        /// It, or what it holds, has a fault that was told.
        case broken
    }

    /// - Parameter limit: Unicode scalars of the longest text.
    init(limit: Int) { self.limit = limit }

    mutating func make(_ fragments: [Fragment], _ templates: [Template?], _ faults: inout FileDiagnostics) {
        self.fragments = fragments
        self.templates = templates
        index = Dictionary(fragments.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        states = templates.map { $0 == nil ? .broken : .unseen }
        for number in fragments.indices { make(number, &faults) }
    }

    /// The text of a prompt with its fragments put in; nil when one of them has a fault, or the prompt grows too long.
    ///
    /// - Parameter tell: what to do with a fault of the prompt itself.
    mutating func flat(_ template: Template, tell: (TextFault) -> Void) -> FlatText? {
        used.formUnion(template.names.compactMap { index[$0.text] })
        do throws(TextFault) {
            return try flatten(template)?.text
        } catch {
            tell(error)
            return nil
        }
    }

    /// What a name in a prompt is, where it is a fragment.
    func template(_ name: String) -> (fragment: Fragment, template: Template)? {
        guard let number = index[name], let template = templates[number] else { return nil }
        return (fragments[number], template)
    }

    // MARK: One after the other

    /// Without recursion: how deep fragments hold each other is for whoever wrote them to say.
    private mutating func make(_ first: Int, _ faults: inout FileDiagnostics) {
        guard case .unseen = states[first] else { return }
        var stack = [Visit(first, children(first))]
        states[first] = .open
        while let visit = stack.last {
            guard visit.next < visit.children.count else {
                stack.removeLast()
                finish(visit.fragment, &faults)
                continue
            }
            stack[stack.count - 1].next += 1
            let (child, place) = visit.children[visit.next]
            used.insert(child)
            switch states[child] {
            case .unseen:
                states[child] = .open
                stack.append(Visit(child, children(child)))
            case .open:
                // Those between are told of no further cycle.
                let cycle = stack.drop { $0.fragment != child }.map(\.fragment)
                for fragment in cycle { states[fragment] = .broken }
                let names = (cycle + [child]).map { fragments[$0].name }.joined(separator: " → ")
                faults.add(
                    place, "the fragments hold each other: \(names)", hint: "Take \(place.written) out here.")
            case .made, .broken: break
            }
        }
    }

    private struct Visit {
        let fragment: Int
        /// Each once, and where it is named first.
        let children: [(fragment: Int, place: Template.Name)]
        var next = 0

        init(_ fragment: Int, _ children: [(Int, Template.Name)]) {
            self.fragment = fragment
            self.children = children
        }
    }

    private func children(_ fragment: Int) -> [(Int, Template.Name)] {
        var seen: Set<Int> = []
        return (templates[fragment]?.names ?? []).compactMap { name in
            index[name.text].flatMap { seen.insert($0).inserted ? ($0, name) : nil }
        }
    }

    private mutating func finish(_ number: Int, _ faults: inout FileDiagnostics) {
        guard case .open = states[number], let template = templates[number] else { return }
        states[number] = .broken
        let fragment = fragments[number]
        do throws(TextFault) {
            guard let (text, depth) = try flatten(template) else { return }
            guard depth <= Bounds.fragmentDepth else { throw .tooDeep }
            states[number] = .made(text, depth: depth)
        } catch {
            if case .name(let fault) = error { return faults.add(fault.name, fault.message, hint: fault.hint) }
            faults.error(
                at: fragment.location, "the fragment \(Diagnostic.quoted(fragment.name)) \(error.predicate)",
                hint: error.hint)
        }
    }

    private func flatten(_ template: Template) throws(TextFault) -> (text: FlatText, depth: Int)? {
        var (scalars, names, depth) = (0, 0, 1)
        var flats: [FlatText?] = []
        for piece in template.pieces {
            var flat: FlatText?
            switch piece {
            case .text(let text): scalars += text.unicodeScalars.count
            case .name(let name):
                guard let number = index[name.text] else {
                    names += 1
                    break
                }
                guard name.member == nil else {
                    throw .name(
                        Scope.Fault(
                            name: name, message: "\(Diagnostic.quoted(name.text)) is a fragment, which has no members"))
                }
                guard case .made(let text, let below) = states[number] else { return nil }
                flat = text
                scalars += text.scalarCount
                names += text.nameCount
                depth = max(depth, below + 1)
            }
            flats.append(flat)
            guard scalars <= limit else { throw .tooLong(limit) }
            guard names <= Bounds.namesInPrompt else { throw .tooManyNames }
        }
        let pieces = zip(template.pieces, flats).flatMap { piece, flat in flat?.pieces ?? [piece] }
        return (FlatText(pieces: Template(pieces).pieces, scalarCount: scalars, nameCount: names), depth)
    }
}

/// A text without fragments.
struct FlatText: Sendable {
    let pieces: [Template.Piece]
    /// Of the texts alone.
    let scalarCount: Int
    let nameCount: Int
}

/// Why a text cannot be made.
enum TextFault: Error {
    case tooLong(Int)
    case tooManyNames
    case tooDeep
    case name(Scope.Fault)

    /// To follow "the prompt" or "the fragment".
    var predicate: String {
        switch self {
        case .tooLong(let limit): "grows past \(limit) characters"
        case .tooManyNames: "has more than \(Bounds.namesInPrompt) ${…} with all that its fragments hold"
        case .tooDeep: "holds fragments more than \(Bounds.fragmentDepth) deep"
        case .name(let fault): fault.message
        }
    }

    var hint: String? {
        switch self {
        case .tooLong: "No longer text can be sent: shorten it, or the fragments that it holds, or take some out."
        case .tooManyNames, .tooDeep: nil
        case .name(let fault): fault.hint
        }
    }
}

extension FileDiagnostics {
    /// At a name's place, which may be in another file.
    mutating func add(_ name: Template.Name, _ message: String, hint: String? = nil) {
        add(Diagnostic(file: name.file?.text ?? file, at: name.location, message, hint: hint))
    }
}
