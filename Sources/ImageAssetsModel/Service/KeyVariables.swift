/// Where keys stand in an environment. None of them is another program's business: Git runs what its user's
/// configuration names, and a browser goes on for hours.
extension ServiceRules {
    /// Of a server that the manifest does not name.
    package static let otherKeyVariable = "IMAGES_API_KEY"

    private static let keyVariables = Set(all.map(\.keyVariable) + [otherKeyVariable])

    /// Also of services that this tool does not know: they call it the same.
    private static func isKeyVariable(_ name: String) -> Bool {
        keyVariables.contains(name) || name.hasSuffix("_API_KEY")
    }

    /// What other programs are started with.
    package static func withoutKeys(_ environment: [String: String]) -> [String: String] {
        environment.filter { !isKeyVariable($0.key) }
    }
}
