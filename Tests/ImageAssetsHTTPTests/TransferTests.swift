import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsHTTP

@Suite("An answer that is being put together")
struct TransferTests {
    /// An object that is closed is whole, and so is all that is no object.
    private static let objects = BodyReading.recognized { body in
        body.first != UInt8(ascii: "{") || body.last { $0 > 0x20 } == UInt8(ascii: "}")
    }

    /// `{"error":{"message":"packed"}}` in gzip.
    private static let packed = "H4sIAAAAAAACA6tWSi0qyi9SsqpWyk0tLk5MT1WyUipITM5OTVGqrQUAPs3ODB4AAAA="

    private func transfer(
        _ limits: HTTPLimits = HTTPLimits(total: 60, bodyBytes: 1 << 24), _ reading: BodyReading = objects,
        lines: String...
    ) -> Transfer {
        var transfer = Transfer(limits, reading)
        for line in lines { take(line + "\r\n", into: &transfer) }
        return transfer
    }

    private func take(_ line: String, into transfer: inout Transfer) {
        Data(line.utf8).withUnsafeBytes { transfer.take(headLine: $0) }
    }

    private func take(body: String, into transfer: inout Transfer) {
        Data(body.utf8).withUnsafeBytes { transfer.take(body: $0) }
    }

    @Test(
        "has the status that stands in its first line, and no other",
        arguments: [
            ("HTTP/1.1 200 OK", 200), ("HTTP/1.1 200OK", 200), ("HTTP/1.1 200\tOK", 200), ("HTTP/1.1 200", 200),
            ("HTTP/2 404 ", 404), ("http/1.1 503 x", 503),
        ])
    func status(line: String, status: Int) throws {
        var transfer = transfer(lines: line, "Retry-After: 500", "X: 401", "")
        transfer.end(nil)
        #expect(try transfer.outcome?.get().status == status)
    }

