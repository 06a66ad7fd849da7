import Foundation
import ImageAssets
import Testing

@testable import ImagesAPI

@Suite("An answer that is being put together")
struct TransferTests {
    private func transfer(_ limits: HTTPLimits = .patient, lines: String...) -> Transfer {
        var transfer = Transfer(limits)
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

    @Test("waits as long as it may in all, also within the body: a server may think after its first bytes")
    func patience() {
        var transfer = transfer(HTTPLimits(total: 600), lines: "HTTP/1.1 200 OK", "")
        #expect((500...600).contains(transfer.patience))
        take(body: "\n{", into: &transfer)
        #expect((500...600).contains(transfer.patience))
        #expect(Transfer(HTTPLimits(total: 0.5)).patience <= 0.5)
    }

    @Test("that is past its time says whether anything was sent")
    func unsent() {
        for hasBegun in [false, true] {
            var transfer = Transfer(HTTPLimits(total: 0))
            transfer.hasBegun = hasBegun
            transfer.look()
            #expect(throws: TransportError.timedOut(seconds: 0, unsent: !hasBegun)) { try transfer.outcome?.get() }
        }
    }

    @Test("that nobody waits for any longer is kept as far as it came: the image may be whole")
    func cancelled() throws {
        var transfer = transfer(lines: "HTTP/1.1 200 OK", "Content-Length: 1000", "")
        take(body: #"{"data":[{"b64_json":"iVBORw0KGgo="}]}"#, into: &transfer)
        transfer.end(.cancelled)
        let response = try #require(try transfer.outcome?.get())
        #expect(response.breach == .cancelled)
        let reader = AttemptReader(key: try APIKey(secret), now: { Date() })
        guard case .answered(let image) = reader.ending(response) else { throw Unexpected() }
        #expect(image.bytes.count == 8)
        #expect(reader.ending(HTTPResponse(status: 200, headers: [:], body: Data("{".utf8), breach: .cancelled)) == nil)
    }
}
