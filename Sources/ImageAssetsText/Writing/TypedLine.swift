/// A command line that is still being typed, as a shell hands it over for completion: each word with its quotes.
package struct TypedLine: Sendable, Hashable {
    private let words: [String]
    /// The word that is to be completed; none where the shell says something else than it does.
    private let index: Int?

    /// - Parameter home: what `~` at the start of a word stands for.
    package init(_ words: [String], at index: Int, home: String? = nil) {
        self.words = words.map { Self.unquoted($0, home: home) }
        self.index = words.indices.contains(index) ? index : nil
    }

    /// What is typed of the word so far.
    package var word: String { index.map { words[$0] } ?? "" }

    /// What the option is given, in order, wherever it stands.
    package func values(of option: String) -> [String] {
        let options = words.indices.prefix { words[$0] != "--" || $0 == index }
        return options.compactMap { place in
            if words[place].hasPrefix(option + "=") { return String(words[place].dropFirst(option.count + 1)) }
            guard words[place] == option, place != index else { return nil }
            // Bash makes a word of its own of each "=".
            let next = words.dropFirst(place + 1).first == "=" ? place + 2 : place + 1
            return words.indices.contains(next) && next != index ? words[next] : nil
        }
    }

    /// A word as the program would get it, but for variables and commands in it: those are nobody's to run here.
    private static func unquoted(_ typed: String, home: String?) -> String {
        var word = ""
        var quote: Character?
        var rest = Substring(typed)
        if let home, rest == "~" || rest.hasPrefix("~/") {
            word = home
            rest.removeFirst()
        }
        while let next = rest.popFirst() {
            switch (next, quote) {
            case ("'", nil), ("\"", nil): quote = next
            case (quote, _): quote = nil
            case ("\\", nil): if let escaped = rest.popFirst() { word.append(escaped) }
            case ("\\", "\"") where rest.first.map { "\\\"$`".contains($0) } ?? false: word.append(rest.removeFirst())
            default: word.append(next)
            }
        }
        return word
    }
}
