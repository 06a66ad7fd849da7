import Foundation
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsStore

@Suite("Directory")
struct DirectoryTests {
    /// More than the system tells of at a time, in names of all lengths. What reads on behind the last of them is found
    /// by the address sanitizer.
    @Test("all names of a large folder are listed, and nothing else")
    func names() throws {
        let package = try TemporaryPackage()
        let names = (1...1000).map { String(repeating: "n", count: $0 % 200) + String($0) }
        for name in names { try package.write("", to: name) }
        #expect(try Set(Directory(trusting: package.path, shownAs: "").names()) == Set(names))
    }
}
