import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

package struct AcceptReport: LineReport {
    private let accepted: Acceptances
    private let commands: CommandForm
    package let commandName = "accept"

    package init(_ accepted: Acceptances, commands: CommandForm = CommandForm()) {
        self.accepted = accepted
        self.commands = commands
    }

    package var exitStatus: ExitStatus { accepted.exitStatus }

    package var members: [String: JSONValue] {
        ["images": .array(accepted.images.map(\.json)), "renditions": .array(accepted.renditions.map(\.json))]
            .merging([accepted.typedNames].json(commands)) { own, _ in own }
    }

    package func lines(output: Style, errors: Style) -> [Output] {
        let images = accepted.images.map { image in
            let result = image.result.map { ("  \($0.asset.facts.width)x\($0.asset.facts.height)", $0.kind) }
            return Self.line(image.name, image.output, result, errors)
        }
        let renditions = accepted.renditions.map { rendition in
            let result = rendition.result.map { ($0.picture.map { "  \($0.width)x\($0.height)" } ?? "", $0.kind) }
            return Self.line(rendition.image, rendition.output, result, errors)
        }
        return images + renditions
    }

    private static func line(
        _ image: ImageName, _ output: PackagePath, _ result: Result<(String, LockedKind), Acceptance.Fault>,
        _ errors: Style
    ) -> Output {
        switch result {
        case .success((let size, let kind)):
            let mark = kind == .accepted ? "  as somebody's work, which runs leave alone" : ""
            return .output("accepted  \(image)  \(output)\(size)\(mark)")
        case .failure(let fault):
            return .error("\(errors.label(.error)) \(image): \(output) \(fault.sentence)")
        }
    }

    package var lastLine: String? {
        let (images, renditions) = (accepted.images, accepted.renditions)
        let refusedImages = images.filter { !$0.isAccepted }.map(\.name.text)
        let refusedRenditions = renditions.filter { !$0.isAccepted }.map(\.output.text)
        let refused = refusedImages + refusedRenditions
        let parts = [
            images.isEmpty && !renditions.isEmpty ? nil : count(images.count - refusedImages.count, "image"),
            renditions.isEmpty ? nil : count(renditions.count - refusedRenditions.count, "rendition"),
        ].compactMap { $0 }
        return parts.joined(separator: " and ") + " accepted"
            + (refused.isEmpty ? "." : "; \(refused.count) refused: \(refused.named).")
            + commands.making(Set(images.flatMap(\.outdated)).count)
    }
}

extension Acceptance {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["name": .string(name.text), "output": .string(output.text)]
        switch result {
        case .success(let entry):
            let asset = entry.asset
            members["sha256"] = .string(asset.sha256.hex)
            members["width"] = .integer(asset.facts.width)
            members["height"] = .integer(asset.facts.height)
            members["bytes"] = .integer(asset.byteCount)
            members["accepted"] = .boolean(entry.isAccepted)
            members["error"] = .null
            if !outdated.isEmpty { members["outdatedRenditions"] = .array(outdated.map { .string($0.text) }) }
        case .failure(let fault): members["error"] = .object(["message": .string(fault.sentence)])
        }
        return .object(members)
    }
}

extension CommandForm {
    /// What makes renditions that another asset leaves out of date; empty where there are none.
    func making(_ outdated: Int) -> String {
        if outdated == 0 { return "" }
        let (renditions, object) = outdated == 1 ? ("1 rendition is", "it") : ("\(outdated) renditions are", "them")
        return " \(renditions) out of date: `\(self("generate --offline"))` makes \(object), at no cost."
    }
}

extension RenditionAcceptance {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(image.text), "output": .string(output.text), "error": .null,
        ]
        switch result {
        case .success(let record):
            members.merge(record.members) { _, record in record }
            members["accepted"] = .boolean(record.isAccepted)
        case .failure(let fault): members["error"] = .object(["message": .string(fault.sentence)])
        }
        return .object(members)
    }
}

extension Acceptance.Fault {
    fileprivate var sentence: String {
        switch self {
        case .absent: "is missing"
        case .obstacle(let fault): fault.predicate
        case .pointer: "is a Git LFS pointer, not the image itself: run `git lfs pull`, which costs nothing"
        case .placeholder: "is a placeholder: only a real image can be accepted"
        case .otherKind(let kind, let format): kind.predicate(insteadOf: "a \(format.name)")
        case .unsound(let format, let failure): "is not a sound \(format.name): \(failure.reasonOfReading)"
        case .noObject(let error?): "is no JSON, and Xcode could not read it: \(error)"
        case .noObject(nil): "is no JSON object, and Xcode could not read it"
        case .noAsset:
            "is made from an asset that does not match the lockfile: `plan` says what to do, and what it costs"
        case .undecodable(let error): "does not decode: \(error)"
        case .convertedLineEndings:
            "is a PNG whose line endings were converted: write `*.png binary` into .gitattributes, then bring it "
                + "back with `git checkout`, which costs nothing"
        case .expectation(let violations): violations.predicate
        case .unkept(let error): "could not be kept in \(StoreFolder.name): \(error)"
        case .pending: "is made from an image that is not there yet"
        }
    }
}
