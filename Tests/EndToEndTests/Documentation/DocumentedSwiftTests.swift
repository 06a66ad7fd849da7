import Foundation
import Testing

@Suite("Swift of the documentation")
struct DocumentedSwiftTests {
    @Test("every block of Swift can be parsed")
    func parses() async throws {
        let package = try TestPackage()
        var places: [String] = []
        for page in MarkdownPage.all {
            for block in page.blocks where block.language == "swift" {
                places.append("\(page.path):\(block.line)")
                // Arguments of a call by themselves.
                let isPart = block.text.contains(/^\s*\w+:\ /)
                try package.write(
                    isPart ? "_ = part(\n\(block.text))\n" : block.text, to: "\(places.count - 1).swift")
            }
        }
        #expect(!places.isEmpty)
        for (number, place) in places.enumerated() {
            // One by one: of several files only `main.swift` may hold statements.
            let ended = try await Tool(
                URL(fileURLWithPath: "/usr/bin/env"), arguments: ["swiftc", "-frontend", "-parse", "\(number).swift"],
                in: package.path
            ).wait()
            #expect(ended.status == 0, "\(place):\n\(ended.errors)")
        }
    }
}
