import Foundation
import PackagePlugin

/// One run of `image-assets` for a plugin's verb, from the command line or in Xcode.
///
/// Both plugins have this file, one of them by a link: SwiftPM lets plugins share no code.
struct ToolRun {
    /// Which of the tool's options each run has beside what the user typed.
    var options: [String] = []
    /// What the tool is told beside what it inherits.
    var environment: [String: String]

    private let verb: String
    private let tool: URL
    private let arguments: [String]
    private let folder: [String]
    private let isInXcode: Bool

    /// - Parameters:
    ///   - folder: of the package or project; what the user types for `--package-path` comes first.
    ///   - tool: of the plugin's context.
    init(
        _ verb: String, in folder: URL, _ arguments: [String], isInXcode: Bool = false,
        tool: (String) throws -> PluginContext.Tool
    ) throws {
        self.verb = verb
        self.tool = try tool("ImageAssetsTool").url
        self.isInXcode = isInXcode || XcodeArguments.isXcodes(arguments)
        self.arguments = self.isInXcode ? XcodeArguments.withoutTargets(arguments) : arguments
        let given = Self.packagePath(in: self.arguments)
        self.folder = given == nil ? ["--package-path", folder.path] : []
        // By this the tool knows what its commands are called here.
        environment = ["IMAGE_ASSETS_PLUGIN": verb]
        if self.isInXcode {
            // And by this that issues are wanted as Xcode makes links of them, and where their files are.
            environment["IMAGE_ASSETS_XCODE_FOLDER"] = given.map { URL(fileURLWithPath: $0).path } ?? folder.path
        }
    }

    /// Runs it to its end, and reports how that was.
    func perform(standardInput: Any) throws {
        let process = Process()
        process.executableURL = tool
        // `help` takes the name of a command and no options.
        let typed = arguments.prefix { $0 != "--" }
        process.arguments =
            arguments.first == "help" ? arguments : typed + folder + options + arguments[typed.endIndex...]
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = standardInput
        if isInXcode {
            try XcodeIssues.run(process)
        } else {
            try process.run()
        }
        process.waitUntilExit()
        switch (process.terminationReason, process.terminationStatus) {
        case (.exit, 0): return
        case (.exit, let status): Diagnostics.error("\(verb) ended with exit status \(status)", file: nil, line: nil)
        case (_, let signal): Diagnostics.error("\(verb) was ended by signal \(signal)", file: nil, line: nil)
        }
    }

    /// What `--package-path` says, the last time.
    private static func packagePath(in arguments: [String]) -> String? {
        let options = arguments.prefix { $0 != "--" }
        let places = options.indices.filter {
            options[$0] == "--package-path" || options[$0].hasPrefix("--package-path=")
        }
        return places.last.map { place in
            if options[place] != "--package-path" { return String(options[place].dropFirst("--package-path=".count)) }
            return options.indices.contains(place + 1) ? options[place + 1] : "."
        }
    }
}
