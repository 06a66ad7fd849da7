import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

let small = Shape.png(side: 64, byteCount: 3_000)

func read(
    _ body: Data, headers: [String: String] = [:], references: [ReferenceSource] = [], namesVersion: Bool = true
) throws -> ReadAnswer {
    let (unpacked, _) = PackedBody.unpacked(body, limit: 1 << 28)
    let reader = AnswerReader(
        failures: FailureReader(key: try APIKey(secret)),
        isReference: { bytes in references.contains { (try? $0.read()) == bytes } }, namesVersion: namesVersion)
    return reader.read(HTTPResponse(status: 200, headers: headers, body: unpacked))
}

/// `@` stands for the small picture.
func read(_ text: String, references: [ReferenceSource] = []) throws -> ReadAnswer {
    try read(Data(text.replacingOccurrences(of: "@", with: small.base64EncodedString()).utf8), references: references)
}

extension ReadAnswer {
    func get() throws -> ImageResponse {
        switch self {
        case .image(let image): return image
        case .unread(let answer): throw answer.failure
        }
    }
}

func unread(_ body: Data, namesVersion: Bool = true) throws -> UnreadAnswer {
    guard case .unread(let answer) = try read(body, namesVersion: namesVersion) else { throw Unexpected() }
    return answer
}
