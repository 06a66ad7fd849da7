import ImageAssetsText

/// The forms of a document, whichever of them a command takes.
package enum DocumentForm: String, Sendable {
    /// None: words alone.
    case text
    case json, junit, csv
}

/// In which forms a report is wanted.
package struct Forms: Sendable {
    let document: DocumentForm
    /// Whether standard output is for words; else it holds the document and nothing besides.
    let takesWords: Bool
    /// Whether many images of a family of which the same is said share a line.
    let foldsFamilies: Bool
    let output: Style
    let errors: Style
    /// Nil: this is no job of GitHub Actions.
    let github: GitHubReport?

    package init(
        _ document: DocumentForm = .text, takesWords: Bool = true, foldsFamilies: Bool = true, output: Style = .plain,
        errors: Style = .plain, github: GitHubReport? = nil
    ) {
        self.document = document
        self.takesWords = takesWords
        self.foldsFamilies = foldsFamilies
        self.output = output
        self.errors = errors
        self.github = github
    }
}
