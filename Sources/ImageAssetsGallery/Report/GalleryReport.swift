import ImageAssetsReports
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

/// What `gallery` says: where the page is, the document of what it shows, and a table of what changed.
package struct GalleryReport: LineReport {
    package let commandName = "gallery"
    let gallery: Gallery
    private let page: String?
    private let isDocumentAlone: Bool

    /// - Parameters:
    ///   - page: its path.
    ///   - isDocumentAlone: standard output is the document's, so that the path is told elsewhere.
    package init(_ gallery: Gallery, page: String? = nil, isDocumentAlone: Bool = false) {
        self.gallery = gallery
        self.page = page
        self.isDocumentAlone = isDocumentAlone
    }

    package var diagnostics: [Diagnostic] { gallery.diagnostics }
    package var members: [String: JSONValue] { gallery.members }

    /// The path stands alone, for whoever copies it or hands it on.
    package func lines(output: Style, errors: Style) -> [Output] {
        let fault =
            gallery.comparison.fault.map { [Output.error("\(errors.label(.note)) \($0.sentence.plain)")] } ?? []
        return fault + [.error(conclusion.plain)] + (page.map { [.output($0)] } ?? [])
    }

    package var lastLine: String? { isDocumentAlone ? page : nil }

    var conclusion: String { gallery.comparison.conclusion(gallery.states, gallery.changes) }

    // MARK: The page's data

    /// A script that says what the page shows. No text in it can end the script or be obeyed in it: whatever is not
    /// plain is escaped, as in each document, and `<` besides.
    var data: Data {
        Data("window.gallery = ".utf8) + Data(Printable(json).text.utf8).escapingTags + Data(";\n".utf8)
    }
}

extension Data {
    /// Of JSON, in which `<` stands nowhere but in strings. There are megabytes of it, and few of these.
    fileprivate var escapingTags: Data {
        var escaped = Data(capacity: count)
        withUnsafeBytes { bytes in
            var start = 0
            while let tag = bytes.find("<", in: start..<bytes.count) {
                escaped += bytes[start..<tag]
                escaped += Data("\\u003c".utf8)
                start = tag + 1
            }
            escaped += bytes[start...]
        }
        return escaped
    }
}
