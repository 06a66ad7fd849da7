import Foundation
import ImageAssetsText
import Testing

/// The page in Chromium, as it is opened from disk.
@Suite("gallery: the page", .enabled(if: Browser.isPossible && Repository.isPossible), .timeLimit(.minutes(5)))
struct PageTests: PageTesting {
    @Test("each image has its card in the manifest's order, with its state, and a family is folded under its name")
    func cards() async throws {
        try await shown { page, _ in
            let own = ["fox", "ghost", "keep", "late", "new", "evil", "child", "gone"]
            #expect(try await page.names == own)
            #expect(try await page.text(at: "[data-name=late] .state").contains("new"))
            #expect(try await page.text(at: "[data-name=keep] .state").contains("up to date"))
            #expect(try await page.text(at: "[data-name=keep] .measures").hasPrefix("128x64"))
            let chips = try await page.texts(
                of: "[...document.querySelectorAll('[data-filter]')].map(chip => chip.textContent.trim())")
            for chip in ["new 1", "up to date 8", "changed 1", "added 2", "removed 1"] {
                #expect(chips.contains(chip), "\(chip): \(chips)")
            }
            try await page.click(".family-toggle")
            #expect(try await page.names.contains("icon-dog"))
            // No thumbnail is missing.
            let broken = try await page.value(
                of: "Promise.all([...document.images].map(image => { image.loading = 'eager'; return image.decode() }))"
                    + ".then(() => 0, error => String(error))")
            #expect(broken == 0)
        }
    }

    @Test("a renamed image has one card, which says from what")
    func renamed() async throws {
        try await shown(renames: true) { page, _ in
            let chips = try await page.texts(
                of: "[...document.querySelectorAll('[data-filter=change]')].map(chip => chip.textContent.trim())")
            #expect(chips == ["changed 1", "added 2", "renamed 1", "removed 1"])
            try await page.click("[data-filter=change][data-value=renamed]")
            #expect(try await page.names == ["walrus"])
            #expect(try await page.text(at: "[data-name=walrus] .state").contains("renamed from seal"))
            try await page.look(at: "walrus")
            #expect(try await page.text(at: "#panel").contains("The revision has it as seal: it is renamed."))
        }
    }

    @Test("a filter, a search and their link")
    func filter() async throws {
        try await shown { page, _ in
            try await page.click("[data-filter=change][data-value=changed]")
            #expect(try await page.names == ["fox"])
            #expect(try await page.isTrue("location.hash.includes('change=changed')"))
            #expect(try await page.text(at: "#count").hasPrefix("1 of "))
            try await page.value(of: "history.back()")
            try await page.until("document.querySelectorAll('#images .card:not([hidden])').length > 5")
            try await page.press("/")
            #expect(try await page.text(of: "document.activeElement.id") == "search")
            try await page.type("SNOW")
            try await page.until("document.getElementById('count').textContent.startsWith('1 of')")
            #expect(try await page.names == ["new"])
            // Members of a family are found though it is folded.
            try await page.value(of: "document.getElementById('search').value = ''")
            try await page.type("of a dog")
            try await page.until("location.hash.includes('dog')")
            #expect(try await page.names == ["icon-dog"])
        }
        try await shown(atHash: "#search=rain") { page, _ in
            let names = try await page.names
            #expect(names == ["late"])
        }
    }

    @Test("text of others stays text, whatever it holds")
    func hostileText() async throws {
        try await shown { page, _ in
            try await page.look(at: "evil")
            let panel = try await page.text(at: "#panel")
            #expect(panel.contains("</script><img src=x onerror=window.fired=1>"))
            #expect(panel.contains("U+202E") && !panel.contains("\u{202E}"))
            #expect(
                try await page.number(of: "document.querySelectorAll('#panel img[src=x], #panel b > i').length") == 0)
        }
    }

    @Test("what is looked at says all that is known, with its places and commands")
    func panel() async throws {
        try await shown { page, _ in
            try await page.look(at: "child")
            let panel = try await page.text(at: "#panel")
            for part in [
                "Its child", "the image itself", "images.json:", "Images/keep.png", "1024x1024",
                "image-assets generate --regenerate child",
            ] {
                #expect(panel.contains(part), "\(part): \(panel)")
            }
            // A reference that is an image leads to it.
            try await page.click("#panel a[href*=keep]")
            try await page.until("document.getElementById('viewer-name').textContent === 'keep'")
        }
    }

    @Test("it works the same from another folder, and says so without its data")
    func moved() async throws {
        // The page that is open meanwhile loses pictures that it has not loaded yet.
        try await shown(complains: true) { _, package in
            try FileManager.default.moveItem(
                atPath: package.path + "/.image-assets/gallery", toPath: package.path + "/elsewhere")
            try await SilentProxy.run { browser, _ in
                let page = try await browser.show("file://\(package.path)/elsewhere/index.html")
                #expect(try await page.names.contains("fox"))
                #expect(try await page.complaints == [])
                try FileManager.default.removeItem(atPath: package.path + "/elsewhere/data.js")
                let empty = try await browser.show("file://\(package.path)/elsewhere/index.html")
                #expect(try await empty.text(of: "document.body.innerText")?.contains("data.js") == true)
            }
        }
    }
}
