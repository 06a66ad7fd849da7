import Foundation
import Testing

@testable import ImageAssetsAPI

@Suite("A line from a server")
struct SafeLineTests {
    private func line(_ text: String) throws -> String { SafeLine(key: try APIKey(secret)).line(text) }

    @Test(
        "is one line without control characters, escapes, invisible marks or workflow commands",
        arguments: [
            ("a\nb\r\n\tc", "a b c"), ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{07}x", "x"),
            ("\u{1B}]8;;https://evil.example\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"), ("\u{9B}31mx", "x"),
            ("a\u{0}\u{8}b", "a b"), ("::error::boom", ":error:boom"), ("x\n::add-mask::y", "x :add-mask:y"),
            ("##[error]x", "[error]x"), ("########[error]x", "[error]x"), ("a\u{202E}b\u{200B}c", "abc"),
            ("a\u{2028}b\u{85}c", "a b c"),
            (":\u{200B}:set-output", ":set-output"), ("\u{FEFF}hi", "hi"), ("参数错误。", "参数错误。"), ("👩‍👩‍👧", "👩👩👧"),
        ])
    func controls(text: String, expected: String) throws {
        #expect(try line(text) == expected)
    }

    @Test(
        "is a page's title instead of its markup, or else its text",
        arguments: [
            (
                "<html>\r\n<head><title>504 Gateway Time-out</title></head><body><center>nginx</center></body>",
                "504 Gateway Time-out"
            ),
            ("<!DOCTYPE html><style>a{b}</style><script>x()</script><h1>Oops &amp; sorry</h1>", "Oops & sorry"),
            ("<p>unclosed <b", "unclosed"), ("a < b and b > c", "a < b and b > c"),
            ("<TITLE lang=en>\n502 </Title>x", "502"), ("<title>never closed", "never closed"),
            ("a<!-- no -->b", "a b"), ("a<!-- open", "a"), ("a<script>b</scr", "a"), ("a</b", "a"),
            ("<script>x</SCRIPT >y<style", "y"), ("<titlepage>x</titlepage>", "x"),
        ])
    func markup(text: String, expected: String) throws {
        #expect(try line(text) == expected)
    }

    @Test("never shows the key, however it is echoed")
    func key() throws {
        for text in [
            secret, "Bearer \(secret)", "x\(secret)y", "Authorization: Bearer \(secret), twice \(secret)",
            "sk-\u{200B}test-4f9a8b7c6d5e4f3a2b1c", String(secret.prefix(12)) + "…",
            "other: sk-proj-AbCdEf0123456789", String(repeating: "a", count: 65_500) + secret,
        ] {
            let line = try line(text)
            #expect(!line.contains(secret.prefix(9)) && !line.contains("4f9a") && !line.contains("AbCd"), "\(line)")
        }
        #expect(try line("Incorrect API key: Bearer \(secret).") == "Incorrect API key: Bearer [key].")
        #expect(try line("a bearer token is wanted") == "a bearer token is wanted")
    }

    @Test("never shows a piece of the key, however it is cut, broken, marked up or encoded")
    func keyPieces() throws {
        let half = secret.index(secret.startIndex, offsetBy: 12)
        let encoded = Data(secret.utf8).base64EncodedString()
        for text in [
            "\(secret[..<half])<wbr>\(secret[half...])", "\(secret[..<half])\n  \(secret[half...])",
            String(secret.dropFirst(5)), encoded, Data("Bearer \(secret)".utf8).base64EncodedString(),
            Data("x:\(secret)".utf8).base64EncodedString(), "key=\(secret.dropFirst(9).dropLast(2))&",
        ] {
            let line = try line("with \(text) back")
            #expect(line.hasPrefix("with ") && line.hasSuffix(" back"), "\(line)")
            let squeezed = line.filter { $0 != " " }
            for start in secret.indices.dropLast(7) {
                #expect(!squeezed.contains(secret[start...].prefix(8)), "\(line)")
            }
            for start in encoded.indices.dropLast(7) {
                #expect(!squeezed.contains(encoded[start...].prefix(8)), "\(line)")
            }
        }
        #expect(try line("nothing to hide here") == "nothing to hide here")
    }

    @Test("never shows a payload in short lines")
    func wrappedPayload() throws {
        let payload = Data((0..<150).map { UInt8(truncatingIfNeeded: $0 &* 29) }).base64EncodedString()
        var lines: [Substring] = []
        var rest = Substring(payload)
        while !rest.isEmpty {
            lines.append(rest.prefix(40))
            rest = rest.dropFirst(40)
        }
        for separator in ["\n", "\r\n", "<br>", " "] {
            #expect(try line("got \(lines.joined(separator: separator)) back") == "got […] back", "\(separator)")
        }
    }

    @Test("stacks no more than three marks on a letter")
    func marks() throws {
        #expect(try line("e" + String(repeating: "\u{301}", count: 50) + "x") == "e\u{301}\u{301}\u{301}x")
    }

    @Test("never shows a payload")
    func payload() throws {
        let payload = Data((0..<300).map { UInt8(truncatingIfNeeded: $0 * 7) }).base64EncodedString()
        #expect(try line("got \(payload) back") == "got […] back")
        let wrapped = Data((0..<300).map { UInt8(truncatingIfNeeded: $0) })
            .base64EncodedString(options: [.lineLength64Characters])
        #expect(!(try line(wrapped)).contains("AAEC"))
        #expect(!(try line(payload.replacingOccurrences(of: "/", with: "\\/"))).contains(payload.prefix(20)))
    }

    @Test("has at most 300 characters")
    func length() throws {
        let line = try line(String(repeating: "long ", count: 10_000))
        #expect(line.count == 300)
        #expect(line.hasSuffix("…"))
        #expect(try self.line(String(repeating: "界 ", count: 1_000)).count == 300)
    }

    @Test("is made of megabytes in no time that depends on them")
    func large() throws {
        #expect(try line(String(repeating: "<b>", count: 2_000_000)).count <= 300)
    }

    @Test(
        "takes a page apart in one pass, whatever it leaves open", .timeLimit(.minutes(1)),
        arguments: ["<b>", "<title>", "<title", "<script", "<script>", "<!--", "</", "<!-- -->", "<"])
    func openMarkup(piece: String) {
        // With a pass for each of its tags this takes minutes.
        #expect(
            SafeLine.plain(String(repeating: piece, count: 600_000 / piece.utf8.count)).utf8.count <= 600_000)
    }
}
