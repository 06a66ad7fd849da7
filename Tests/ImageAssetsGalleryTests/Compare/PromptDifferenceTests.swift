import Foundation
import Testing

@testable import ImageAssetsGallery

@Suite("Prompts word by word")
struct PromptDifferenceTests {
    /// As `[-…-]` and `{+…+}`.
    private func shown(_ old: String, _ new: String) -> String? {
        PromptDifference.words(from: old, to: new)?.map { word in
            switch word.kind {
            case .same: word.text
            case .removed: "[-\(word.text)-]"
            case .added: "{+\(word.text)+}"
            }
        }.joined()
    }

    @Test(
        "what went stands before what came in its place, white space as it is",
        arguments: [
            ("a red fox", "a red fox", nil),
            ("a red fox", "a grey fox", "a [-red-]{+grey+} fox"),
            ("a red fox", "a grey cat", "a [-red fox-]{+grey cat+}"),
            ("a  red\n\nfox", "a  red\n\nfox\n", "a  red\n\nfox{+\n+}"),
            ("a b", "a  b", "a[- -]{+  +}b"),
            ("one\ntwo", "one\n2\ntwo", "one\n{+2\n+}two"),
            ("", "new", "{+new+}"),
            ("old", "", "[-old-]"),
            ("caf\u{E9}", "cafe\u{301}", "[-caf\u{E9}-]{+cafe\u{301}+}"),
        ] as [(String, String, String?)])
    func words(_ old: String, _ new: String, _ difference: String?) {
        #expect(shown(old, new)?.utf8.map { $0 } == difference?.utf8.map { $0 })
    }

    @Test(
        "scripts without spaces are compared sign by sign, with the marks that belong to one",
        arguments: [
            ("雪の中の赤い狐", "雪の中の青い狐", "雪の中の[-赤-]{+青+}い狐"),
            ("一只红色的狐狸。", "一只灰色的狐狸。", "一只[-红-]{+灰+}色的狐狸。"),
            ("สุนัขสีแดง", "สุนัขสีดำ", "สุนัขสี[-แ-]ด[-ง-]{+ำ+}"),
            ("fox 狐 red", "fox 猫 red", "fox [-狐-]{+猫+} red"),
            ("葛\u{E0100}", "葛\u{E0101}", "[-葛\u{E0100}-]{+葛\u{E0101}+}"),
            ("빨간 여우", "회색 여우", "[-빨간-]{+회색+} 여우"),
        ])
    func signs(_ old: String, _ new: String, _ difference: String) {
        #expect(shown(old, new) == difference)
    }

    @Test("both prompts can be read from it, whatever they are", arguments: 0..<40)
    func whole(_ seed: Int) {
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
        func random(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let pieces = ["a", "b", " ", "  ", "\n", "。", "狐", "\u{301}", "\u{FE0F}", ".", "🦊", "\r\n", "x y", "\u{200D}"]
        let text = { (count: Int) in (0..<count).map { _ in pieces[random(pieces.count)] }.joined() }
        let (old, new) = (text(random(60)), text(random(60)))
        expectWhole(old, new)
    }

    @Test("a long prompt is compared by sentences first, so that one at each end is no rewriting")
    func long() throws {
        let middle = (0..<2000).map { "Word\($0) and more\($0 % 7 == 0 ? "." : "")" }.joined(separator: " ")
        #expect(shown("Red fox. \(middle) Blue.", "Grey fox. \(middle) Green.")?.count ?? 0 < middle.count + 60)
        let signs = String(repeating: "雪の中の狐。", count: 400)
        #expect(shown("赤" + signs + "赤", "青" + signs + "青") == "[-赤-]{+青+}\(signs)[-赤-]{+青+}")
    }

    @Test("prompts of the greatest length that have nothing in common are told in bounded time")
    func hostile() {
        let letters = { (first: Int) in
            (0..<32_000).map { String(UnicodeScalar(UInt32(0x4E00 + (first + $0 * 7919) % 20_000)) ?? "x") }.joined()
        }
        let words = { (first: String) in (0..<8_000).map { "\(first)\($0)." }.joined(separator: " ") }
        let repeated = { (sign: String) in String(repeating: sign, count: 16_000) }
        for (old, new) in [
            (letters(0), letters(1)), (words("a"), words("b")), (repeated("a "), repeated(" a")),
            (repeated("。\n"), repeated("\n。")), ("a b", repeated("a ")), (repeated("a."), repeated("a. ")),
            (letters(0), ""),
        ] {
            expectWhole(old, new)
        }
    }

    private func expectWhole(_ old: String, _ new: String) {
        let words = PromptDifference.words(from: old, to: new) ?? [.init(.same, old)]
        let text = { (kinds: Set<GalleryChange.Word.Kind>) in
            Array(words.filter { kinds.contains($0.kind) }.map(\.text).joined().utf8)
        }
        #expect(text([.same, .removed]) == Array(old.utf8))
        #expect(text([.same, .added]) == Array(new.utf8))
    }
}
