import Foundation
import ImageAssets
import Testing

@testable import ImagesAPI

@Suite("An answer with an image")
struct AnswerReaderTests {
    private static let picture = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })

    private func read(_ body: Data, headers: [String: String] = [:]) throws -> ImageResponse {
        let reader = AnswerReader(failures: FailureReader(key: try APIKey(secret)))
        return try reader.image(in: HTTPResponse(status: 200, headers: headers, body: body))
    }

    private func read(_ text: String) throws -> ImageResponse { try read(Data(text.utf8)) }

    private func failure(_ body: Data) throws -> ImageFailure {
        try #require(throws: ImageFailure.self) { try read(body) }
    }

    @Test(
        "is read with or without a prefix, with white space around, and in either alphabet of base64",
        arguments: [100, 70_000, 100_000])
    func forms(size: Int) throws {
        let bytes = Self.picture.prefix(size)
        let text = bytes.base64EncodedString()
        let lines = bytes.base64EncodedString(options: .lineLength76Characters)
        for payload in [
            text, "data:image/png;base64," + text, "DATA:image/PNG;Base64," + text, "data:;base64," + text, " \(text)",
            "\\n data:image/png;base64," + text, "\\r\\n\\u0020data:image\\/png;base64," + text,
            "d\\u0061ta:image/png;base64 ," + text,
            text + "\\n",
            text.replacingOccurrences(of: "/", with: "\\/"), lines.replacingOccurrences(of: "\r\n", with: "\\r\\n"),
            text.replacingOccurrences(of: "=", with: ""),
            text.replacingOccurrences(of: "+", with: "\\u002B").replacingOccurrences(of: "=", with: "\\u003d"),
            text.replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_"),
        ] {
            #expect(try read(#"{"data":[{"b64_json":"\#(payload)"}]}"#).bytes == bytes)
        }
        for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian] {
            #expect(try read(try #require(#"{"data":[{"b64_json":"\#(text)"}]}"#.data(using: encoding))).bytes == bytes)
        }
        for body in [
            "\n \r\n  {\"data\":[{\"b64_json\":\"\(text)\"}]}\n", "\u{FEFF}{\"data\":[{\"b64_json\":\"\(text)\"}]}",
            #"{"created":null,"error":null,"data":[{"url":null,"x":{"y":[1,"\\\""]},"b64_json":"\#(text)","z":null}],"q":1e9}"#,
            #"{"b64_json":"no","data":[{"b64_json":"\#(text)"},{"b64_json":"second"}]}"#,
            #"{"data":{"b64_json":"\#(text)"}}"#, #"{"data":[null,{"url":"x"},{"b64_json":"\#(text)"}]}"#,
            "{\"x\":\"a\tb\",\"data\":[{\"b64_json\":\"\(text)\"}]}",
        ] {
            #expect(try read(body).bytes == bytes)
        }
    }

    @Test("keeps neither key nor payload with the revised prompt and what was counted")
    func secrets() throws {
        let text = Self.picture.prefix(100).base64EncodedString()
        let members = #""revised_prompt":"A poster\n\#(secret) \#(text)"}],"usage":{"a":"\#(secret)","b":"\#(text)"}"#
        let response = try read(#"{"data":[{"b64_json":"\#(text)",\#(members)}"#)
        #expect(response.revisedPrompt == "A poster\n[key] […]")
        #expect(response.usage == #"{"a":"[key]","b":"[…]"}"#)
    }

    @Test("keeps no more of a revised prompt than a prompt may have")
    func longRevisedPrompt() throws {
        let text = Self.picture.base64EncodedString()
        let prompt = String(repeating: "ab ", count: 100_000)
        let response = try read(#"{"data":[{"b64_json":"\#(text)","revised_prompt":"\#(prompt)"}]}"#)
        #expect(response.revisedPrompt == String(prompt.prefix(32_000)))
    }

    @Test("keeps the revised prompt, what was counted and the server's request id")
    func more() throws {
        let long = String(repeating: "long „prompt“ \\\" ", count: 1_900)
        let text = Self.picture.base64EncodedString()
        let response = try read(
            Data(
                #"{"data":[{"b64_json":"\#(text)","revised_prompt":"\#(long)"}],"usage":{"total_tokens":7,"a":{"b":"/"}}}"#
                    .utf8), headers: ["X-Request-Id": "req_1"])
        #expect(response.revisedPrompt == long.replacingOccurrences(of: "\\\"", with: "\""))
        #expect(response.usage == #"{"a":{"b":"/"},"total_tokens":7}"#)
        #expect(response.serverRequestID == "req_1")
        let echoed = try read(
            #"{"data":[{"b64_json":"AAAA","revised_prompt":"say \#(secret)"}],"usage":{"k":"\#(secret)"}}"#)
        #expect(echoed.revisedPrompt == "say [key]")
        #expect(echoed.usage == #"{"k":"[key]"}"#)
    }

    /// Bodies in Latin-1, and what the error calls them.
    private static let unusable: [(String, String)] = [
        ("", "nothing instead of JSON"), ("  \n", "nothing instead of JSON"),
        ("<!DOCTYPE html><html>", "an HTML page instead of JSON"), ("<svg xmlns=''/>", "an SVG instead of JSON"),
        ("\u{89}PNG\r\n", "a PNG instead of JSON"), ("\u{FF}\u{D8}\u{FF}\u{E0}", "a JPEG instead of JSON"),
        ("GIF89a", "a GIF instead of JSON"), ("RIFF....WEBP", "a WebP instead of JSON"),
        ("data: {}\n\n", "an event stream instead of JSON"), ("hello", "text instead of JSON: hello"),
        ("<html><title>Sign in</title>", "an HTML page instead of JSON: Sign in"),
        ("\u{0}\u{0}\u{0} ftypavif", "an AVIF instead of JSON"),
        ("\u{1}\u{2}\u{81}\u{0}", "bytes of no known kind instead of JSON"),
        (#"{"data":["#, "broken or oversized JSON"), ("[]", "JSON that is no object"),
        ("{}", "an answer without “data”"), (#"{"data":null}"#, "an answer without “data”"),
        (#"{"data":{}}"#, "“data” that is no list"), (#"{"data":[]}"#, "an empty list in “data”"),
        (#"{"data":[null]}"#, "“data” without an image in it"), (#"{"data":"gone"}"#, "“data” that is no list: gone"),
        (#"{"success":false,"code":0,"message":"overloaded"}"#, "an answer without “data”: overloaded"),
        (#"{"error":{"message":"x"},"data":[]}"#, "an error instead of an image: x"),
        (#"{"error":true,"data":[]}"#, "an error instead of an image"),
        (#"{"error":{"message":"","code":0},"data":[]}"#, "an error instead of an image"),
        (
            #"{"data":[{"url":"https://x.example/1.png"}]}"#,
            "a “url” only, where the image itself was asked for (“b64_json”)"
        ),
        (#"{"data":[{"revised_prompt":"x"}]}"#, "no “b64_json” in the first image"),
        (#"{"data":[{"b64_json":5}]}"#, "a “b64_json” that is no text"),
        (#"{"data":[{"b64_json":""}]}"#, "an empty “b64_json”"),
        (#"{"data":[{"b64_json":"!!!!"}]}"#, "a “b64_json” that is not base64"),
        (#"{"data":[{"b64_json":"AAAAA"}]}"#, "a “b64_json” that is not base64"),
        (#"{"data":[{"b64_json":"data:image/png,abc"}]}"#, "a “b64_json” that is not base64"),
        (#"{"data":[{"b64_json":"data:image/png;base64,"}]}"#, "a “b64_json” that is not base64"),
        (#"{"data":[{"b64_json":"data:image/png;base64"}]}"#, "a “b64_json” that is not base64"),
    ]

    @Test("that holds no image is an error that names what came instead", arguments: unusable)
    func malformed(body: String, what: String) throws {
        let failure = try failure(Data(body.unicodeScalars.map { UInt8($0.value) }))
        #expect(failure.code == .malformedResponse)
        #expect(failure.status == 200)
        #expect(failure.message == "the server answered 200 with " + what)
    }

    @Test("an error inside a 200 is judged by its words")
    func errorInside() throws {
        let plain = try failure(Data(#"{"error":{"message":"upstream gone"}}"#.utf8))
        #expect(plain.code == .malformedResponse)
        #expect(plain.message == "the server answered 200 with an error instead of an image: upstream gone")
        #expect(try failure(Data(#"{"error":{"code":"moderation_blocked"}}"#.utf8)).code == .moderation)
        #expect(try failure(Data(#"{"error":"insufficient_quota"}"#.utf8)).code == .quota)
        for body in [
            #"{"code":"insufficient_quota","message":"You have none"}"#, #"{"errors":[{"code":"insufficient_quota"}]}"#,
            #"{"detail":"You exceeded your current quota"}"#, #"{"code":"insufficient_user_quota","data":null}"#,
            #"{"data":[{"error":{"code":"insufficient_quota"}}]}"#, "insufficient_quota",
        ] {
            #expect(try failure(Data(body.utf8)).code == .quota, "\(body)")
        }
        #expect(try failure(Data(#"{"code":"moderation_blocked","data":[]}"#.utf8)).code == .moderation)
        let long = "billing_hard_limit_reached " + String(repeating: "x ", count: 40_000)
        #expect(try failure(Data(#"{"error":{"message":"\#(long)"}}"#.utf8)).code == .quota)
    }

    @Test("what is no image is not handed on with the key in it")
    func keyInPayload() throws {
        let text = Data("debug: Authorization: Bearer \(secret)".utf8).base64EncodedString()
        let failure = try failure(Data(#"{"data":[{"b64_json":"\#(text)"}]}"#.utf8))
        #expect(failure.message == "the server answered 200 with a “b64_json” that repeats the key")
    }

    @Test("no error shows the payload")
    func noPayload() throws {
        let text = Self.picture.base64EncodedString()
        for body in [
            #"{"data":[{"b64_json":"\#(text)!"}]}"#, #"{"error":"\#(text)"}"#, #"{"data":["\#(text)"]}"#, text,
        ] {
            #expect(!(try failure(Data(body.utf8))).message.contains(text.prefix(12)))
        }
    }

    @Test("an image that is whole is read although the end of the JSON after it is missing, wherever it breaks off")
    func cutAfterTheImage() throws {
        let text = Self.picture.base64EncodedString()
        let start = #"{"created":1,"x":["a\"{",{}],"data":[{"b64_json":"\#(text)""#
        let end = #","revised_prompt":"A \"poster\"","more":[1,{"a":null}]}],"usage":{"total_tokens":7}}"#
        for length in 0..<end.count {
            #expect(try read(start + end.prefix(length)).bytes == Self.picture, "\(end.prefix(length))")
        }
        #expect(throws: ImageFailure.self) { try read(String(start.dropLast())) }
        #expect(throws: ImageFailure.self) { try read(start.replacingOccurrences(of: "b64_json", with: "other")) }
    }

    @Test(
        "an image is taken, whatever error is told beside it: it is paid for",
        arguments: [
            "null", "false", "0", #""""#, "{}", "[]", #"{"message":"","type":"","param":"","code":null}"#,
            #"{"code":0,"message":"OK"}"#, #""prompt was shortened""#, #"{"code":"insufficient_quota"}"#,
        ])
    func errorBesideImage(error: String) throws {
        let text = Self.picture.base64EncodedString()
        #expect(try read(#"{"error":\#(error),"data":[{"b64_json":"\#(text)"}]}"#).bytes == Self.picture)
    }

    @Test("an image is read although more than a megabyte follows it that breaks off")
    func longRest() throws {
        let rest = String(repeating: "a", count: 3 << 20)
        let text = Self.picture.base64EncodedString()
        #expect(try read(#"{"data":[{"b64_json":"\#(text)","x":"\#(rest)"#).bytes == Self.picture)
        let many = String(repeating: "\"a\",", count: 600_000)
        #expect(try read(#"{"data":[{"b64_json":"\#(text)","x":[\#(many)"#).bytes == Self.picture)
    }

    @Test(
        "base64 with anything else in it is none",
        arguments: ["*", "\u{0}", "\\\\", "\\\"", "\\u00e9", "\\u005c", "\\u00"])
    func notBase64(text: String) throws {
        let payload = Self.picture.prefix(300).base64EncodedString()
        #expect(Base64Payload.decode(Data((payload + text).utf8)) == nil)
    }

    @Test("a body of many small strings is not parsed: it is no answer to a request for an image")
    func manyStrings() throws {
        let body = Data(("[" + String(repeating: "\"a\",", count: 300_000) + "1]").utf8)
        #expect(JSONAnswer(body) == nil)
    }

    @Test("a slice of data is read like data of its own")
    func slice() throws {
        let body = Data("xx{\"data\":[{\"b64_json\":\"\(Self.picture.base64EncodedString())\"}]}".utf8).dropFirst(2)
        #expect(try read(body).bytes == Self.picture)
    }
}
