import Foundation
import Testing

/// Before and after, looked at closely.
@Suite(
    "gallery: comparing on the page", .enabled(if: Browser.isPossible && Repository.isPossible), .timeLimit(.minutes(5))
)
struct PageCompareTests: PageTesting {
    @Test("an image that changed shows both pictures, what differs, and the words of its prompt")
    func changed() async throws {
        try await shown { page, _ in
            try await page.look(at: "fox")
            #expect(
                try await page.texts(of: "[...document.querySelectorAll('#panel del')].map(x => x.innerText)").joined()
                    .contains("fox"))
            #expect(
                try await page.texts(of: "[...document.querySelectorAll('#panel ins')].map(x => x.innerText)").joined()
                    .contains("wolf"))
            #expect(try await page.text(at: "#panel").contains("of the pixels differ"))
            let modes = try await page.texts(
                of: "[...document.querySelectorAll('[data-mode]')].map(x => x.dataset.mode)")
            for mode in ["side", "slider", "blink", "onion", "difference", "before", "after"] {
                #expect(modes.contains(mode), "\(mode): \(modes)")
                try await page.choose(mode)
                try await page.until(
                    "[...document.querySelectorAll('#stage img')].every(x => x.complete && x.naturalWidth)")
            }
        }
    }

    @Test("the slider is moved by keys, and cuts both pictures where it stands")
    func slider() async throws {
        try await shown { page, _ in
            try await page.look(at: "fox")
            try await page.choose("slider")
            try await page.value(of: "document.getElementById('slider').focus()")
            let cut = "getComputedStyle(document.querySelector('#stage .layer.after')).clipPath"
            let before = try await page.text(of: cut)
            try await page.press("ArrowRight")
            #expect(try await page.text(of: cut) != before)
            #expect(try await page.text(of: "document.getElementById('slider').value") == "51")
            #expect(
                try await page.text(of: "document.getElementById('slider').ariaValueText")?.contains("51 %") == true)
            #expect(try await page.isTrue("document.getElementById('viewer').open"))
        }
    }

    @Test("who wants less motion blinks by hand, others see it by itself")
    func blink() async throws {
        let shows = "document.getElementById('blink-shows').textContent"
        try await shown(Page.Look(reducesMotion: true)) { page, _ in
            try await page.look(at: "fox")
            try await page.press("b")
            let first = try await page.text(of: shows)
            try await page.press("b")
            #expect(try await page.text(of: shows) != first)
        }
        try await shown(Page.Look(reducesMotion: false)) { page, _ in
            try await page.look(at: "fox")
            try await page.press("b")
            let first = try await page.text(of: shows) ?? ""
            try await page.until("\(shows) !== \(Page.text(first))")
            try await page.until("\(shows) === \(Page.text(first))")
        }
    }

    @Test("zoom and place stay when one switches between the pictures")
    func zoom() async throws {
        try await shown { page, _ in
            try await page.look(at: "fox")
            try await page.choose("before")
            for _ in 0..<12 { try await page.press("+") }
            try await page.press("ArrowRight")
            let place = "document.querySelector('#stage img').getBoundingClientRect().x"
            let (zoom, before) = (try await page.text(at: "#zoom"), try await page.number(of: place))
            #expect(zoom != "100 %")
            try await page.choose("after")
            #expect(try await page.text(at: "#zoom") == zoom)
            #expect(try await page.number(of: place) == before)
            try await page.press("1")
            #expect(try await page.text(at: "#zoom") == "100 %")
        }
    }

    @Test("what lies below transparent pixels is chosen")
    func background() async throws {
        try await shown { page, _ in
            try await page.look(at: "ghost")
            let colour = "getComputedStyle(document.querySelector('#stage .backdrop')).backgroundColor"
            try await page.click("[data-background=black]")
            #expect(try await page.text(of: colour) == "rgb(0, 0, 0)")
            try await page.click("[data-background=white]")
            #expect(try await page.text(of: colour) == "rgb(255, 255, 255)")
            try await page.value(
                of: """
                    (() => { const field = document.getElementById('background-colour'); field.value = '#ff8800';
                    field.dispatchEvent(new Event('input')) })()
                    """)
            #expect(try await page.text(of: colour) == "rgb(255, 136, 0)")
        }
    }
}
