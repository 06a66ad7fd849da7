import Foundation
import Testing

/// What a page points to is there, and what it is made of can be read.
@Suite("pages of the documentation")
struct LinkTests {
    @Test("every link inside the repository leads to a file, and to a heading where it names one")
    func links() {
        let pages = MarkdownPage.all + MarkdownPage.others
        let anchors = Dictionary(uniqueKeysWithValues: pages.map { ($0.path, $0.anchors) })
        for page in pages {
            for link in page.links where !link.target.contains("://") && !link.target.hasPrefix("mailto:") {
                let parts = link.target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let path = parts[0].isEmpty ? page.path : Self.resolve(String(parts[0]), from: page.path)
                let place = Tool.repository.appendingPathComponent(path).path
                #expect(
                    FileManager.default.fileExists(atPath: place),
                    "\(page.path):\(link.line): \(link.target) is not there")
                if parts.count == 2, path.hasSuffix(".md") {
                    #expect(
                        anchors[path]?.contains(String(parts[1])) == true,
                        "\(page.path):\(link.line): \(path) has no heading #\(parts[1])")
                }
            }
        }
    }

    private static func resolve(_ target: String, from page: String) -> String {
        var parts = page.split(separator: "/").dropLast().map(String.init)
        for part in target.split(separator: "/") {
            if part == ".." { parts = parts.dropLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }

    @Test("lines have at most 120 columns", arguments: MarkdownPage.all)
    func columns(_ page: MarkdownPage) {
        for line in page.longLines { Issue.record("\(page.path):\(line) is longer than 120 columns") }
    }

    @Test("every page is in the index")
    func index() {
        let index = MarkdownPage.all.first { $0.path == "Documentation/README.md" }
        let listed = Set((index?.links ?? []).map(\.target))
        for page in MarkdownPage.all where page.path.hasPrefix("Documentation/") && page.path != index?.path {
            let name = String(page.path.dropFirst("Documentation/".count))
            #expect(listed.contains(name), "Documentation/README.md does not list \(name)")
        }
    }
}
