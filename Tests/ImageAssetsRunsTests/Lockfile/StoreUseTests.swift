import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsRuns
@testable import ImageAssetsStore

@Suite("What a package has use for in its store")
struct StoreUseTests {
    /// - Parameter age: when it came; the highest is the newest.
    private func result(
        _ age: Int, _ content: String, width: Int = 1024, fault: String? = nil, mark: CandidateMark? = nil
    ) -> StoredResult {
        let facts = AssetFacts(width: width, height: 1024, bitDepth: 8, colorType: .rgb)
        return StoredResult(
            digest(content), byteCount: 1, requestID: id(age), received: Date(timeIntervalSince1970: Double(age)),
            content: fault.map { .broken($0) } ?? .image(facts), mark: mark)
    }

    private func old(
        _ use: StoreUse, _ results: [StoredResult], of image: Product, damaged: Set<SHA256Digest> = []
    ) -> [Int] {
        let old = use.old(results, of: image.fingerprint ?? Fingerprint(.zero)) { result in
            guard !damaged.contains(result.digest), case .image(let facts) = result.content else { return nil }
            return facts
        }
        return old.map { Int($0.received.timeIntervalSince1970) }
    }

    @Test("while a manifest or a lockfile of the package cannot be read, nobody knows what may go, and each is named")
    func unreadable() async throws {
        let package = try TemporaryPackage()
        try package.write(#"{ "version": 1, "images": [{ "name": "a", "prompt": "A" }] }"#, to: "images.json")
        try package.write(#"{ "version": 1, "images": [{ "name": "b", "prompt": 3 }] }"#, to: "b.json")
        try package.write("{", to: "b.lock.json")
        let workspace = Workspace(folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        let error = await #expect(throws: StoreUseError.self) { _ = try await StoreUse(in: workspace) }
        #expect(error?.faults.map(\.file) == ["b.lock.json", "b.json"])
    }

    @Test("where one is published, the others go, but for what a lockfile, an output or a person names and evidence")
    func published() throws {
        let hero = try image()
        var use = StoreUse()
        use.add(hero, inPlace: digest("in place"))
        use.add(Lockfile(images: [hero.name: entry(for: hero, content: "locked")]))
        let results = [
            result(7, "newest"), result(6, "chosen", mark: .chosen(Date())), result(5, "old"),
            result(4, "rejected", mark: .rejected(Date(), note: nil)), result(3, "evidence", fault: "torn"),
            result(2, "locked"), result(1, "in place"),
        ]
        #expect(old(use, results, of: hero) == [7, 5])
        #expect(old(use, results, of: hero, damaged: [digest("newest")]) == [5])
        // Whatever is said of equal bytes is said of them.
        #expect(old(use, [result(8, "rejected")] + results, of: hero) == [7, 5])
    }

    @Test("where none is published that can be had and all images accept, every candidate stays")
    func unpublished() throws {
        let hero = try image()
        let results = [result(3, "c", width: 512), result(2, "b"), result(1, "a")]
        var use = StoreUse()
        use.add(hero, inPlace: nil)
        #expect(old(use, results, of: hero) == [])
        // A person's file is none of them, nor is what is nowhere to be had.
        var accepted = use
        accepted.add(Lockfile(images: [hero.name: entry(for: hero, content: "mine", kind: .accepted)]))
        #expect(old(accepted, results, of: hero) == [])
        var lost = use
        lost.add(Lockfile(images: [hero.name: entry(for: hero, content: "lost")]))
        #expect(old(lost, results, of: hero) == [])
        use.add(Lockfile(images: [hero.name: entry(for: hero, content: "a")]))
        #expect(old(use, results, of: hero) == [3, 2])
        use.add(try image("twin", expect: Expectation(minWidth: 2000)), inPlace: nil)
        #expect(old(use, results, of: hero) == [])
    }

    @Test("of a fingerprint that nothing names everything goes, broken answers too")
    func unnamed() throws {
        let hero = try image()
        #expect(old(StoreUse(), [result(2, "b", fault: "torn"), result(1, "a")], of: hero) == [2, 1])
        var use = StoreUse()
        use.add(Lockfile(images: [hero.name: entry(for: hero, content: "a")]))
        #expect(old(use, [result(2, "b"), result(1, "a")], of: try image("other", prompt: "p")) == [2])
    }
}
