import ImageAssetsText

/// How the user calls the tool: what usage and hints have to write, so that they can be typed as they stand.
package enum Invocation: Sendable, Hashable {
    case executable
    /// `swift package`, through the plugin that may write and send, or the one that only reads.
    case plugin(isReading: Bool)

    /// What a plugin calls itself in the environment variable by which it tells.
    static let variable = "IMAGE_ASSETS_PLUGIN"

    private static let verb = "generate-images"
    private static let readingVerb = "check-images"
    private static let readingCommands: Set<String> = ["check", "plan", "explain", "inspect", "usage", "doctor"]

    package init(_ environment: [String: String]) {
        switch environment[Self.variable] {
        case Self.verb: self = .plugin(isReading: false)
        case Self.readingVerb: self = .plugin(isReading: true)
        default: self = .executable
        }
    }

    package var isPlugin: Bool { self != .executable }

    /// The words before a sub-command.
    package var name: String {
        switch self {
        case .executable: "image-assets"
        case .plugin(let isReading): "swift package \(isReading ? Self.readingVerb : Self.verb)"
        }
    }

    /// What tells about a sub-command, of the verb that runs it.
    package func help(on command: String) -> String {
        guard isPlugin else { return "\(name) help \(command)" }
        return "swift package \(Self.readingCommands.contains(command) ? Self.readingVerb : Self.verb) help \(command)"
    }

    /// A sub-command with its arguments, as it is to be typed: by the plugin that asks for no more than it needs.
    package func command(_ words: String) -> String {
        let first = String(words.prefix { $0 != " " })
        let rest = words.dropFirst(first.count)
        guard isPlugin else { return "image-assets \(words)" }
        switch first {
        case "check": return "swift package \(Self.readingVerb)\(rest)"
        case "generate": return "swift package \(Self.verb)\(rest)"
        case _ where Self.readingCommands.contains(first): return "swift package \(Self.readingVerb) \(words)"
        default: return "swift package \(Self.verb) \(words)"
        }
    }
}

/// How commands on one manifest are to be typed.
package struct CommandForm: Sendable, Hashable {
    package let invocation: Invocation
    /// Nil: none has to be named.
    package let manifest: PackagePath?

    package init(_ invocation: Invocation = .executable, manifest: PackagePath? = nil) {
        self.invocation = invocation
        self.manifest = manifest
    }

    /// A sub-command with its arguments.
    package func callAsFunction(_ words: String) -> String { invocation.command(words + (manifest?.option ?? "")) }
}
