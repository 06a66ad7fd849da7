import ImageAssetsModel

/// The fields of a request in the order in which a form sends them, the same for both operations. No field is ever
/// null.
struct RequestFields: Sendable {
    let all: [(name: String, value: ParameterValue)]

    init(_ request: ImageRequest, rules: ServiceRules) {
        let own: [(String, ParameterValue)] = [
            ("model", .string(request.model)), ("prompt", .string(request.prompt)), ("n", .integer(1)),
            ("size", .string(request.size.description)),
        ]
        let fixed = rules.fixedFields.sorted { $0.key < $1.key }.map { ($0.key, ParameterValue.string($0.value)) }
        let further = request.parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        all = (own + fixed + further).map { (name: $0.0, value: $0.1) }
    }
}

extension ParameterValue {
    /// As a form's text value.
    var formText: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        }
    }
}
