import ImageAssetsTestSupport
import Testing

/// Whoever reads a `throws` or a `Result` is to know from its name what kind of thing went wrong.
@Suite("The types of errors")
struct ErrorNamesTests {
    /// Errors, what was wrong with something given, and how an attempt ended.
    private static let endings = ["Error", "Fault", "Failure"]

    @Test("are named by one of three words, or are all that is wrong with a person's files")
    func names() throws {
        var names: Set<String> = []
        for (_, text) in try swiftSources("Sources", "Plugins") {
            names.formUnion(Self.names(in: text))
        }
        #expect(names.filter { name in !Self.endings.contains { name.hasSuffix($0) } } == ["Diagnostics"])
        #expect(names.isSuperset(of: ["Fault", "UsageError", "ImageFailure", "KeyFileFault", "PNGError"]))
    }

    @Test("are found however their conformance is written")
    func declarations() {
        let text = """
            struct First: Error {}
            package enum Second: Int,
                Sendable, LocalizedError {
            extension Outer.Third: @retroactive Error {
            func fourth(_ error: any Error) {}
            struct Fifth<Failure: Error> {}
            struct Sixth { let result: Result<Int, any Error> }
            private final class Seventh<Value>: Error where Value: Sendable {
            enum Eighth: SomewhereProtocol, Swift.Error {
            """
        #expect(Self.names(in: text) == ["First", "Second", "Third", "Seventh", "Eighth"])
    }

    /// The last name of each type that a declaration or an extension makes an error.
    private static func names(in text: String) -> Set<String> {
        let declaration =
            /\b(?:struct|enum|class|actor|extension)\s+(?:\w+\.)*(\w+)(?:<[^>{]*>)?\s*:\s*([^{]*)\{/
        return Set(
            text.matches(of: declaration).filter { found in
                found.output.2.split(separator: /\swhere\s/, maxSplits: 1)[0].split { ", \n@.".contains($0) }
                    .contains { ["Error", "LocalizedError", "CustomNSError"].contains($0) }
            }.map { String($0.output.1) })
    }
}
