import ImageAssetsModel
import ImageAssetsPlanning

package struct AcceptReport: CommandReport {
    private let images: [Acceptance]
    package let command = "accept"

    package init(_ images: [Acceptance]) {
        self.images = images
    }

    package var isSound: Bool { images.allSatisfy(\.isAccepted) }
    package var members: [String: JSONValue] { ["images": .array(images.map(\.json))] }

    package func lines(output: Style, errors: Style) -> [Output] {
        images.map { image in
            switch image.result {
            case .success(let asset):
                .output(
                    "accepted  \(image.name)  \(image.output)  \(asset.facts.width)x\(asset.facts.height)"
                        + (image.isMarked ? "  somebody's work, and protected as such" : ""))
            case .failure(let refusal):
                .error("\(errors.label(.error)) \(image.name): \(image.output) \(refusal.sentence)")
            }
        }
    }

    package var lastLine: String? {
        let refused = images.filter { !$0.isAccepted }.map(\.name.text)
        return count(images.count - refused.count, "image") + " accepted"
            + (refused.isEmpty ? "." : "; \(refused.count) refused: \(refused.named).")
    }
}

extension Acceptance {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = ["name": .string(name.text), "output": .string(output.text)]
        switch result {
        case .success(let asset):
            members["sha256"] = .string(asset.sha256.hex)
            members["width"] = .integer(asset.facts.width)
            members["height"] = .integer(asset.facts.height)
            members["bytes"] = .integer(asset.byteCount)
            members["accepted"] = .boolean(isMarked)
            members["error"] = .null
        case .failure(let refusal): members["error"] = .object(["message": .string(refusal.sentence)])
        }
        return .object(members)
    }
}

extension Acceptance.Refusal {
    fileprivate var sentence: String {
        switch self {
        case .absent: "is missing"
        case .obstacle(let what): what
        case .pointer: "is a Git LFS pointer, not the image itself: run `git lfs pull`, which costs nothing"
        case .placeholder: "is a placeholder"
        case .undecodable(let problem): "does not decode: \(problem)"
        case .convertedLineEndings:
            "is a PNG whose line endings were converted: write `*.png binary` into .gitattributes, then bring it "
                + "back with `git checkout`, which costs nothing"
        case .expectation(let violations): violations.predicate
        case .unreadable(let error): error.predicate
        case .unkept(let error): "could not be kept in \(StoreFolder.name): \(error)"
        case .pending: "is made from an image that is not there yet"
        }
    }
}
