import ImageAssetsText

/// What decides the bytes of a product, one by one.
///
/// All that is said of it follows from here: its fingerprint, the fields of the request, what `explain` shows, and what
/// the lockfile keeps, so that a later plan can say which input changed. The paths of inputs stand in it for people;
/// they are not in the fingerprint, nor is anything else that does not change what is drawn.
package struct Recipe: Sendable, Hashable {
    /// Changing it, or anything of the canonical form, makes every user pay for every image again.
    static let scheme = "image-assets/1"

    package var operation: Operation
    package var model: String
    /// As it is sent.
    package var prompt: String
    package var size: RequestedSize
    package var parameters: [String: ParameterValue]
    /// In the order in which they are sent.
    package var references: [Input]
    package var mask: Input?
    package var variant: Int?

    package init(
        operation: Operation, model: String, prompt: String, size: RequestedSize,
        parameters: [String: ParameterValue] = [:], references: [Input] = [], mask: Input? = nil, variant: Int? = nil
    ) {
        self.operation = operation
        self.model = model
        self.prompt = prompt
        self.size = size
        self.parameters = parameters
        self.references = references
        self.mask = mask
        self.variant = variant
    }

    /// Whether an input is not known yet: then it has neither a canonical form nor a fingerprint.
    package var isPending: Bool { mask?.awaits != nil || references.contains { $0.awaits != nil } }

    /// The canonical JSON (RFC 8785) that is hashed, absent members left out. Printable, so that two machines can be
    /// compared. Nil while an input is pending.
    ///
    /// Its members are written here in their order, not sorted each time: of ten thousand images that is what one waits
    /// for.
    package var canonical: String? {
        if isPending { return nil }
        var text = "{"
        text.reserveCapacity(160 + prompt.utf8.count)
        if let mask = mask?.sha256 { text += "\"mask\":\"\(mask.hex)\"," }
        text += "\"model\":"
        JSONText.write(model, to: &text)
        text += ",\"operation\":\""
        text += operation.rawValue
        text += "\""
        if !parameters.isEmpty {
            text += ",\"parameters\":"
            JSONText.write(.object(parameters.mapValues(\.json)), to: &text)
        }
        text += ",\"prompt\":"
        JSONText.write(prompt, to: &text)
        if !references.isEmpty {
            text += ",\"references\":"
            let list = references.map { reference -> JSONValue in
                ["sha256": .string(reference.sha256?.hex ?? ""), "type": .string(reference.type.rawValue)]
            }
            JSONText.write(.array(list), to: &text)
        }
        text += Self.schemeMember
        text += ",\"size\":\""
        text += size.description
        text += "\""
        if let variant {
            text += ",\"variant\":"
            text += String(variant)
        }
        text += "}"
        return text
    }

    private static let schemeMember = ",\"scheme\":\"\(scheme)\""

    package var fingerprint: Fingerprint? {
        guard var text = canonical else { return nil }
        return text.withUTF8 { Fingerprint(SHA256Digest(of: UnsafeRawBufferPointer($0))) }
    }
}

extension ParameterValue {
    package var json: JSONValue {
        switch self {
        case .string(let text): .string(text)
        case .integer(let number): .integer(number)
        case .boolean(let flag): .boolean(flag)
        }
    }
}
