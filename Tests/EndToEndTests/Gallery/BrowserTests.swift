import Foundation
import Testing

/// What the tests of the gallery's page rely on: that a fault would be seen.
@Suite("A browser", .enabled(if: Browser.isPossible, "needs Chromium"), .timeLimit(.minutes(3)))
struct BrowserTests {
    @Test("what a page asks of the network is seen by the proxy, and nothing else is")
    func network() async throws {
        let folder = try TestPackage()
        try folder.write("<!doctype html><title>x</title><img src='http://example.com/a.png'>", to: "index.html")
        try await SilentProxy.run { browser, proxy in
            let page = try await browser.show("file://\(folder.path)/index.html")
            #expect(try await page.text(of: "document.title") == "x")
            #expect(await proxy.visits == ["GET http://example.com/a.png"])
            #expect(await page.requests.contains("http://example.com/a.png"))
        }
    }

    @Test(
        "what the console says is heard",
        arguments: [
            ("<script>null.x</script>", "TypeError"), ("<script>console.error('odd')</script>", "odd"),
            ("<img src=missing.png>", "ERR_FILE_NOT_FOUND"),
            ("<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\"><p style='color:red'>x", "style"),
        ])
    func console(body: String, word: String) async throws {
        let folder = try TestPackage()
        try folder.write("<!doctype html><title>x</title>\(body)", to: "index.html")
        try await SilentProxy.run { browser, _ in
            let page = try await browser.show("file://\(folder.path)/index.html")
            let complaints = try await page.complaints
            #expect(complaints.contains { $0.contains(word) }, "\(complaints)")
        }
    }
}
