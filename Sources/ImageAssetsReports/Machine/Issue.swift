import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

/// Why a product is not as the manifest wants it, with the place in the manifest that says so: for whatever shows that
/// beside the line, GitHub or Xcode.
struct Issue {
    let severity: Diagnostic.Severity
    /// The manifest.
    let file: PackagePath?
    let location: SourceLocation
    /// What it is about, and how it stands.
    let title: String
    let message: String
}

extension Report {
    /// One for each image, rendition and Swift file that is not right; a plan has none, since it asks for nothing.
    var issues: [Issue] { command == .plan ? [] : imageIssues + renditionIssues + typedNamesIssues }

    private func severity(hasFailed: Bool) -> Diagnostic.Severity { hasFailed || command == .check ? .error : .warning }

    private var imageIssues: [Issue] {
        images.filter { !$0.isFine }.map { image in
            Issue(
                severity: severity(hasFailed: image.hasAssetFailed), file: image.manifest ?? manifest,
                location: image.location, title: "\(image.name): \(image.state.word)", message: image.explanation(self))
        }
    }

    private var renditionIssues: [Issue] {
        images.flatMap { image in
            let commands = commands(for: image)
            return RenditionRow.rows(image.renditions.filter { !$0.isFine }, alike: commands).map { row in
                let rendition = row.first
                return Issue(
                    severity: severity(hasFailed: rendition.hasFailed), file: image.manifest ?? manifest,
                    location: rendition.rendition.location,
                    title: "\(image.name): \(rendition.failure?.code.rawValue ?? rendition.state.word)",
                    message: "\(row.subject): \(rendition.explanation(commands))")
            }
        }
    }

    private var typedNamesIssues: [Issue] {
        typedNames.filter { !$0.isSettled }.map { names in
            Issue(
                severity: severity(hasFailed: names.hasFailed), file: names.manifest ?? manifest,
                location: names.names.location, title: "\(names.output): \(names.state.word)",
                message: names.explanation(commands(for: names)))
        }
    }
}

extension Report {
    /// As Xcode shows them: a line for each. Faults of files have theirs by the style that all text has.
    ///
    /// - Parameter folder: the package's, to which paths are relative.
    func issueLines(in folder: String) -> [String] {
        issues.map { issue in
            let said = "\(issue.title): \(issue.message)"
            return Diagnostic(issue.severity, file: issue.file?.text ?? "", at: issue.location, said).issue(in: folder)
        }
    }
}
