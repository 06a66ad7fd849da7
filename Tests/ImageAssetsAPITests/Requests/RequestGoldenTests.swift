import Foundation
import ImageAssetsModel
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

@Suite("Requests on the wire")
struct RequestGoldenTests {
    private func build(_ request: ServiceRequest, rules: ServiceRules = .bettertoken) throws -> HTTPRequest {
        try RequestBuilder(rules: rules, baseURL: BaseURL("https://example.com/v1"), key: APIKey(secret)).build(request)
    }

    @Test("generations: the body, byte for byte")
    func generations() throws {
        let request = try build(imageRequest(prompt: "Ein „Leuchtturm“\n\"/\\\u{1F5FC}", size: "auto"))
        #expect(request.url.absoluteString == "https://example.com/v1/images/generations")
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == #"{"model":"gpt-image-2","n":1,"output_format":"png","#
                + #""prompt":"Ein „Leuchtturm“\n\"/\\🗼","response_format":"b64_json","size":"auto"}"#)
        #expect(
            request.headers == [
                "Accept": "application/json", "Content-Type": "application/json",
                "Content-Length": String(request.body.count),
                "Idempotency-Key": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                "User-Agent": "image-assets/0.1.0", "X-Client-Request-Id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            ])
    }

    @Test("generations: what JSON has to escape is escaped as Foundation does it, and nothing else")
    func escapes() throws {
        let scalars = (UInt32(0)...0x2FF).compactMap(Unicode.Scalar.init) + ["\u{2028}", "\u{FEFF}", "\u{FFFD}"]
        let prompt = String(String.UnicodeScalarView(scalars))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let expected = try Data("\"prompt\":".utf8) + encoder.encode(prompt) + Data(",".utf8)
        #expect(try build(imageRequest(prompt: prompt)).body.range(of: expected) != nil)
    }

    @Test("edits with one reference: the body, byte for byte")
    func oneReference() throws {
        let request = try build(imageRequest(prompt: "参考\r\nb", references: [jpegReference]))
        #expect(request.url.absoluteString == "https://example.com/v1/images/edits")
        let boundary = "image-assets-3f2504e0-4f89-41d3-9a0c-0305e82c3301"
        #expect(request.headers["Content-Type"] == "multipart/form-data; boundary=" + boundary)
        #expect(request.headers["Content-Length"] == String(request.body.count))
        var golden = Data()
        for (name, value) in [
            ("model", "gpt-image-2"), ("prompt", "参考\r\nb"), ("n", "1"), ("size", "1024x1024"),
            ("output_format", "png"),
            ("response_format", "b64_json"),
        ] {
            golden += Data(
                "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        golden += Data(
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"image\"; filename=\"reference-1.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"
                .utf8)
        golden += jpegReference.bytes + Data("\r\n--\(boundary)--\r\n".utf8)
        #expect(request.body == golden)
    }

    @Test("edits with several references repeat image[], in order, with the types of their bytes")
    func severalReferences() throws {
        let request = try build(imageRequest(references: [webpReference, pngReference]))
        let text = String(decoding: request.body, as: UTF8.self)
        let heads = text.components(separatedBy: "\r\n").filter {
            $0.contains("filename") || $0.hasPrefix("Content-Type")
        }
        #expect(
            heads == [
                "Content-Disposition: form-data; name=\"image[]\"; filename=\"reference-1.webp\"",
                "Content-Type: image/webp",
                "Content-Disposition: form-data; name=\"image[]\"; filename=\"reference-2.png\"",
                "Content-Type: image/png",
            ])
    }

    @Test("a mask comes last, in a part of its own, and counts in what a request weighs")
    func mask() throws {
        let mask = ReferenceSource(bytes: pngReference.bytes + Data([1, 2, 3]), type: .png)
        let asked = try imageRequest(references: [jpegReference, webpReference], mask: mask)
        let text = try build(asked, rules: .openai).body
        let boundary = "image-assets-3f2504e0-4f89-41d3-9a0c-0305e82c3301"
        var golden = Data()
        for (field, name, picture) in [
            ("image[]", "reference-1.jpg", jpegReference), ("image[]", "reference-2.webp", webpReference),
            ("mask", "mask.png", mask),
        ] {
            golden += Data(
                ("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n"
                    + "Content-Type: \(picture.type.rawValue)\r\n\r\n").utf8)
            golden += picture.bytes + Data("\r\n".utf8)
        }
        golden += Data("--\(boundary)--\r\n".utf8)
        #expect(text.suffix(golden.count) == golden)
        #expect(RequestBuilder.weight(of: asked) == 5 + 12 + 11)
        let one = String(decoding: try build(imageRequest(references: [pngReference], mask: mask)).body, as: UTF8.self)
        #expect(one.contains("name=\"image\"; filename=\"reference-1.png\""))
        #expect(one.contains("name=\"mask\"; filename=\"mask.png\""))
    }

    @Test("the boundary occurs in no part, whatever the parts hold")
    func boundary() throws {
        let id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
        let own = "image-assets-" + id
        let reference = ReferenceSource(bytes: pngReference.bytes + Data("x\(own)-y".utf8), type: .png)
        let request = try imageRequest(prompt: "a \(own)\u{301} b", references: [reference], id: id)
        let form = try MultipartBody(request, request.recipe.fields(by: .bettertoken))
        #expect(form.boundary == own + "--")
        let end = Data("--\(form.boundary)--\r\n".utf8)
        #expect(form.bytes.suffix(end.count) == end)
    }

    @Test("another service's fields: no response_format for openai, and its parameters in both kinds of body")
    func openai() throws {
        let parameters: [String: ParameterValue] = ["quality": .string("high"), "moderation": .string("low")]
        let json = try build(imageRequest(parameters: parameters), rules: .openai)
        #expect(
            String(decoding: json.body, as: UTF8.self)
                == #"{"model":"gpt-image-2","moderation":"low","n":1,"output_format":"png","#
                + #""prompt":"A lighthouse at dusk","quality":"high","size":"1024x1024"}"#)
        let form = try build(imageRequest(parameters: parameters, references: [pngReference]), rules: .openai)
        let text = String(decoding: form.body, as: UTF8.self)
        #expect(text.contains("name=\"quality\"\r\n\r\nhigh\r\n"))
        #expect(!text.contains("response_format"))
    }

    @Test("parameters keep their types: numbers and booleans are JSON's own, and text in a form")
    func parameterTypes() throws {
        let parameters: [String: ParameterValue] = ["a": .integer(85), "b": .boolean(true), "c": .string("1")]
        let json = try build(imageRequest(parameters: parameters))
        #expect(String(decoding: json.body, as: UTF8.self).hasPrefix(#"{"a":85,"b":true,"c":"1","#))
        let form = try build(imageRequest(parameters: parameters, references: [pngReference]))
        let text = String(decoding: form.body, as: UTF8.self)
        #expect(text.contains("name=\"a\"\r\n\r\n85\r\n"))
        #expect(text.contains("name=\"b\"\r\n\r\ntrue\r\n"))
    }
}
