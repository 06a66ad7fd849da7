import Foundation
import ImageAssetsRecords
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsStore

@Suite("How much the store holds")
struct StoreSizeTests {
    private func store(_ package: TemporaryPackage) throws -> AssetStore {
        AssetStore(package: try PackageFolder(package.path))
    }

    @Test("nothing is counted where there is none, and nothing is made")
    func absent() throws {
        let package = try TemporaryPackage()
        #expect(try store(package).size() == nil)
        #expect(try !store(package).verify())
        #expect(try FileManager.default.contentsOfDirectory(atPath: package.path).isEmpty)
    }

    @Test("files are counted, records and what there is to choose; links lead to nothing")
    func counted() throws {
        let package = try TemporaryPackage()
        for (folder, names) in [("aa/one", ["1.json"]), ("ab/two", ["1.json", "2.json", "3.json", "x.tmp"])] {
            for name in names { try package.write("12345", to: ".image-assets/results/\(folder)/\(name)") }
        }
        try package.write("1234567890", to: ".image-assets/objects/ab/abcd")
        try package.writeBeside(Data(count: 1_000), to: "outside/large")
        try package.link(".image-assets/cache/away", to: package.base + "/outside")
        try package.link(".image-assets/objects/ab/file", to: package.base + "/outside/large")
        let size = try #require(try store(package).size())
        let counts: [Int] = [size.bytes, size.files, size.results, size.candidates]
        #expect(counts == [35, 6, 4, 3])
        #expect(size.isWhole)
        #expect(try store(package).verify())
    }

    @Test("what would take too long is not counted on, and said to be so")
    func bounded() throws {
        let package = try TemporaryPackage()
        for number in 0..<20 { try package.write("1", to: ".image-assets/objects/ab/\(number)") }
        let size = try #require(try store(package).size(most: 10))
        #expect(!size.isWhole)
        #expect(size.files < 10)
    }

    @Test("a part that a run would refuse is refused without a trace", arguments: ["results", "journal.jsonl"])
    func refused(_ part: String) throws {
        let package = try TemporaryPackage()
        try package.link(".image-assets/\(part)", to: package.base)
        #expect(throws: FileError.self) { try store(package).verify() }
        try FileManager.default.removeItem(atPath: "\(package.path)/.image-assets/\(part)")
        try package.write("", to: "other")
        let place = "\(package.path)/.image-assets/journal.jsonl"
        try FileManager.default.linkItem(atPath: package.path + "/other", toPath: place)
        #expect(throws: FileError.self) { try store(package).verify() }
    }
}
