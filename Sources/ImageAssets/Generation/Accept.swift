import Foundation
import PNGCoding

/// What `accept` says of one image.
package struct Acceptance: Sendable, Hashable {
    package let name: ImageName
    package let output: PackagePath
    /// What was recorded, or why nothing was.
    package let result: Result<LockedAsset, Refusal>

    var isAccepted: Bool { if case .success = result { true } else { false } }

    package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
        case absent
        case obstacle(String)
        case pointer
        case standIn
        case undecodable(String)
        case expectation([String])
        case unreadable(String)

        package var description: String {
            switch self {
            case .absent: "is not there"
            case .obstacle(let what): what
            case .pointer: "is a Git LFS pointer, not the image itself: run `git lfs pull`"
            case .standIn: "is a stand-in of the placeholder service"
            case .undecodable(let problem): "does not decode: \(problem)"
            case .expectation(let violations): violations.joined(separator: "; it ")
            case .unreadable(let problem): problem
            }
        }
    }
}

extension LockfileJob {
    /// Records the files at the outputs of these images as they are, with the inputs of today. All that can be accepted are.
    package func accept(_ names: [String]) async throws -> [Acceptance] {
        try await perform { survey, lockfile, writer in
            let wanted = try survey.images(named: names)
            return survey.images.filter { wanted.contains($0.name) }.map { image in
                let result = Result { () throws(Acceptance.Refusal) in
                    try accept(image, in: survey, writer: writer)
                }
                if case .success(let asset) = result {
                    let entry = LockEntry(
                        inputs: image.inputs, fingerprint: image.fingerprint, asset: asset,
                        revisedPrompt: revisedPrompt(of: image, asset: asset, in: lockfile.lockfile)
                    )
                    lockfile.record(entry, for: image.name)
                }
                return Acceptance(name: image.name, output: image.output, result: result)
            }
        }
    }

    private func accept(
        _ image: ResolvedImage, in survey: Survey, writer: AtomicFile
    ) throws(Acceptance.Refusal) -> LockedAsset {
        switch survey.surroundings.file(image.output) {
        case .absent: throw .absent
        case .obstacle(let what): throw .obstacle(what)
        case .pointer: throw .pointer
        case .file(let digest, let count):
            if LockIndex(survey.lockfile.lockfile).standIns.contains(digest) { throw .standIn }
            let bytes: Data
            let facts: AssetFacts
            do {
                bytes = try workspace.folder.read(image.output)
                facts = AssetFacts(try PNGInfo(decoding: bytes, limits: limits))
            } catch let error as PNGError {
                throw .undecodable(String(describing: error))
            } catch {
                throw .unreadable(String(describing: error))
            }
            let violations = image.entry.expect.value.violations(facts: facts, byteCount: count)
            guard violations.isEmpty else { throw .expectation(violations) }
            do {
                try survey.workspace.store.keep(bytes, writer: writer)
            } catch {
                throw .unreadable(String(describing: error))
            }
            return LockedAsset(path: image.output, sha256: digest, byteCount: count, facts: facts)
        }
    }

    /// A picture that the service drew keeps what the service said of it.
    private func revisedPrompt(of image: ResolvedImage, asset: LockedAsset, in lockfile: Lockfile) -> String? {
        guard let entry = lockfile.images[image.name], entry.asset.sha256 == asset.sha256 else { return nil }
        return entry.revisedPrompt
    }
}
