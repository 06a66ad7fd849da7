import Foundation
import Testing

@Suite("What the executable is linked with") struct LinkedLibrariesTests {
    #if os(Linux)
        @Test(
            "is no more of Foundation than its half without ICU, which would be a third of each start",
            .enabled(if: Tool.bundle == nil, "a bundle's executable holds it"),
            arguments: ["libFoundation.so", "libFoundationInternationalization.so", "lib_FoundationICU.so"])
        func foundation(library: String) throws {
            let executable = try Data(contentsOf: Tool.executable, options: .alwaysMapped)
            #expect(executable.range(of: Data("\0libFoundationEssentials.so\0".utf8)) != nil)
            #expect(executable.range(of: Data("\0\(library)\0".utf8)) == nil)
        }
    #endif
}
