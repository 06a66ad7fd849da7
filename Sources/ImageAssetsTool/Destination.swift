import ImageAssetsModel
import ImageAssetsReports
import ImageAssetsStore
import ImageAssetsSystem

/// Where a command's document and its words go.
struct Destination: Sendable {
    let format: DocumentForm
    /// What `--output` names; nil: a document goes to standard output.
    private(set) var file: DocumentFile?

    /// Of the command that runs, for all that it prints.
    @TaskLocal static var current = Destination(format: .text)

    /// How this process was called.
    static let invocation = Invocation(ProcessInfo.processInfo.environment)

    /// - Parameter files: the command's own.
    mutating func turn(to output: String, sparing files: [String]) throws(UsageError) {
        guard format != .text else { throw .noDocument }
        do {
            file = try DocumentFile(output, sparing: files)
        } catch {
            throw .document(error)
        }
    }

    /// Whether standard output is for words; else it holds the document and nothing besides.
    var takesWords: Bool { format == .text || file != nil }

    /// A plugin's two streams reach the user as one: where the document goes there, nothing else may.
    var isSilent: Bool { !takesWords && Self.invocation.isPlugin }
}
