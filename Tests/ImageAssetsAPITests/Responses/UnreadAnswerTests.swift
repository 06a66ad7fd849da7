import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI

@Suite("An answer without an image")
struct UnreadAnswerTests {
    private static func address(at host: String) -> String {
        "the address of an image (at \(host)) instead of the image: it is paid for, and addresses are not followed"
    }

    private static func task(_ id: String) -> String {
        "a task id (\(id)) instead of an image: the image may still be drawn and charged, and is not waited for"
    }

    /// Bodies in Latin-1, what they are and what the error calls them; `@` stands for a picture.
    private static let unusable: [(String, UnreadAnswer.Kind, String)] = [
        ("", .empty, "nothing"), ("  \n", .empty, "nothing"),
        ("<!DOCTYPE html><html><img src='data:image/png;base64,@'>", .page, "a page instead of JSON"),
        ("<html><title>Sign in</title>", .page, "a page instead of JSON: Sign in"),
        ("data: {}\n\n", .events, "a stream of events without a completed image"),
        (
            "event: image_edit.partial_image\ndata: {\"b64_json\":\"@\"}\n\n", .events,
            "a stream of events without a completed image"
        ),
        ("hello", .text, "text instead of JSON: hello"),
        ("\u{1}\u{2}\u{81}\u{0}", .bytes(encoding: nil), "bytes of no known kind instead of JSON"),
        (#"{"data":["#, .cutJSON, "JSON that breaks off"), ("[]", .json(members: []), "JSON without an image"),
        (#"{"data":[{"b64_json":"iVBORw0KGgoAAAANSUhEUgAA"#, .cutImage, "an image that breaks off"),
        ("\u{89}PNG\r\n\u{1A}\n\u{0}\u{0}", .cutImage, "an image that breaks off"),
        ("{}", .json(members: []), "JSON without an image"),
        (#"{"data":null}"#, .json(members: []), "JSON without an image"),
        (#"{"a":["x"],"b":{"c":"y"}}"#, .json(members: ["a", "b"]), "JSON without an image (a, b)"),
        (#"{"data":[{"b64_json":5}]}"#, .json(members: []), "JSON without an image"),
        (#"{"data":[{"b64_json":"!!!!"}]}"#, .json(members: ["data"]), "JSON without an image (data)"),
        (": ping\n\n{\"a\":\"x\"}", .json(members: ["a"]), "JSON without an image (a)"),
        (#"{"error_code":"0","a":"x"}"#, .json(members: ["a", "error_code"]), "JSON without an image (a, error_code)"),
        (
            #"{"message":"see https://x.example/help"}"#, .error,
            "an error instead of an image: see https://x.example/help"
        ),
        (#"{"thumbnail":"@"}"#, .json(members: ["thumbnail"]), "JSON without an image (thumbnail)"),
        (#"{"success":false,"code":0,"message":"overloaded"}"#, .error, "an error instead of an image: overloaded"),
        (#"{"code":"x1","message":"overloaded"}"#, .error, "an error instead of an image: overloaded"),
        (#"{"error":{"message":"x"},"data":[]}"#, .error, "an error instead of an image: x"),
        (#"{"error":{"message":"x","input":"data:image/png;base64,@"}}"#, .error, "an error instead of an image: x"),
        ("data: {\"error\":{\"message\":\"x\"}}\n\n", .error, "an error instead of an image: x"),
        (#"{"error":{"message":"","code":0},"data":[]}"#, .json(members: []), "JSON without an image"),
        (
            #"{"data":[{"url":"https://x.example/1.png?sig=abc"}]}"#, .address(host: "x.example"),
            address(at: "x.example")
        ),
        (
            #"{"data":[{"url":"https:\/\/x.example\/1.png"}]}"#, .address(host: "x.example"),
            address(at: "x.example")
        ),
        (
            #"{"code":200,"data":{"status":"queued","taskId":1700012345}}"#, .task(id: "1700012345"),
            task("1700012345")
        ),
        (
            #"{"image_details":{"style":"x"}}"#, .json(members: ["image_details"]),
            "JSON without an image (image_details)"
        ),
        (
            #"{"code":"success","data":"task_abcdef123456"}"#, .task(id: "task_abcdef123456"),
            task("task_abcdef123456")
        ),
        (
            #"{"choices":[{"message":{"role":"assistant","content":"I'm sorry, I can't help."}}]}"#,
            .json(members: ["choices"]), "JSON without an image (choices): I'm sorry, I can't help."
        ),
        (
            #"{"candidates":[{"content":{"parts":[{"text":"A picture of it."}]},"finishReason":"STOP"}]}"#,
            .json(members: ["candidates"]), "JSON without an image (candidates): A picture of it."
        ),
        (
            "event: response.failed\ndata: {\"type\":\"response.failed\",\"response\":{\"input\":[{\"text\":\"a fox, a long one\"}],\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Rate limit reached\"}}}\n\n",
            .error, "an error instead of an image: Rate limit reached"
        ),
        (
            #"{"data":null,"base_resp":{"status_code":1002,"status_msg":"rate limit"}}"#, .error,
            "an error instead of an image: rate limit"
        ),
        (
            #"{"data":[{"url":"https://x.example/1.png","upscale":{"error":"too large"}}]}"#,
            .address(host: "x.example"),
            address(at: "x.example")
        ),
        (
            #"{"data":[{"b64_json":"iVBORw0KGgoAAAANSUhEUgAA:AAAA"}]}"#, .cutImage, "an image that breaks off"
        ),
        (
            #"{"choices":[{"message":{"content":"![x](https://y.example/2.png)"}}]}"#, .address(host: "y.example"),
            address(at: "y.example")
        ),
        (
            #"{"code":200,"data":[{"status":"submitted","task_id":"task_01K"}]}"#, .task(id: "task_01K"),
            task("task_01K")
        ),
        (
            #"{"id":"p7","status":"starting","urls":{"get":"https://x.example/p7"}}"#, .task(id: "p7"),
            task("p7")
        ),
        (
            #"{"code":1,"description":"Submit success","result":"1320098173412546"}"#, .task(id: "1320098173412546"),
            task("1320098173412546")
        ),
    ]

    @Test("is an error that names what came instead", arguments: unusable)
    func named(body: String, kind: UnreadAnswer.Kind, what: String) throws {
        let text = body.replacingOccurrences(of: "@", with: small.base64EncodedString())
        let answer = try unread(Data(text.unicodeScalars.map { UInt8($0.value) }))
        #expect(answer.kind == kind)
        #expect(answer.failure.code == .malformedResponse)
        #expect(answer.failure.status == 200)
        #expect(answer.failure.message == "the server answered 200 with " + what)
        #expect(answer.kind.isPaidFor != [.page, .error, .text].contains(kind))
    }

    @Test("that is a page asks whether the base URL lacks its version")
    func version() throws {
        let answer = try unread(Data("<html><title>Console</title>".utf8), namesVersion: false)
        #expect(
            answer.failure.message
                == "the server answered 200 with a page instead of JSON (does the base URL lack “/v1”?): Console")
        #expect(try BaseURL("https://x.example/api/v1").namesVersion)
        #expect(try BaseURL("https://x.example/v1beta").namesVersion)
        #expect(try !BaseURL("https://x.example").namesVersion)
        #expect(try !BaseURL("https://x.example/v1/proxy").namesVersion)
    }

    @Test("is kept without the key, and read again as if it came now")
    func kept() throws {
        let body = #"{"echo":"Bearer \#(secret)","task_id":"t1"}"#
        let answer = try unread(Data(body.utf8))
        #expect(String(decoding: answer.body, as: UTF8.self) == #"{"echo":"Bearer [key]","task_id":"t1"}"#)
        let large = Data(repeating: 0x20, count: 100_000)
        let encoded = Data("x:\(secret)".utf8).base64EncodedString()
        let text = String(
            decoding: try unread(Data(body.utf8) + large + Data("{\"a\":\"\(encoded)\"}".utf8)).body, as: UTF8.self)
        #expect(text.contains("Bearer [key]"))
        #expect(!text.contains(encoded.dropFirst(4).prefix(12)))
        let head = Data("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Request-Id: r1\r\n\r\n".utf8)
        guard case .unread(let again) = AnswerReader.read(head: head, body: answer.body) else { throw Unexpected() }
        #expect(again.kind == .task(id: "t1"))
        #expect(again.failure.message.hasSuffix("(request id r1)"))
        let found = Data("{\"new\":\"\(small.base64EncodedString())\"}".utf8)
        #expect(try AnswerReader.read(head: head, body: found).get().bytes == small)
        #expect(try AnswerReader.read(head: Data(), body: found).get().bytes == small)
    }

    @Test(
        "that refuses shows the word which says so, at whatever depth",
        arguments: [
            (
                #"{"id":"0","base_resp":{"status_code":1026,"status_msg":"input new_sensitive"},"data":null}"#,
                "input new_sensitive"
            ),
            (#"{"candidates":[{"finishReason":"IMAGE_SAFETY","content":{}}]}"#, "IMAGE_SAFETY"),
            (#"{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"}}"#, "PROHIBITED_CONTENT"),
            (#"{"artifacts":[{"base64":"","finishReason":"CONTENT_FILTERED"}]}"#, "CONTENT_FILTERED"),
        ])
    func refusal(body: String, word: String) throws {
        let answer = try unread(Data(body.utf8))
        #expect(answer.failure.code == .moderation)
        #expect(answer.kind == .error)
        #expect(answer.failure.message == "the server answered 200 with an error instead of an image: \(word)")
    }

    @Test("an error inside a 200 is judged by its words")
    func errorInside() throws {
        for (body, code) in [
            (#"{"error":{"code":"moderation_blocked"}}"#, ImageFailure.Code.moderation),
            (#"{"code":"moderation_blocked","data":[]}"#, .moderation),
            (#"{"error":"insufficient_quota"}"#, .quota), (#"{"errors":[{"code":"insufficient_quota"}]}"#, .quota),
            (#"{"code":"insufficient_quota","message":"You have none"}"#, .quota),
            (#"{"detail":"You exceeded your current quota"}"#, .quota),
            (#"{"code":"insufficient_user_quota","data":null}"#, .quota),
            (#"{"data":[{"error":{"code":"insufficient_quota"}}]}"#, .quota), ("insufficient_quota", .quota),
            ("data: {\"error\":{\"code\":\"insufficient_quota\"}}\n\ndata: [DONE]\n\n", .quota),
            (
                #"{"error":{"message":"billing_hard_limit_reached \#(String(repeating: "x ", count: 40_000))"}}"#,
                .quota
            ),
        ] {
            let answer = try unread(Data(body.utf8))
            #expect(answer.failure.code == code, "\(body.prefix(80))")
            #expect(!answer.kind.isPaidFor)
        }
    }

    @Test("no error shows the payload")
    func noPayload() throws {
        let text = small.dropFirst(60).base64EncodedString()
        for body in [
            #"{"data":[{"b64_json":"!\#(text)!"}]}"#, #"{"error":"\#(text)"}"#, #"{"data":["\#(text)"]}"#, text,
            #"{"task_id":"\#(text)"}"#,
        ] {
            #expect(!(try unread(Data(body.utf8))).failure.message.contains(text.prefix(12)))
        }
    }

    /// Texts that a reading which goes back, or starts anew, would read for hours.
    @Test(
        "takes no longer than its length, whatever it is made of",
        arguments: [
            "\"a\",", "[", "{\"a\":", "\\\"", "\\", "{\"b64_json\":\"AAAA\"}", "\"iVBORw0KGgo", "iVBORw0KGg",
            ";base64,",
            "\"data:image/png;base64,iVBORw0KGgo", "data: {}\n", ": \n", "\u{0}", "\"\u{E9}", "<a", "</title",
            "{\"a\":\"",
        ])
    func hostile(piece: String) throws {
        let count = (4 << 20) / piece.utf8.count
        for start in ["", "{\"data\":[\"", "{\"data\":["] {
            let body = Data((start + String(repeating: piece, count: count)).utf8)
            _ = try read(body)
        }
    }
}
