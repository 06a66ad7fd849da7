import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

package struct ChooseReport: LineReport {
    private let choice: Choice
    package let commandName = "choose"

    package init(_ choice: Choice) {
        self.choice = choice
    }

    private var name: ImageName { choice.image.name }

    package var exitStatus: ExitStatus { choice.exitStatus }

    // MARK: The document

    package var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "name": .string(name.text), "output": .string(choice.image.output.text),
            "fingerprint": .string(choice.image.fingerprint?.description), "action": .string(action),
            "candidates": .array(choice.candidates.map(json)),
        ]
        if let refusal { members["error"] = .object(["message": .string(refusal)]) }
        let outdated = choice.outdatedRenditions
        if !outdated.isEmpty { members["outdatedRenditions"] = .array(outdated.map { .string($0.text) }) }
        members.merge([choice.typedNames].json(choice.commands)) { own, _ in own }
        if let unread = choice.unread { members["unread"] = .string(unread.message) }
        return members
    }

    private var action: String {
        switch choice.outcome {
        case .listed: "none"
        case .published: "published"
        case .unchanged: "unchanged"
        case .rejected: "rejected"
        case .refused: "refused"
        }
    }

    /// As it is after the command.
    private func json(_ candidate: Choice.Candidate) -> JSONValue {
        let result = candidate.result
        var members: [String: JSONValue] = [
            "number": .integer(candidate.number), "sha256": .string(candidate.digest.hex),
            "width": .integer(result.facts.width), "height": .integer(result.facts.height),
            "bytes": .integer(result.byteCount), "published": .boolean(isPublished(candidate)),
            "chosen": .boolean(isChosen(candidate)), "rejected": .boolean(isRejected(candidate)),
            "violations": .array(candidate.violations.map { .string($0.predicate) }), "file": .string(file(candidate)),
        ]
        if let note = note(of: candidate) { members["note"] = .string(note) }
        return .object(members)
    }

    private func isPublished(_ candidate: Choice.Candidate) -> Bool {
        if case .published(let digest, _, _) = choice.outcome { return candidate.digest == digest }
        return candidate.isPublished
    }

    private func isChosen(_ candidate: Choice.Candidate) -> Bool {
        switch choice.outcome {
        case .published(candidate.digest, _, _), .unchanged(candidate.digest): return true
        case .rejected(candidate.digest): return false
        default: if case .chosen? = candidate.result.mark { return true } else { return false }
        }
    }

    private func isRejected(_ candidate: Choice.Candidate) -> Bool {
        switch choice.outcome {
        case .rejected(candidate.digest): true
        case .published(candidate.digest, _, _), .unchanged(candidate.digest): false
        default: candidate.result.isRejected
        }
    }

    private func note(of candidate: Choice.Candidate) -> String? {
        if case .rejected(_, let note)? = candidate.result.mark, isRejected(candidate) { note } else { nil }
    }

    private func file(_ candidate: Choice.Candidate) -> String? {
        switch candidate.place {
        case .store: StoreFolder.path(ofObject: candidate.digest)
        case .output: choice.image.output.text
        case .answer: nil
        }
    }

    // MARK: For people

    package func lines(output: Style, errors: Style) -> [Output] {
        if let refusal { return [.error("\(errors.label(.error)) \(name): \(refusal.plain)")] }
        guard case .listed = choice.outcome else { return notes.map { .error($0.line(choice.commands, errors)) } }
        let unread =
            choice.unread.map { [Output.error("\(errors.label(.warning)) \(name): \($0.message.plain)")] } ?? []
        return choice.candidates.map { .output(line($0, output)) } + unread
    }

    private var notes: [Note] { if case .published(_, let notes, _) = choice.outcome { notes } else { [] } }

    private func line(_ candidate: Choice.Candidate, _ style: Style) -> String {
        let size = "\(candidate.result.facts.width)x\(candidate.result.facts.height)"
        var marks: [String] = []
        if candidate.isPublished { marks.append(style.paint("published", .good)) }
        if isChosen(candidate), !candidate.isPublished { marks.append("chosen before") }
        if candidate.result.isRejected {
            let why = note(of: candidate).map { ": \($0.plain)" } ?? ""
            marks.append(style.paint("rejected", .warning) + why)
        }
        if !candidate.violations.isEmpty {
            marks.append("breaks `expect`: it \(candidate.violations.predicate)".plain)
        }
        let number = String(repeating: " ", count: candidate.number < 10 ? 2 : 1) + "\(candidate.number)"
        let facts = [
            candidate.digest.short, size, candidate.result.byteCount.asByteCount,
            file(candidate) ?? "in an answer that was kept, from which a run takes it at no cost",
        ]
        return "\(number)  \(facts.joined(separator: "  "))"
            + (marks.isEmpty ? "" : "  " + marks.joined(separator: "; "))
    }

    package var lastLine: String? {
        let commands = choice.commands
        return switch choice.outcome {
        case .listed: "\(number) for the current inputs of \(name)\(next)"
        case .published(let digest, _, let outdated):
            "\(name): \(digest.short) is published as \(choice.image.output)."
                + (outdated.isEmpty ? "" : " What is made from it is out of date: \(outdated.map(\.text).named).")
                + commands.making(choice.outdatedRenditions.count)
        case .unchanged(let digest):
            "\(name): \(digest.short) is published already; it is recorded as chosen."
        case .rejected(let digest):
            "\(name): \(digest.short) is rejected, in this store only; "
                + "`\(commands("choose \(name) \(digest.hex.prefix(8))"))` publishes it anyway."
        case .refused: "\(name): nothing was done."
        }
    }

    private var number: String {
        switch choice.candidates.count {
        case 0: "There is no picture"
        case 1: "There is one picture"
        case let number: "There are \(number) pictures"
        }
    }

    private var usable: [Choice.Candidate] { choice.candidates.filter(\.isUsable) }

    /// What can be done with so many, and whether it costs money.
    private var next: String {
        if choice.image.entry.frozen { return ", which is frozen: remove \"frozen\" to publish another." }
        var sentence = ""
        if usable.count < choice.candidates.count {
            let number = usable.isEmpty ? "none" : "\(usable.count)"
            sentence = choice.candidates.count == 1 ? ", and it cannot be used" : ", of which \(number) can be used"
        }
        let ways = [publishing, usable.count < 2 ? fetching : nil].compactMap { $0 }
        return sentence + (ways.isEmpty ? "." : ": \(ways.joined(separator: "; ")).")
    }

    private var publishing: String? {
        let others = usable.filter { !$0.isPublished }
        guard let first = others.first else { return nil }
        let isOne = others.count == 1
        let number = isOne ? "\(first.number)" : "NUMBER"
        let over = choice.protection == nil ? "" : " over somebody's work, which \(StoreFolder.name) keeps"
        return choice.commands.choosing(number, for: name, over: choice.protection).map {
            "`\($0)` publishes \(isOne ? "it" : "one")\(over), at no cost"
        }
    }

    private var fetching: String? {
        guard let fetch = choice.fetch else { return nil }
        let (all, parents) = (fetch.requests, fetch.requestsOfParents)
        return "`\(choice.commands("generate \(name) --candidates \(fetch.wanted)"))` fetches "
            + "\(usable.isEmpty ? "\(fetch.wanted)" : "more") to choose from, and pays for "
            + "\(all == 1 ? "1 request" : "\(all) requests")"
            + (parents == 0 ? "" : ", \(parents) of them for what \(name) is made from")
    }

    private var refusal: String? {
        guard case .refused(let refusal) = choice.outcome else { return nil }
        let output = choice.image.output
        return switch refusal {
        case .pending: "it is made from an image that is not there yet, so no picture can be for it"
        case .frozen: "it is frozen: remove \"frozen\" to publish another picture"
        case .protected(.obstacle(let fault)): "\(output) \(fault.predicate)"
        case .protected:
            "\(output) is somebody's work and was left alone; add --overwrite to replace it, which costs nothing and "
                + "keeps it in \(StoreFolder.name)"
        case .changedMeanwhile: "\(output) changed in the meantime and was left alone: look at it, and choose again"
        case .expectation(let faults): "that picture \(faults.predicate): change `expect` to use it"
        case .lost(let digest): "\(StoreFolder.path(ofObject: digest)) is damaged or gone"
        case .published(let publisher):
            "that picture is what \(publisher) publishes: choose another one first"
        }
    }
}
