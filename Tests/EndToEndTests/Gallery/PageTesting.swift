import Foundation
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// What the suites of the page share: a package that changed since its last commit, and the gallery of it in a browser.
protocol PageTesting {}

extension PageTesting {
    static var hostile: String { "</script><img src=x onerror=window.fired=1> \u{202E}txet & <b>A</b> {{x}}" }

    /// Before: `fox`, `ghost` (transparent), `keep`, `gone`, `icon-cat`, `icon-dog`, `evil`. Since the commit `fox` has
    /// another prompt and picture, `gone` left, `late` came and is not made, and `new` came and is.
    private static func manifest(_ fox: String, _ more: [(String, String)]) -> String {
        let images = [("fox", fox), ("ghost", "A ghost"), ("keep", "An owl")] + more + [("evil", hostile)]
        let lines = images.map { name, prompt in
            JSONValue.object([
                "name": .string(name), "prompt": .string(prompt),
                "alt": .string(name == "evil" ? hostile : "An \(name)"),
            ]).canonicalText
        }
        let family =
            #"{ "name": "icon-${animal}", "prompt": "An icon of a ${animal}", "each": { "animal": ["cat", "dog"] } }"#
        let child = #"{ "name": "child", "prompt": "Its child", "references": [{ "image": "keep" }] }"#
        return #"{ "version": 1, "service": "bettertoken", "images": ["#
            + (lines + [family, child]).joined(separator: ",\n") + "] }\n"
    }

    private func run(_ package: TestPackage, _ server: StandInServer?, _ words: String...) async throws {
        let ended = try await package.start(words, server: server).wait()
        try #require(ended.status == 0, "\(ended.errors)")
    }

    /// Runs `body` with the gallery's page, and then sees to it that it asked nobody for anything and complained of
    /// nothing.
    ///
    /// - Parameters:
    ///   - complains: that the console may say something.
    ///   - renames: that what was `seal` is `walrus` since.
    func shown(
        _ look: Page.Look = Page.Look(), atHash hash: String = "", complains: Bool = false, renames: Bool = false,
        _ body: (Page, TestPackage) async throws -> Void
    ) async throws {
        let repository = try Repository()
        let package = repository.package
        try await StandInServer.run(script: { request, _ in drawn(request) }) { server in
            let seal = { (name: String) in renames ? [(name, "A seal")] : [] }
            try package.write(
                Self.manifest("A red fox on a hill", [("gone", "A tree")] + seal("seal")), to: "images.json")
            try await run(package, server)
            try repository.commitAll()
            try package.write(
                Self.manifest("A red wolf on a hill", [("late", "Rain"), ("new", "Snow")] + seal("walrus")),
                to: "images.json")
            try await run(package, server, "fox", "new")
            if renames { try await run(package, nil, "walrus") }
        }
        try await run(package, nil, "gallery")
        try await SilentProxy.run { browser, proxy in
            let page = try await browser.show("file://\(package.path)/.image-assets/gallery/index.html\(hash)", look)
            try await page.until("!document.getElementById('page').hidden")
            try await body(page, package)
            #expect(await proxy.visits == [])
            if !complains { #expect(try await page.complaints == []) }
            #expect(try await page.value(of: "window.fired === undefined") == true)
            #expect(await page.requests.allSatisfy { $0.hasPrefix("file://\(package.path)/.image-assets/gallery/") })
        }
    }
}

/// What the service draws: a ghost is transparent.
private func drawn(_ request: RecordedRequest) -> Reply {
    if request.prompt == "A ghost", let ghost = try? png("basn6a08") { return .image(ghost) }
    // A text chunk takes no other signs.
    return .image(picture(of: request.prompt.filter(\.isASCII)))
}

extension Page {
    /// The names on the cards that are to be seen.
    var names: [String] {
        get async throws {
            try await texts(
                of: """
                    [...document.querySelectorAll('#images .card')].filter(card => card.offsetParent)
                        .map(card => card.dataset.name)
                    """)
        }
    }

    func isOpen(_ dialog: String) async throws -> Bool {
        try await isTrue("document.getElementById(\(Page.text(dialog)))?.open")
    }

    /// Opens the view of an image by its card.
    func look(at name: String) async throws {
        try await click("[data-name=\(Page.text(name))] .open")
        try await until("document.getElementById('viewer').open && document.querySelector('#stage img')?.complete")
    }

    func choose(_ mode: String) async throws { try await click("[data-mode=\(Page.text(mode))]") }

    func text(at selector: String) async throws -> String {
        try await text(of: "document.querySelector(\(Page.text(selector)))?.textContent") ?? ""
    }
}
