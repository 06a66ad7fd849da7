import Foundation
import ImageAssetsText
import Testing

/// Keyboard, verdicts, and what screen readers and small screens need.
@Suite(
    "gallery: reviewing on the page", .enabled(if: Browser.isPossible && Repository.isPossible), .timeLimit(.minutes(5))
)
struct PageReviewTests: PageTesting {
    private static let focused = "document.activeElement.closest('.card')?.dataset.name || document.activeElement.id"

    @Test("everything is reached by keys, and the focus comes back to where it was")
    func keyboard() async throws {
        try await shown { page, _ in
            try await page.press("Tab")
            #expect(try await page.text(of: "document.activeElement.id") == "skip")
            try await page.press("Enter")
            #expect(try await page.text(of: Self.focused) == "fox")
            try await page.press("ArrowRight")
            #expect(try await page.text(of: Self.focused) == "ghost")
            try await page.press("End")
            #expect(try await page.text(of: Self.focused) == "gone")
            try await page.press("Home")
            try await page.press("Enter")
            try await page.until("document.getElementById('viewer').open")
            try await page.press("n")
            try await page.until("document.getElementById('viewer-name').textContent === 'ghost'")
            try await page.press("Escape")
            try await page.until("!document.getElementById('viewer').open")
            try await page.until("(\(Self.focused)) === 'ghost'")
            try await page.press("?")
            #expect(try await page.isOpen("help"))
            try await page.press("Escape")
            #expect(try await !page.isOpen("help"))
            // Letters in a field are letters.
            try await page.press("/")
            try await page.press("b")
            #expect(try await page.text(of: "document.getElementById('search').value") == "b")
            #expect(try await !page.isOpen("viewer"))
        }
    }

    @Test("verdicts are kept, and exported as Markdown and as the commands that follow")
    func verdicts() async throws {
        try await shown { page, package in
            try await page.click("[data-name=fox] [data-verdict=rejected]")
            try await page.look(at: "fox")
            try await page.value(of: "document.getElementById('note').focus()")
            try await page.type("Too dark | @team <b>")
            try await page.press("Escape")
            try await page.press("Escape")
            try await page.until("!document.getElementById('viewer').open")
            try await page.click("[data-name=new] [data-verdict=approved]")
            try await page.go(to: "file://\(package.path)/.image-assets/gallery/index.html")
            try await page.until("document.getElementById('progress-text').textContent.startsWith('2 of 4')")
            try await page.click("#export-markdown")
            let markdown = try await page.text(of: "document.getElementById('export-text').value") ?? ""
            #expect(markdown.contains("| `fox` | rejected |"), "\(markdown)")
            #expect(markdown.contains("| `new` | approved |"), "\(markdown)")
            #expect(markdown.contains("Too dark"))
            for raw in ["<b>", " @team", "dark | "] { #expect(!markdown.contains(raw), "\(raw): \(markdown)") }
            try await page.press("Escape")
            try await page.click("#export-commands")
            let commands = try await page.text(of: "document.getElementById('export-text').value") ?? ""
            #expect(commands.contains("\nimage-assets generate --regenerate fox\n"), "\(commands)")
            #expect(!commands.contains("regenerate new"))
        }
    }

    @Test(
        "axe-core finds nothing, in both colour schemes, wide and narrow", .enabled(if: Axe.script != nil),
        arguments: [360, 1280], [false, true])
    func accessible(width: Int, isDark: Bool) async throws {
        // The policy forbids what axe-core does to find out about contrast, and the console says so.
        try await shown(Page.Look(width: width, isDark: isDark), complains: true) { page, _ in
            try await page.send("Runtime.evaluate", ["expression": .string(Axe.script ?? "")])
            #expect(try await page.number(of: "document.documentElement.scrollWidth") == width)
            #expect(try await Axe.violations(of: page) == [])
            try await page.click(".family-toggle")
            #expect(try await Axe.violations(of: page) == [])
            for name in ["fox", "evil", "gone"] {
                try await page.look(at: name)
                #expect(try await Axe.violations(of: page) == [], "\(name)")
                #expect(try await page.number(of: "document.documentElement.scrollWidth") == width)
                try await page.press("Escape")
                try await page.until("!document.getElementById('viewer').open")
            }
            try await page.click("#export-markdown")
            #expect(try await Axe.violations(of: page) == [])
        }
    }
}

/// axe-core, where `.ci/browser` has put it.
enum Axe {
    static let script = try? String(
        contentsOf: Tool.repository.appendingPathComponent(".build/axe/axe.min.js"), encoding: .utf8)

    /// Each rule that is broken, and where.
    static func violations(of page: Page) async throws -> [String] {
        try await page.texts(
            of: """
                axe.run({ resultTypes: ['violations'] }).then(result => result.violations.map(violation =>
                    violation.id + ': ' + violation.nodes.map(node => node.html.slice(0, 200)).join(' ')))
                """)
    }
}
