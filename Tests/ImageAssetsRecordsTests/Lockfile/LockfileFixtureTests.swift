import Foundation
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

/// The lockfiles under Fixtures. `.ci/check-schemas` holds the JSON Schema to the same ones.
@Suite struct LockfileFixtureTests {
    private static let lockfiles = fixtures.appendingPathComponent("lockfile")
    static let invalid = folders("invalid")
    static let valid = folders("valid")

    private static func folders(_ kind: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: lockfiles.path + "/" + kind)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { kind + "/" + $0 }
    }

    private func parse(_ name: String) throws -> Lockfile {
        let bytes = try Data(contentsOf: Self.lockfiles.appendingPathComponent(name + "/images.lock.json"))
        return try Lockfile(parsing: SourceText(bytes), file: PackagePath("images.lock.json"))
    }

    @Test("the corpus is there")
    func corpus() {
        #expect(Self.invalid.count >= 30)
        #expect(Self.valid.count >= 4)
    }

    @Test("a right lockfile is read, in whatever order its members stand", arguments: valid)
    func acceptance(name: String) throws {
        _ = try parse(name)
    }

    @Test("a wrong lockfile is refused with its place and never taken for an empty one", arguments: invalid)
    func refusal(name: String) throws {
        let diagnostic = #expect(throws: LockfileError.self) { try parse(name) }?.diagnostic
        #expect(diagnostic?.location != nil)
        #expect(diagnostic?.hint?.isEmpty == false)
    }
}
