import ImageAssetsModel

/// Why an image is not up to date: one input or fact each, with its old and its new value.
///
/// Text and JSON are renderings of it; nothing else decides what is said.
package enum Reason: Sendable, Hashable {
    case operation(old: Operation, new: Operation)
    case model(old: String, new: String)
    case prompt(old: String, new: String)
    case size(old: RequestedSize, new: RequestedSize)
    case parameter(String, old: ParameterValue?, new: ParameterValue?)
    /// Other bytes under the same path, or at the same place of the list.
    case reference(path: PackagePath, old: SHA256Digest, new: SHA256Digest)
    case referenceAdded(path: PackagePath, SHA256Digest)
    case referenceRemoved(path: PackagePath, SHA256Digest)
    /// The same references in another order.
    case referenceOrder(old: [PackagePath], new: [PackagePath])
    case variant(old: Int?, new: Int?)
    /// The inputs are the same, yet their fingerprint is not: the lockfile was written by another scheme, or by hand.
    case fingerprint(old: Fingerprint, new: Fingerprint)
    /// The image had another name when its asset was made.
    case name(old: ImageName, new: ImageName)
    case output(old: PackagePath, new: PackagePath)
    /// The file at the output is not what the lockfile says, and nobody can tell whose it is.
    case modified(recorded: SHA256Digest?, found: SHA256Digest)
    /// Something other than a file is at the output.
    case obstacle(String)
    /// What became of the file, where it is hardly somebody's work, and the command by which Git brings it back.
    case form(AssetForm, restore: String?)
    /// The file is missing, and Git has it; the command by which it brings it back.
    case inGit(restore: String)
    /// The file is missing, and Git knows it but has to fetch it first.
    case lackedByGit(fetch: String)
    /// Another known result for the same inputs is in place.
    case otherResult(recorded: SHA256Digest, found: SHA256Digest)
    case missing
    /// The file is empty, or only the first part of the asset.
    case incomplete(bytes: Int, of: Int)
    case expectation(String)
    case placeholder
    case neverMade
    /// `--regenerate` asked for it.
    case asked

    /// The input or fact it is about, as reports name it.
    package var label: String {
        switch self {
        case .operation: "operation"
        case .model: "model"
        case .prompt: "prompt"
        case .size: "size"
        case .parameter(let name, _, _): "parameter \(name)"
        case .reference(let path, _, _): "reference \(path)"
        case .referenceAdded(let path, _): "reference \(path) added"
        case .referenceRemoved(let path, _): "reference \(path) removed"
        case .referenceOrder: "order of references"
        case .variant: "variant"
        case .fingerprint: "fingerprint"
        case .name: "name"
        case .output: "output"
        case .modified: "asset modified"
        case .obstacle: "output blocked"
        case .form: "file"
        case .inGit, .lackedByGit: "git"
        case .otherResult: "asset"
        case .missing: "asset missing"
        case .incomplete: "asset incomplete"
        case .expectation: "expectation"
        case .placeholder: "placeholder"
        case .neverMade: "never made"
        case .asked: "asked for"
        }
    }

    /// The value in the lockfile, where there is one.
    package var old: String? {
        switch self {
        case .operation(let old, _): old.rawValue
        case .model(let old, _), .prompt(let old, _): old
        case .size(let old, _): old.description
        case .parameter(_, let old, _): old?.text
        case .reference(_, let old, _): old.hex
        case .referenceRemoved(_, let old): old.hex
        case .referenceOrder(let old, _): old.map(\.text).joined(separator: ", ")
        case .variant(let old, _): old.map(String.init)
        case .fingerprint(let old, _): old.description
        case .name(let old, _): old.text
        case .output(let old, _): old.text
        case .modified(let recorded, _): recorded?.hex
        case .otherResult(let recorded, _): recorded.hex
        case .incomplete(_, let whole): "\(whole) bytes"
        case .referenceAdded, .obstacle, .form, .inGit, .lackedByGit, .missing, .expectation, .placeholder, .neverMade,
            .asked:
            nil
        }
    }

    /// The value in the manifest or on disk, where there is one.
    package var new: String? {
        switch self {
        case .operation(_, let new): new.rawValue
        case .model(_, let new), .prompt(_, let new): new
        case .size(_, let new): new.description
        case .parameter(_, _, let new): new?.text
        case .reference(_, _, let new): new.hex
        case .referenceAdded(_, let new): new.hex
        case .referenceOrder(_, let new): new.map(\.text).joined(separator: ", ")
        case .variant(_, let new): new.map(String.init)
        case .fingerprint(_, let new): new.description
        case .name(_, let new): new.text
        case .output(_, let new): new.text
        case .modified(_, let found), .otherResult(_, let found): found.hex
        case .incomplete(let bytes, _): "\(bytes) bytes"
        case .expectation(let violation): violation
        case .obstacle(let what): what
        case .referenceRemoved, .form, .inGit, .lackedByGit, .missing, .placeholder, .neverMade, .asked: nil
        }
    }
}

extension ParameterValue {
    /// As JSON writes it, strings without their quotes.
    package var text: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): String(flag)
        }
    }
}
