import Foundation
import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsStandInServer
import Testing

@testable import ImageAssetsAPI

@Suite("An answer that nobody waited for to the end")
struct GivenUpAnswerTests {
    @Test("is read as far as it came: the image may be whole")
    func cancelled() throws {
        let reader = AttemptReader(key: try APIKey(secret), now: { Date() })
        func ending(_ body: Data) -> AttemptReader.Ending? {
            reader.ending(HTTPResponse(status: 200, headers: [:], body: body, breach: .cancelled))
        }
        let picture = Shape.png(side: 8, byteCount: 200)
        let ended = ending(Data(#"{"data":[{"b64_json":"\#(picture.base64EncodedString())"}]}"#.utf8))
        guard case .answered(let image) = ended else { throw Unexpected() }
        #expect(image.bytes == picture)
        #expect(ending(Data("{".utf8)) == nil)
    }
}
