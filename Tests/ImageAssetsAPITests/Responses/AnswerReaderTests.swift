import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import ImageAssetsWords
import Testing

@Suite("An answer with an image")
struct AnswerReaderTests {
    @Test(
        "gives it in every shape, of every size, and nothing else that is in it", arguments: Shape.all,
        [3_000, 3_000_000])
    func shapes(shape: Shape, size: Int) throws {
        let picture = Shape.png(side: 1_024, byteCount: size)
        let image = try read(shape.body(of: picture)).get()
        #expect(image.bytes == picture)
        #expect(image.others.isEmpty)
    }

    @Test("gives it wherever it breaks off behind the image")
    func cutAfterTheImage() throws {
        let start = #"{"created":1,"x":["a\"{",{}],"data":[{"b64_json":"\#(small.base64EncodedString())"#
        let end = #"","revised_prompt":"A \"poster\"","more":[1,{"a":null}]}],"usage":{"total_tokens":7}}"#
        for length in 0..<end.count {
            #expect(try read(start + end.prefix(length)).get().bytes == small, "\(end.prefix(length))")
        }
    }

    @Test("says what the answer says of its size and quality, and nothing that is none")
    func terms() throws {
        let picture = small.base64EncodedString()
        for (body, size, quality) in [
            (#"{"size":"1536x1024","quality":"high","data":[{"b64_json":"@"}]}"#, "1536x1024", "high"),
            (#"{"data":[{"b64_json":"@","size":"1024x1024","quality":"low"}],"size":"9x9"}"#, "1024x1024", "low"),
            (#"{"data":[{"b64_json":"@"}],"echo":{"size":"9x9","quality":"low"}}"#, nil, nil),
            (#"{"data":[{"b64_json":"@"}],"size":"large","quality":"\u0041 \n"}"#, nil, nil),
            (#"{"data":[{"b64_json":"@"}],"size":"auto","quality":null}"#, nil, nil),
        ] as [(String, String?, String?)] {
            let response = try read(body.replacingOccurrences(of: "@", with: picture)).get()
            #expect(response.size?.description == size, "\(body)")
            #expect(response.quality == quality, "\(body)")
        }
    }

    @Test("gives it when an event parts it into lines")
    func lines() throws {
        let text = small.base64EncodedString()
        for mark in ["\ndata: ", "\r\ndata:"] {
            let parts =
                "\(text.prefix(1_000))\(mark)\(text.dropFirst(1_000).prefix(1_000))\(mark)\(text.dropFirst(2_000))"
            let event = "event: image_generation.completed\ndata: {\"b64_json\":\"\(parts)\"}\n\n"
            #expect(try read(event).get().bytes == small)
        }
    }

    @Test("gives further images too, but neither the same twice nor what is smaller")
    func several() throws {
        let second = Shape.png(side: 64, byteCount: 3_100)
        let thumbnail = Shape.png(side: 16, byteCount: 500)
        let texts = [second, thumbnail].map { $0.base64EncodedString() }
        for body in [
            #"{"data":[{"b64_json":"@"},{"b64_json":"\#(texts[0])"},{"b64_json":"@"}]}"#,
            #"{"images":["@","\#(texts[0])","@"],"small":"\#(texts[1])"}"#,
        ] {
            let image = try read(body).get()
            #expect(image.bytes == small)
            #expect(image.others == [second])
        }
        let events = [texts[0], small.base64EncodedString()]
            .map { #"data: {"type":"image_generation.completed","b64_json":"\#($0)"}\#n\#n"# }.joined()
        #expect(try read(events).get().bytes == small)
        #expect(try read(events).get().others == [second])
        let sketches = events.replacingOccurrences(of: "completed", with: "progress")
        #expect(try read(sketches).get().bytes == small)
        #expect(try read(sketches).get().others == [])
    }

    @Test("never gives a reference that was sent, unless it is in the place of the image")
    func echoes() throws {
        let reference = Shape.png(side: 512, byteCount: 9_000)
        let source = ReferenceSource(bytes: reference, type: .png)
        let text = reference.base64EncodedString()
        #expect(try read(#"{"a":"\#(text)","b":"@"}"#, references: [source]).get().bytes == small)
        #expect(
            try read(#"{"data":[{"b64_json":"\#(text)"},{"b64_json":"@"}]}"#, references: [source]).get().bytes == small
        )
        #expect(try read(#"{"data":[{"b64_json":"\#(text)"}]}"#, references: [source]).get().bytes == reference)
        guard case .unread(let answer) = try read(#"{"a":"\#(text)","task_id":"t1"}"#, references: [source])
        else { throw Unexpected() }
        #expect(answer.kind == .task(id: "t1"))
    }

    @Test(
        "a picture of another kind is handed on: whoever decodes it says what it is",
        arguments: [
            Data([0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: 7, count: 99)),
            Data("RIFF....WEBPVP8 ".utf8) + Data(count: 40),
            Data("GIF89a\u{1}\u{0}".utf8) + Data(count: 40),
        ])
    func otherKinds(picture: Data) throws {
        let text = picture.base64EncodedString()
        for body in [
            #"{"data":[{"b64_json":"\#(text)"}]}"#, #"{"data":[{"b64_json":"data:image/png;base64,\#(text)"}]}"#,
            #"{"images":["\#(text)"]}"#, #"{"content":"![x](data:image/jpeg;base64,\#(text))"}"#,
            #"{"data":[{"b64_json":"\#(text.replacingOccurrences(of: "/", with: "\\/"))"}]}"#,
            #"{"data":[{"b64_json":"\#(text)"}],"sample":"@"}"#,
        ] {
            #expect(try read(body).get().bytes == picture, "\(body)")
        }
        #expect(try read(picture).get().bytes == picture)
        #expect(try read(#"{"a":"\#(text)","image":"@"}"#).get().bytes == small)
    }

    @Test("what is in the image's place is handed on, whatever it is, but not with the key in it")
    func evidence() throws {
        for (bytes, isTaken) in [
            (Data("<html></html>".utf8), true), (Data("Authorization: Bearer \(secret)".utf8), false),
        ] {
            let body = #"{"data":[{"b64_json":"\#(bytes.base64EncodedString())"}]}"#
            #expect((try? read(body).get().bytes) == (isTaken ? bytes : nil))
        }
        #expect(!(try unread(Data(#"{"data":[{"b64_json":"!!!!"}]}"#.utf8))).failure.message.contains("!!!!"))
    }

    @Test("a slice of data is read like data of its own")
    func slice() throws {
        let body = Data("xx{\"data\":[{\"b64_json\":\"\(small.base64EncodedString())\"}]}".utf8).dropFirst(2)
        #expect(try read(body).get().bytes == small)
    }

    // MARK: Beside it

    @Test("keeps neither key nor payload with the revised prompt and what was counted")
    func secrets() throws {
        let text = small.prefix(100).base64EncodedString()
        let members = #""revised_prompt":"A poster\n\#(secret) \#(text)"}],"usage":{"a":"\#(secret)","b":"\#(text)"}"#
        let response = try read(#"{"data":[{"b64_json":"@",\#(members)}"#).get()
        #expect(response.revisedPrompt == "A poster\n[key] […]")
        #expect(response.usage == #"{"a":"[key]","b":"[…]"}"#)
    }

    @Test("keeps the revised prompt, what was counted and the server's request id")
    func more() throws {
        let long = String(repeating: "long „prompt“ \\\" ", count: 1_900)
        let members = #""revised_prompt":"\#(long)"}],"usage":{"total_tokens":7,"a":{"b":"/"}}}"#
        let body = Data(#"{"data":[{"b64_json":"\#(small.base64EncodedString())",\#(members)"#.utf8)
        let response = try read(body, headers: ["X-Request-Id": "req_1"]).get()
        #expect(response.revisedPrompt == long.replacingOccurrences(of: "\\\"", with: "\""))
        #expect(response.usage == #"{"a":{"b":"/"},"total_tokens":7}"#)
        #expect(response.serverRequestID == "req_1")
        let prompt = String(repeating: "ab ", count: 100_000)
        let longer = try read(#"{"data":[{"b64_json":"@","revised_prompt":"\#(prompt)"}]}"#).get()
        #expect(longer.revisedPrompt == String(prompt.prefix(32_000)))
        // One character, by its marks longer than any prompt.
        let marks = "e" + String(repeating: "\u{301}", count: 100_000)
        let one = #"{"data":[{"b64_json":"@","revised_prompt":"\#(marks)"}]}"#
        #expect(try read(one).get().revisedPrompt?.unicodeScalars.count == 32_000)
        let two = #"{"data":[{"revised_prompt":"a"},{"b64_json":"@","revised_prompt":"b"}]}"#
        #expect(try read(two).get().revisedPrompt == "b")
    }
}
