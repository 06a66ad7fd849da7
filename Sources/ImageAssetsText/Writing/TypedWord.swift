/// A word that stands where an image's name does, and the command that it may have been meant to be.
package struct TypedWord {
    private let word: String
    private let commands: [String]

    package init(_ word: String, commands: [String]) {
        self.word = word
        self.commands = commands
    }

    /// The command of this very name.
    package var command: String? { commands.contains(word) ? word : nil }

    /// The command that is written nearly so, or that other tools call so.
    package var nearCommand: String? {
        let elsewhere = Self.elsewhere[word.lowercased()].flatMap { commands.contains($0) ? $0 : nil }
        return NearestName.of(word, among: commands) ?? elsewhere
    }

    private static let elsewhere = [
        "status": "plan", "diff": "plan", "preview": "plan", "dry-run": "plan", "list": "plan", "ls": "plan",
        "verify": "check", "validate": "check", "lint": "check", "test": "check",
        "show": "explain", "why": "explain", "info": "explain", "describe": "explain",
        "run": "generate", "build": "generate", "make": "generate", "update": "generate", "sync": "generate",
        "apply": "generate", "clean": "prune", "gc": "prune", "new": "init", "setup": "init", "approve": "accept",
        "keep": "accept", "pick": "choose", "select": "choose", "candidates": "choose", "decode": "inspect",
        "identify": "inspect", "cost": "usage", "costs": "usage", "spend": "usage", "spending": "usage",
        "bill": "usage", "review": "gallery", "view": "gallery", "browse": "gallery", "html": "gallery",
        "report": "gallery", "compare": "gallery", "diagnose": "doctor", "env": "doctor", "health": "doctor",
    ]
}

/// A command that was taken for an image's name, because it is misspelt or another verb's.
package struct MistypedCommand: Sendable, Hashable {
    package let word: String
    /// What it seems to be.
    package let command: String

    /// Nil for a word that is like none of the commands.
    package init?(_ word: String, among commands: [String]) {
        let typed = TypedWord(word, commands: commands)
        guard let command = typed.command ?? typed.nearCommand else { return nil }
        self.word = word
        self.command = command
    }
}

/// An option of other tools, by what it means there.
package enum OtherToolsOption: Sendable, Hashable {
    case dryRun, check, force

    package init?(_ option: String) {
        switch option {
        case "--dry-run", "--dryrun", "--plan", "-n": self = .dryRun
        case "--check", "--verify": self = .check
        case "--force", "-f": self = .force
        default: return nil
        }
    }
}
