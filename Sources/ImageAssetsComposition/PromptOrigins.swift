import ImageAssetsManifest
import ImageAssetsModel
import ImageAssetsText

/// A part of a prompt, and where it comes from.
package struct PromptPiece: Sendable, Hashable {
    package enum Origin: Sendable, Hashable {
        /// The entry's own words.
        case entry
        case promptFile
        case fragment(String)
        /// A variable's value by its id, or a member of it.
        case variable(String, member: String?, id: String)
    }

    package let text: String
    package let origin: Origin
    /// Where that is written.
    package let file: PackagePath
    package let location: SourceLocation
}

/// Where the words of a manifest's prompts come from: for one image it is made out when somebody asks.
package struct PromptOrigins: Sendable {
    private let manifest: PackagePath
    private let drafts: [EntryDraft]
    private let prompts: PromptComposer

    init(_ manifest: PackagePath, _ drafts: [EntryDraft], _ prompts: PromptComposer) {
        self.manifest = manifest
        self.drafts = drafts
        self.prompts = prompts
    }

    /// The pieces of the images' prompts, in order; of an unknown name there are none.
    package func pieces(of names: Set<ImageName>) -> [ImageName: [PromptPiece]] {
        let found = drafts.compactMap { draft in
            draft.name.flatMap { names.contains($0.value) ? ($0.value, pieces(of: draft)) : nil }
        }
        return Dictionary(found) { first, _ in first }
    }

    private func pieces(of draft: EntryDraft) -> [PromptPiece] {
        guard let prompt = draft.prompt else { return [] }
        var pieces: [PromptPiece] = []
        switch prompt.value {
        case .inline(let text):
            let origin = Writing(origin: .entry, file: manifest, location: draft.firstLine ?? prompt.location)
            collect(draft.template ?? .plain(text), origin, draft.combination, &pieces)
        case .file(let path):
            let origin = Writing(origin: .promptFile, file: path, location: SourceLocation(line: 1, column: 1))
            collect(prompts.template(in: path) ?? .plain(""), origin, draft.combination, &pieces)
        }
        return pieces
    }

    private struct Writing {
        let origin: PromptPiece.Origin
        let file: PackagePath
        let location: SourceLocation

        /// - Parameter place: where it begins, if not where the writing does.
        func piece(_ text: String, at place: SourceLocation? = nil) -> PromptPiece {
            PromptPiece(text: text, origin: origin, file: file, location: place ?? location)
        }
    }

    /// No deeper than fragments may hold each other.
    private func collect(
        _ template: Template, _ writing: Writing, _ combination: Combination?, _ pieces: inout [PromptPiece]
    ) {
        var place = writing.location
        for piece in template.pieces {
            switch piece {
            case .text(let text): pieces.append(writing.piece(text, at: place))
            case .name(let name):
                place = name.end
                if let (fragment, template) = prompts.fragments.template(name.text) {
                    let own = Writing(
                        origin: .fragment(fragment.name), file: fragment.file?.value ?? manifest,
                        location: fragment.file == nil
                            ? fragment.text?.location ?? fragment.location : SourceLocation(line: 1, column: 1))
                    collect(template, own, combination, &pieces)
                } else if let value = combination?.value(of: name.text) {
                    let origin = PromptPiece.Origin.variable(name.text, member: name.member, id: value.id)
                    let own = Writing(origin: origin, file: manifest, location: value.location)
                    pieces.append(own.piece(value.text(name.member) ?? ""))
                }
            }
        }
    }
}

extension Template.Name {
    /// Behind its `}`: no name goes over the end of a line.
    fileprivate var end: SourceLocation {
        SourceLocation(line: location.line, column: location.column + written.count)
    }
}

extension Combination {
    fileprivate func value(of variable: String) -> Family.Value? {
        guard let number = family.variables.firstIndex(where: { $0.name == variable }) else { return nil }
        return family.variables[number].values[index(of: number)]
    }
}
