/// What a service takes: its address, its key's variable and its rules for each field, as data.
///
/// The manifest is checked against it before any request, and requests are made by it. A further service is a further
/// value.
package struct ServiceRules: Sendable, Hashable {
    /// As the manifest's `service` names it.
    package let name: String
    package let baseURL: String
    /// The environment variable that holds its key.
    package let keyVariable: String
    package let models: Models
    package let sizes: Sizes
    /// Unicode scalars.
    package let maximumPromptLength: Int
    /// Fields sent with every request, besides model, prompt, n and size.
    package let fixedFields: [String: String]
    /// What `parameters` may hold, each with the values that it takes.
    package let parameters: [String: [String]]
    /// What it takes, but not of every model or for every operation.
    package let exceptions: [ParameterException]
    package let maximumReferences: Int
    /// Bytes of one reference; it must be smaller.
    package let maximumReferenceBytes: Int
    /// Bytes of a mask; it must be smaller. Nil: the service takes none.
    package let maximumMaskBytes: Int?

    package enum Models: Sendable, Hashable {
        /// These and no others; the first is the default.
        case only([String])
        /// Any; this one is the default.
        case any(default: String)
    }

    package enum Sizes: Sendable, Hashable {
        case only([String])
        case rule(SizeRule)
    }

    /// Sizes by rule, `auto` always among them.
    package struct SizeRule: Sendable, Hashable {
        package let multipleOf: Int
        /// Longer side divided by shorter side, at the most.
        package let maximumRatio: Int
        package let maximumSide: Int
        package let pixels: ClosedRange<Int>
    }

    /// A parameter, or one value of it, that is refused under a condition.
    package struct ParameterException: Sendable, Hashable {
        package let parameter: String
        /// Nil: whatever its value is.
        package var value: ParameterValue?
        /// Nil: of every model.
        package var model: String?
        /// Nil: for both.
        var operation: Operation?

        package func covers(_ model: String, _ operation: Operation, _ parameters: [String: ParameterValue]) -> Bool {
            guard let given = parameters[parameter] else { return false }
            return given == value ?? given && model == self.model ?? model && operation == self.operation ?? operation
        }
    }

    package static let all: [ServiceRules] = [.bettertoken, .openai]

    /// Source: the service's own documents of its two operations.
    package static let bettertoken = ServiceRules(
        name: "bettertoken",
        baseURL: "https://www.bettertoken.ai/v1",
        keyVariable: "BETTERTOKEN_API_KEY",
        models: .only(["gpt-image-2"]),
        sizes: .only([
            "auto", "1024x1024", "1536x1024", "1024x1536", "2048x2048", "2048x1152", "3840x2160", "2160x3840",
        ]),
        maximumPromptLength: 32_000,
        fixedFields: ["response_format": "b64_json", "output_format": "png"],
        parameters: [:],
        exceptions: [],
        maximumReferences: 16,
        maximumReferenceBytes: 50_000_000,
        maximumMaskBytes: nil
    )

    /// Source: the reference of OpenAI's images API. It refuses `response_format`.
    package static let openai = ServiceRules(
        name: "openai",
        baseURL: "https://api.openai.com/v1",
        keyVariable: "OPENAI_API_KEY",
        models: .any(default: "gpt-image-2"),
        sizes: .rule(SizeRule(multipleOf: 16, maximumRatio: 3, maximumSide: 3840, pixels: 655_360...8_294_400)),
        maximumPromptLength: 32_000,
        fixedFields: ["output_format": "png"],
        parameters: [
            "quality": ["auto", "low", "medium", "high"],
            "background": ["auto", "opaque", "transparent"],
            "moderation": ["auto", "low"],
        ],
        exceptions: [
            ParameterException(parameter: "background", value: .string("transparent"), model: "gpt-image-2"),
            ParameterException(parameter: "moderation", operation: .edits),
        ],
        maximumReferences: 16,
        maximumReferenceBytes: 50_000_000,
        maximumMaskBytes: 4_000_000
    )

    /// Fields that the tool sends itself or that would change what is paid for: never a parameter of any service.
    package static let reservedParameters: Set<String> = [
        "model", "prompt", "n", "size", "response_format", "output_format", "stream", "partial_images", "user", "image",
        "image[]", "mask",
    ]
}
