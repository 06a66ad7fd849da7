import Foundation
import Testing

@Suite("--version") struct VersionTests {
    @Test("tells the version, and which formats are built in")
    func formats() async throws {
        var formats = ["PNG"]
        #if JPEG
            formats.append("JPEG")
        #endif
        #if WebP
            formats.append("WebP")
        #endif
        let ended = try await Tool(arguments: ["--version"], in: NSTemporaryDirectory()).wait()
        #expect(ended.status == 0)
        #expect(ended.output == "0.1.0 (\(formats.joined(separator: ", ")))\n")
    }
}
