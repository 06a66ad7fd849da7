/// A word that stands where an image's name does, and the command that it may have been meant to be.
package struct TypedWord {
    private let word: String
    private let commands: [String]
    private let invocation: Invocation

    package init(_ word: String, commands: [String], invocation: Invocation) {
        self.word = word
        self.commands = commands
        self.invocation = invocation
    }

    /// The command of this very name.
    package var command: String? { commands.contains(word) ? shown(word) : nil }

    /// The command that is written nearly so, or that other tools call so.
    package var nearCommand: String? {
        let elsewhere = Self.elsewhere[word.lowercased()].flatMap { commands.contains($0) ? $0 : nil }
        return (NearestName.of(word, among: commands) ?? elsewhere).map(shown)
    }

    /// An option of other tools, and what there is here instead, as half a sentence.
    package static func instead(ofOption option: String, _ invocation: Invocation) -> String? {
        switch option {
        case "--dry-run", "--dryrun", "--plan", "-n":
            "`\(invocation.command("plan"))` says what a run would do, and sends nothing"
        case "--check", "--verify": "`\(invocation.command("check"))` fails when something is out of date"
        case "--force", "-f": "--regenerate NAME asks for an image anew and pays for it"
        default: nil
        }
    }

    private func shown(_ command: String) -> String {
        let name = invocation.isPlugin ? "`\(invocation.command(command))`" : "the command `\(command)`"
        return command == "generate" ? name + ", which pays for what is missing" : name
    }

    private static let elsewhere = [
        "status": "plan", "diff": "plan", "preview": "plan", "dry-run": "plan", "list": "plan", "ls": "plan",
        "verify": "check", "validate": "check", "lint": "check", "test": "check",
        "show": "explain", "why": "explain", "info": "explain", "describe": "explain",
        "run": "generate", "build": "generate", "make": "generate", "update": "generate", "sync": "generate",
        "apply": "generate", "clean": "prune", "gc": "prune", "new": "init", "setup": "init", "approve": "accept",
        "keep": "accept", "decode": "inspect", "identify": "inspect",
    ]
}
