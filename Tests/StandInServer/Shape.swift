import Foundation

/// A shape in which services and gateways answer with an image.
package struct Shape: Sendable, CustomStringConvertible {
    package let description: String
    package let type: String
    package let encoding: String?
    private let make: @Sendable (_ picture: Data) -> Data

    package func body(of picture: Data) -> Data { make(picture) }

    /// JSON or events: `@` stands for the picture in base64, `§` for that of another one, which is larger and not to be
    /// taken.
    init(_ name: String, _ template: String, type: String = "application/json") {
        self.init(name, type: type) { picture in
            Data(
                template.replacingOccurrences(of: "§", with: Self.sketch(of: picture).base64EncodedString())
                    .replacingOccurrences(of: "@", with: picture.base64EncodedString()).utf8)
        }
    }

    init(
        _ name: String, type: String = "application/json", encoding: String? = nil,
        make: @escaping @Sendable (Data) -> Data
    ) {
        description = name
        self.type = type
        self.encoding = encoding
        self.make = make
    }

    /// A PNG with more pixels and more bytes.
    static func sketch(of picture: Data) -> Data {
        var sketch = Self.png(side: 4_000, byteCount: picture.count + 5_000)
        sketch[40] ^= 1
        return sketch
    }

    /// Bytes that begin and end as a PNG does, and are random between: no reading of an answer decodes them.
    package static func png(side: UInt32, byteCount: Int) -> Data {
        var png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]) + Data("IHDR".utf8)
        for _ in 0..<2 { withUnsafeBytes(of: side.bigEndian) { png.append(contentsOf: $0) } }
        png += [8, 6, 0, 0, 0]
        var seed = UInt64(side) &+ UInt64(byteCount)
        var noise = [UInt64](repeating: 0, count: max(0, byteCount - png.count - 12) / 8)
        for index in noise.indices {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            noise[index] = seed ^ seed >> 29
        }
        noise.withUnsafeBytes { png.append(contentsOf: $0) }
        return png + [0, 0, 0, 0] + Data("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]
    }

    package static let all: [Shape] = json + flaws + events + interfaces + bytes

    private static let json: [Shape] = [
        Shape("as documented", #"{"created":1,"data":[{"b64_json":"@"}]}"#),
        Shape("a data URL", #"{"data":[{"b64_json":"data:image/png;base64,@"}]}"#),
        Shape("a data URL in capitals", #"{"data":[{"b64_json":"DATA:Image/PNG;Base64,@"}]}"#),
        Shape("a data URL with escapes", #"{"data":[{"b64_json":"\r\n\u0020d\u0061ta:image\/png;base64 ,@"}]}"#),
        Shape("nulls", #"{"error":null,"data":[{"url":null,"b64_json":"@","revised_prompt":null}],"usage":null}"#),
        Shape("one object for the list", #"{"data":{"b64_json":"@"}}"#),
        Shape("behind an empty element", #"{"data":[null,{"url":"x"},{"b64_json":"@"}]}"#),
        Shape("another member so called", #"{"b64_json":"§","data":[{"b64_json":"@"}]}"#),
        Shape("a data URL in url", #"{"data":[{"url":"data:image/png;base64,@"}]}"#),
        Shape("url beside an empty b64_json", #"{"data":[{"b64_json":"","url":"data:image/png;base64,@"}]}"#),
        Shape("url beside no b64_json", #"{"data":[{"url":"data:image/png;base64,@","b64_json":null}]}"#),
        Shape("an error beside it", #"{"error":{"code":"insufficient_quota"},"data":[{"b64_json":"@"}]}"#),
        Shape("the request repeated", #"{"request":{"image":["§"],"prompt":"x"},"data":[{"b64_json":"@"}]}"#),
        Shape("the request repeated first", #"{"input":{"image":"data:image/png;base64,§"},"output":["@"]}"#),
        Shape("a thumbnail first", #"{"data":[{"thumbnail":"§","image":"@"}]}"#),
        Shape("a preview beside it", #"{"image":"@","preview_image":"§"}"#),
        Shape("a byte order mark", "\u{FEFF}{\"data\":[{\"b64_json\":\"@\"}]}"),
        Shape("white space around", "\n \r\n  {\"data\":[{\"b64_json\":\" @\\n\"}]}\n"),
    ]

    private static let flaws: [Shape] = [
        Shape("half a surrogate pair", #"{"data":[{"revised_prompt":"\ud83d x","b64_json":"@"}]}"#),
        Shape("no number", #"{"created":NaN,"a":1e400,"b":-Infinity,"data":[{"b64_json":"@","x":NaN}]}"#),
        Shape("control characters", "{\"x\":\"a\tb\nc\u{1}\",\"data\":[{\"b64_json\":\"@\"}]}"),
        Shape("commas too many", #"{"x":[1,],"y":{"z":2,},"data":[{"b64_json":"@",},],}"#),
        Shape("members twice", #"{"data":[],"data":[{"b64_json":"","b64_json":"@"}],"data":null}"#),
        Shape("no end", #"{"data":[{"b64_json":"@""#),
        Shape("not even a quotation mark at the end", #"{"data":[{"b64_json":"@"#),
        Shape("an end inside of what follows", #"{"data":[{"b64_json":"@","revised_prompt":"a \"b"#),
        Shape("a mark of an end behind it", "{\"data\":[{\"b64_json\":\"@\"}]}\n\ndata: [DONE]\n\n"),
        Shape("data: before it", "data: {\"data\":[{\"b64_json\":\"@\"}]}"),
        Shape("comments before it", ": keepalive\n: it's \"still\" {here\n\n{\"data\":[{\"b64_json\":\"@\"}]}"),
        Shape("deep nesting", type: "application/json") { picture in
            let (open, close) = (String(repeating: "[", count: 5_000), String(repeating: "]", count: 5_000))
            return Data("{\"x\":\(open)\(close),\"data\":[{\"b64_json\":\"\(picture.base64EncodedString())\"}]}".utf8)
        },
        Shape("bytes of Latin-1", type: "application/json") { picture in
            Data("{\"x\":\"caf".utf8) + [0xE9, 0xFF, 0]
                + Data("\",\"data\":[{\"b64_json\":\"\(picture.base64EncodedString())\"}]}".utf8)
        },
        Shape("slashes escaped") { picture in
            let text = picture.base64EncodedString().replacingOccurrences(of: "/", with: "\\/")
            return Data("{\"data\":[{\"b64_json\":\"\(text)\"}]}".utf8)
        },
        Shape("in lines") { picture in
            let text = picture.base64EncodedString(options: .lineLength76Characters)
                .replacingOccurrences(of: "\r\n", with: "\\r\\n").replacingOccurrences(of: "+", with: "\\u002B")
            return Data("{\"data\":[{\"b64_json\":\"\(text)\"}]}".utf8)
        },
        Shape("in the alphabet for URLs, without padding") { picture in
            let text = picture.base64EncodedString().replacingOccurrences(of: "/", with: "_")
                .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "=", with: "")
            return Data("{\"data\":[{\"b64_json\":\"\(text)\"}]}".utf8)
        },
    ]

    private static let events: [Shape] = [
        Shape(
            "events of the images API",
            """
            event: image_generation.partial_image
            data: {"type":"image_generation.partial_image","partial_image_index":0,"b64_json":"§"}

            event: image_generation.completed
            data: {"type":"image_generation.completed","b64_json":"@","usage":{"total_tokens":7}}


            """, type: "text/event-stream"),
        Shape(
            "events told by their lines alone, ended by CRLF",
            "event: image_edit.completed\r\ndata: {\"b64_json\":\"@\"}\r\n\r\n"
                + "event: image_edit.partial_image\r\ndata: {\"b64_json\":\"§\"}\r\n\r\ndata: [DONE]\r\n\r\n",
            type: "text/event-stream"),
        Shape(
            "events told by a member alone",
            "data: {\"b64_json\":\"§\",\"partial_image_index\":0}\n\ndata: {\"b64_json\":\"@\"}\n\n",
            type: "text/event-stream"),
        Shape(
            "an event over several lines",
            ": ping\n\ndata: {\"b64_json\":\ndata: \"@\",\ndata: \"type\":\ndata: \"image_edit.completed\"}\n\n",
            type: "text/event-stream"),
        Shape(
            "events of the responses API",
            """
            event: response.image_generation_call.partial_image
            data: {"type":"response.image_generation_call.partial_image","partial_image_b64":"§"}

            event: response.output_item.done
            data: {"type":"response.output_item.done","item":{"type":"image_generation_call","result":"@"}}

            event: response.completed
            data: {"type":"response.completed","response":{"tools":[{"partial_images":1}],"output":[{"result":"@"}]}}


            """, type: "text/event-stream"),
        Shape(
            "events of chat completions",
            """
            data: {"choices":[{"delta":{"content":"Here it is"}}]}

            data: {"choices":[{"delta":{"images":[{"image_url":{"url":"data:image/png;base64,@"}}]}}]}

            data: [DONE]


            """, type: "text/event-stream"),
    ]

    /// Of other interfaces of the field.
    private static let interfaces: [Shape] = [
        Shape(
            "responses", #"{"output":[{"type":"image_generation_call","status":"completed","result":"@"}],"tools":[]}"#),
        Shape(
            "chat completions with images",
            #"{"choices":[{"message":{"content":"","images":[{"image_url":{"url":"data:image/png;base64,@"}}]}}]}"#),
        Shape(
            "chat completions with Markdown",
            #"{"choices":[{"message":{"role":"assistant","content":"Sure!\n\n![image](data:image/png;base64,@)\n"}}]}"#),
        Shape(
            "chat completions with what was asked",
            #"{"messages":[{"role":"user","content":[{"image_url":"§"}]}],"choices":[{"message":{"content":"@"}}]}"#),
        Shape(
            "JSON within a text", #"{"choices":[{"message":{"content":"{\"image\":\"data:image\\/png;base64,@\"}"}}]}"#),
        Shape(
            "Gemini",
            #"{"candidates":[{"content":{"parts":[{"text":"a"},{"inlineData":{"mimeType":"image/png","data":"@"}}]}}]}"#
        ),
        Shape("Gemini in snake case", #"{"candidates":[{"content":{"parts":[{"inline_data":{"data":"@"}}]}}]}"#),
        Shape("Imagen", #"{"predictions":[{"mimeType":"image/png","bytesBase64Encoded":"@"}]}"#),
        Shape("Stability", #"{"artifacts":[{"base64":"@","seed":1,"finishReason":"SUCCESS"}]}"#),
        Shape("Messages", #"{"role":"assistant","content":[{"type":"image","source":{"type":"base64","data":"@"}}]}"#),
        Shape("images", #"{"images":["@"],"parameters":{},"info":"{\"seed\": 1}"}"#),
        Shape("image", #"{"image":"@"}"#), Shape("result.image", #"{"result":{"image":"@"},"success":true}"#),
        Shape("output", #"{"status":"succeeded","output":["data:image/png;base64,@"]}"#),
        Shape("a name of its own", #"{"a":{"b":[{"zeichnung":"@"}]}}"#),
        Shape("a text and nothing else", "\"data:image/png;base64,@\""), Shape("base64 and nothing else", "@\n"),
    ]

    private static let bytes: [Shape] = [
        Shape("the PNG itself", type: "image/png") { $0 },
        Shape("the PNG itself, told as JSON, behind white space") { Data(" \n".utf8) + $0 },
        Shape("a part of a form", type: "multipart/mixed; boundary=x") {
            Data("--x\r\nContent-Type: image/png\r\n\r\n".utf8) + $0 + Data("\r\n--x--\r\n".utf8)
        },
        Shape("gzip told and not done", encoding: "gzip") { all[0].body(of: $0) },
        Shape("gzip told and done", encoding: "gzip") { Packing.gzip(all[0].body(of: $0)) },
        Shape("gzip done and not told") { Packing.gzip(all[0].body(of: $0)) },
        Shape("gzip done twice", encoding: "gzip") { Packing.gzip(Packing.gzip(all[0].body(of: $0))) },
        Shape("deflate told and not done", encoding: "deflate") { all[0].body(of: $0) },
    ]
}

/// gzip without compression.
package enum Packing {
    package static func gzip(_ bytes: Data) -> Data {
        var packed = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            packed.append(rest.isEmpty ? 1 : 0)
            append(UInt16(block.count), to: &packed)
            append(~UInt16(block.count), to: &packed)
            packed += block
        } while !rest.isEmpty
        append(checksum(bytes), to: &packed)
        append(UInt32(truncatingIfNeeded: bytes.count), to: &packed)
        return packed
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout Data) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    private static func checksum(_ bytes: Data) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            bytes.withUnsafeBytes { bytes in
                var value = UInt32.max
                for byte in bytes { value = value >> 8 ^ table[Int(UInt8(truncatingIfNeeded: value) ^ byte)] }
                return ~value
            }
        }
    }
}
