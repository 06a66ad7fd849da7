import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@Suite("What is said of a failure")
struct FailureTests {
    private func answer(_ said: String, id: String? = nil, _ remarks: ImageFailure.Remark...) -> ImageFailure {
        var complaint = Complaint(.status("500 Internal Server Error"))
        complaint.said = .text(said)
        complaint.hint = .keySource("A_KEY")
        return ImageFailure(.server, status: 500, .answer(complaint), remarks: remarks, serverRequestID: id)
    }

    @Test("a server is quoted with 300 characters at most, and what helps and what it costs is never cut off")
    func length() {
        let long = answer(String(repeating: "long ", count: 1_000), id: "req_123", .mayBeCharged).message
        #expect(long.count == 300)
        #expect(long.hasSuffix("…; the key was read from A_KEY; it may have been charged (request id req_123)"))
        let kept = answer(String(repeating: "long ", count: 1_000), .kept(digest("a"))).message
        #expect(kept.count > 300 && kept.hasSuffix(", so no further request is sent without --regenerate, which pays"))
    }

    @Test("remarks on an attempt stand before the request id, where the image is and what asked for it behind")
    func order() throws {
        let place = try ImageFailure.Remark.line(PackagePath("images.json"), SourceLocation(line: 2, column: 3))
        #expect(
            answer("oops.", id: "r", place, .secondToEndSo(after: 9), .mayBeCharged).message
                == "HTTP 500 Internal Server Error: oops; the key was read from A_KEY, after 9 s; the second to end "
                + "like this before any image came; it may have been charged (request id r) (images.json:2:3)")
    }

    @Test("what we say ourselves of a request is made of what it was about")
    func ours() throws {
        let path = try PackagePath("Art/a.png")
        let cases: [(FailureCause, String)] = [
            (.otherReference(path, .known(.jpeg), insteadOf: .png), "the reference Art/a.png is a JPEG, not a PNG"),
            (.otherReference(path, .empty, insteadOf: .webp), "the reference Art/a.png is empty, not a WebP"),
            (.unsendable(address: "x:"), "the request cannot be made: x: is not a URL"),
            (.timedOut(seconds: 9, isConnected: true), "no complete answer within 9 s (--request-timeout)"),
            (.timedOut(seconds: 9, isConnected: false), "no connection within 9 s (--request-timeout)"),
            (.timedOut(seconds: 9, isConnected: true, isByOption: false), "no complete answer: none within 9 s"),
            (.timedOut(seconds: 9, isConnected: false, isByOption: false), "no connection: none within 9 s"),
        ]
        for (cause, sentence) in cases { #expect(cause.sentence == sentence) }
    }

    @Test("bytes behind the end of a PNG are counted, of an image with its name")
    func trailingBytes() throws {
        let name = try ImageName("fox")
        let commands = CommandForm()
        #expect(
            Note.trailingBytes(1).sentence(commands)
                == "1 byte follows the end of the PNG; decoders pass over it")
        #expect(
            Note.trailingBytes(1_024, of: name).sentence(commands)
                == "fox: 1,024 bytes follow the end of the PNG; decoders pass over them")
    }

    @Test("an image that could not be kept is told with where it was saved, or that it is lost")
    func unkept() throws {
        let (name, output) = (try ImageName("a"), try PackagePath("Images/a.png"))
        for (refuge, what) in [
            ("/tmp/x.png", "is in /tmp/x.png: copy it to Images/a.png and run `accept a`"),
            (nil, "could not be saved anywhere else"),
        ] {
            let image = UnkeptImage(name: name, output: output, refuge: refuge)
            let failure = ImageFailure.expectation(
                [.isBlank, .minWidth(1, wanted: 2)], .unkept(image, error: "the disk is full"))
            #expect(
                failure.message == "the image is blank, and `expect` does not say `\"blank\": true`; "
                    + "it is 1 pixels wide, expected at least 2; the disk is full; the image that arrived \(what). "
                    + "Change `expect` to use it, or pay for another with --regenerate")
        }
    }
}