    @Test("is none without a first line")
    func noStatus() {
        var transfer = transfer(lines: "X: 401", "Retry-After: 500", "")
        transfer.end(nil)
        #expect(throws: TransportError.broken("the connection ended without an answer")) {
            try transfer.outcome?.get()
        }
    }

    @Test("has the first of several fields of a name that says something, and the last head")
    func fields() throws {
        var transfer = transfer(
            lines: "HTTP/1.1 103 Early Hints", "A: early", "", "HTTP/1.1 200 OK", "A:", "a: one", "A: two", "")
        take("A: trailer\r\n", into: &transfer)
        transfer.end(nil)
        #expect(try transfer.outcome?.get().header("A") == "one")
    }

    @Test("waits as long as it may in all, and for little longer only where its length is reached or nearly reached")
    func patience() {
        let limits = HTTPLimits(total: 600, settling: 2)
        for (length, body, waits) in [
            (nil, " \n ", true), (nil, #"{"a":1}"#, true), ("100", "{", true), ("100", #"{"a":1}"#, true),
            ("700", "{" + String(repeating: " ", count: 690) + "}", false),
            ("700", "{" + String(repeating: " ", count: 690), true),
            ("3", #"{"a":"#, false), ("3", "{\"a", false),
        ] {
            var transfer = transfer(
                limits, lines: "HTTP/1.1 200 OK", length.map { "Content-Length: \($0)" } ?? "A: b", "")
            take(body: body, into: &transfer)
            #expect(transfer.outcome == nil)
            #expect(waits ? (500...600).contains(transfer.patience) : transfer.patience <= 2, "\(body)")
        }
        #expect(Transfer(HTTPLimits(total: 0.5, settling: 2), Self.objects).patience <= 0.5)
    }

    @Test("is over when its length is reached and nothing is open, or when it says that it is a failure")
    func over() throws {
        for (status, length, body) in [
            (200, 7, #"{"a":1}"#), (200, 5, #"{"a":1}"#), (200, 7, "{\"a\":1}\n"), (200, 2, "hi"), (500, 3, #"{"a":1"#),
            (429, 0, ""),
        ] {
            var transfer = transfer(lines: "HTTP/1.1 \(status) X", "Content-Length: \(length)", "")
            if !body.isEmpty { take(body: body, into: &transfer) }
            #expect(try transfer.outcome?.get().body == Data(body.utf8))
            #expect(try transfer.outcome?.get().breach == nil)
        }
        var chunked = transfer(lines: "HTTP/1.1 200 OK", "Content-Length: 2", "Transfer-Encoding: chunked", "")
        take(body: #"{"a":1}"#, into: &chunked)
        #expect(chunked.outcome == nil)
    }

    @Test("that is declared is as long as its head says, and only its own bytes belong to it")
    func declared() throws {
        var whole = transfer(HTTPLimits(), .declared, lines: "HTTP/1.1 200 OK", "Content-Length: 5", "")
        take(body: "{\"a", into: &whole)
        #expect(whole.outcome == nil && whole.patience > 800)
        take(body: "\":1}", into: &whole)
        #expect(try whole.outcome?.get().body == Data("{\"a\":".utf8))
        #expect(try whole.outcome?.get().breach == nil)
        var cut = transfer(HTTPLimits(), .declared, lines: "HTTP/1.1 200 OK", "Content-Length: 5", "")
        take(body: "{\"a", into: &cut)
        cut.end(nil)
        #expect(try cut.outcome?.get().breach == .broken("the answer is cut short"))
    }

    @Test("that is declared is not unpacked, whatever it looks like")
    func packed() throws {
        let packed = try #require(Data(base64Encoded: Self.packed))
        for (reading, body) in [(.declared, packed), (Self.objects, Data(#"{"error":{"message":"packed"}}"#.utf8))] {
            var transfer = transfer(HTTPLimits(), reading, lines: "HTTP/1.1 200 OK", "Content-Encoding: gzip", "")
            packed.withUnsafeBytes { transfer.take(body: $0) }
            transfer.end(nil)
            #expect(try transfer.outcome?.get().body == body)
        }
    }

    @Test("without a body ends with its head, whatever length that tells", arguments: [204, 304])
    func noBody(status: Int) throws {
        for reading in [.declared, Self.objects] {
            let transfer = transfer(
                HTTPLimits(bodyBytes: 10), reading, lines: "HTTP/1.1 \(status) X", "Content-Length: 1000", "")
            #expect(try transfer.outcome?.get().status == status)
            #expect(try transfer.outcome?.get().breach == nil)
        }
    }

    @Test("that was kept is read as if it came now")
    func kept() throws {
        let head = Data("HTTP/1.1 201 Created\r\nX-A: b\r\nContent-Length: 99\r\n\r\n".utf8)
        let packed = try #require(Data(base64Encoded: Self.packed))
        let response = HTTPResponse(head: head, body: packed)
        #expect(response.status == 201 && response.header("x-a") == "b" && response.head == head)
        #expect(response.body == Data(#"{"error":{"message":"packed"}}"#.utf8))
        #expect(response.breach == nil)
        let bare = HTTPResponse(head: Data("nothing".utf8), body: Data("{}".utf8))
        #expect(bare.status == 200 && bare.body == Data("{}".utf8))
    }

    @Test("keeps the lines of its head as they came")
    func head() throws {
        var transfer = transfer(lines: "HTTP/1.1 100 Continue", "", "HTTP/1.1 200 OK", "X-a:  b", "")
        transfer.end(nil)
        #expect(try transfer.outcome?.get().head == Data("HTTP/1.1 200 OK\r\nX-a:  b\r\n\r\n".utf8))
    }

    @Test("that is past its time says whether anything was sent")
    func unsent() {
        for hasBegun in [false, true] {
            var transfer = Transfer(HTTPLimits(total: 0), Self.objects)
            transfer.hasBegun = hasBegun
            transfer.look()
            #expect(throws: TransportError.timedOut(seconds: 0, unsent: !hasBegun)) { try transfer.outcome?.get() }
        }
    }

    @Test("that nobody waits for any longer is kept as far as it came")
    func cancelled() throws {
        var transfer = transfer(lines: "HTTP/1.1 200 OK", "Content-Length: 1000", "")
        take(body: "{}", into: &transfer)
        transfer.end(.cancelled)
        let response = try #require(try transfer.outcome?.get())
        #expect(response.breach == .cancelled)
        #expect(response.body == Data("{}".utf8))
    }
}
