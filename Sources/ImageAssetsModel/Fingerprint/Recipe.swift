import ImageAssetsSystem

/// What an image is made of, one by one: the whole of its request, and where each reference was found.
///
/// The lockfile keeps it readable, so that a later plan can say which input changed. The paths of references stand in
/// it for people; they are not in the fingerprint, nor is anything else that does not change what is drawn.
package struct Recipe: Sendable, Hashable {
    /// Changing it, or anything of the canonical form, makes every user pay for every image again.
    package static let scheme = "image-assets/1"

    package var operation: Operation
    package var model: String
    /// As it is sent.
    package var prompt: String
    package var size: RequestedSize
    package var parameters: [String: ParameterValue]
    /// In the order in which they are sent.
    package var references: [Input]
    package var variant: Int?

    package init(
        operation: Operation, model: String, prompt: String, size: RequestedSize,
        parameters: [String: ParameterValue] = [:], references: [Input] = [], variant: Int? = nil
    ) {
        self.operation = operation
        self.model = model
        self.prompt = prompt
        self.size = size
        self.parameters = parameters
        self.references = references
        self.variant = variant
    }

    /// The canonical JSON (RFC 8785) that is hashed, absent members left out. Printable, so that two machines can be
    /// compared.
    package var canonical: String {
        var members: [JSONOutput.Member] = [
            .init("model", .string(model)),
            .init("operation", .string(operation.rawValue)),
            .init("prompt", .string(prompt)),
            .init("scheme", .string(Self.scheme)),
            .init("size", .string(size.description)),
        ]
        if !parameters.isEmpty { members.append(.init("parameters", .object(parameters.mapValues(\.json)))) }
        if !references.isEmpty {
            let list = references.map { reference -> JSONOutput in
                ["sha256": .string(reference.sha256.hex), "type": .string(reference.type.rawValue)]
            }
            members.append(.init("references", .array(list)))
        }
        if let variant { members.append(.init("variant", .integer(variant))) }
        return JSONOutput.object(members).canonicalText
    }

    package var fingerprint: Fingerprint {
        Fingerprint(SHA256Digest(of: Data(canonical.utf8)))
    }
}

extension ParameterValue {
    package var json: JSONOutput {
        switch self {
        case .string(let text): .string(text)
        case .integer(let number): .integer(number)
        case .boolean(let flag): .boolean(flag)
        }
    }
}
