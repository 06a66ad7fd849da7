import Foundation

/// A shell that completes a line by the tool's own script, as it does for whoever presses Tab.
enum Shell: String, CaseIterable {
    case bash, zsh, fish

    var path: String? {
        ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { "\($0)/\(rawValue)" }
            .first { access($0, X_OK) == 0 }
    }

    /// Fish completes at a terminal alone, for which `script` is needed as Linux has it.
    static let present = allCases.filter { $0.path != nil && ($0 != .fish || Terminal.isPossible) }

    /// What the last of the words may become.
    ///
    /// - Parameter words: as they are typed; without the tool's name.
    func completions(of words: [String], in package: TestPackage) async throws -> Set<String> {
        let ended = try await run(words, in: package)
        if !ended.errors.isEmpty { throw Failed(said: ended.errors) }
        // Behind a tab Fish says what each is.
        return Set(ended.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) })
    }

    struct Failed: Error {
        let said: String
    }

    private func run(_ words: [String], in package: TestPackage) async throws -> Tool.Ended {
        let scripts = try TestPackage()
        let tool = Tool.executable.deletingLastPathComponent().path
        let script = try await scripts.run("--generate-completion-script", rawValue)
        let name = self == .zsh ? "_image-assets" : "image-assets.\(rawValue)"
        try scripts.write(script.output, to: name)
        try scripts.write(driver, to: "driver")
        try scripts.write(keys, to: "keys")
        return try await Tool(
            URL(fileURLWithPath: "/usr/bin/env"), arguments: interpreter + [scripts.path + "/driver"] + words,
            in: package.path,
            environment: [
                "SCRIPTS": scripts.path, "SCRIPT": scripts.path + "/" + name, "HOME": scripts.path,
                "PATH": "\(tool):/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin", "TERM": "dumb", "LC_ALL": "C.UTF-8",
                "XDG_CONFIG_HOME": scripts.path, "XDG_DATA_HOME": scripts.path,
            ]
        ).wait()
    }

    private var interpreter: [String] {
        switch self {
        case .bash: ["bash", "--norc", "--noprofile"]
        case .zsh: ["zsh", "-f"]
        case .fish: ["sh"]
        }
    }

    /// What is typed at Fish's terminal.
    private var keys: String {
        """
        source $SCRIPT
        complete -C "image-assets $WORDS" >$SCRIPTS/hits 2>&1
        exit

        """
    }

    private var driver: String {
        switch self {
        // As Readline calls the function that is registered.
        case .bash:
            """
            . "$SCRIPT"
            COMP_WORDS=(image-assets "$@")
            COMP_CWORD=$#
            COMP_LINE="${COMP_WORDS[*]}"
            COMP_POINT=${#COMP_LINE}
            _image-assets image-assets "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\\n' "${COMPREPLY[@]}"

            """
        // A shell at a terminal: completion has no other entry. What is added is told.
        case .zsh:
            """
            zmodload zsh/zpty
            zpty inner zsh -f -i
            zpty -w inner 'PS1=; PS2=; unsetopt zle_bracketed_paste prompt_cr; stty -echo 2>/dev/null'
            zpty -w inner 'fpath=($SCRIPTS $fpath); autoload -Uz compinit; compinit -u -d $SCRIPTS/dump'
            zpty -w inner 'compadd() { local -a hits; builtin compadd -O hits "$@"; print -rl -- $hits >> $SCRIPTS/hits; builtin compadd "$@" }'
            zpty -w inner 'finish() { print -r -- DONE >> $SCRIPTS/hits }; zle -N finish; bindkey "^X" finish'
            zpty -w inner 'bindkey "^I" complete-word; print -r -- READY > $SCRIPTS/hits'
            while [[ ! -s $SCRIPTS/hits ]]; do sleep 0.05; done
            zpty -w -n inner "image-assets $*"$'\\t\\x18'
            while ! grep -q DONE $SCRIPTS/hits; do sleep 0.05; done
            grep -vx -e READY -e DONE -e '' $SCRIPTS/hits
            zpty -d inner

            """
        case .fish:
            """
            WORDS="$*" script -qec 'fish --no-config -i' /dev/null <"$SCRIPTS/keys" >/dev/null
            cat "$SCRIPTS/hits"

            """
        }
    }
}
