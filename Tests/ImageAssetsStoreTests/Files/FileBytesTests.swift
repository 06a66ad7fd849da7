import Foundation
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsModel
@testable import ImageAssetsStore

/// What a file system tells of a length costs whoever wrote the file nothing: a file with holes may have terabytes.
@Suite("Reading no more than a limit")
struct FileBytesTests {
    private let package: TemporaryPackage
    private let folder: PackageFolder

    init() throws {
        package = try TemporaryPackage()
        folder = try PackageFolder(package.path)
    }

    private func opened<Result>(_ path: String, _ body: (Int32) throws -> Result) throws -> Result {
        let descriptor = open(path, O_RDONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        return try body(descriptor)
    }

    @Test("as many bytes as the limit are read, and one more is refused, whatever length was told")
    func exact() throws {
        let bytes = Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0) })
        try package.write(bytes, to: "a")
        for told in [0, 1, 9_999, 10_000] {
            try opened(package.path + "/a") { #expect(FileBytes.read($0, byteCount: told, upTo: 10_000) == bytes) }
            try opened(package.path + "/a") {
                #expect(FileBytes.digest($0, byteCount: told, upTo: 10_000)?.digest == SHA256Digest(of: bytes))
            }
            try opened(package.path + "/a") {
                #expect(FileBytes.read($0, byteCount: told, upTo: 9_999) == nil)
                #expect(errno == EFBIG)
            }
            try opened(package.path + "/a") {
                #expect(FileBytes.digest($0, byteCount: told, upTo: 9_999) == nil)
                #expect(errno == EFBIG)
            }
        }
    }

    @Test("what never ends is read up to the limit")
    func endless() throws {
        try opened("/dev/zero") {
            #expect(FileBytes.read($0, byteCount: 0, upTo: 1 << 20) == nil)
            #expect(errno == EFBIG)
            #expect(FileBytes.digest($0, byteCount: 0, upTo: 1 << 20) == nil)
            #expect(errno == EFBIG)
        }
    }

    @Test("a file of terabytes is refused before anything is taken for it, and says how large it is")
    func holes() throws {
        try package.writeHoles(to: "a.json")
        let path = try PackagePath("a.json")
        let fault = FileSizeFault(5 << 40, over: 1 << 20)
        #expect(fault.predicate == "has 5497.6 GB, and at most 1.0 MB are read of such a file")
        #expect(throws: PackageFolderError(path, .tooLarge(fault))) { try folder.read(path, upTo: 1 << 20) }
        #expect(throws: PackageFolderError(path, .tooLarge(fault))) { try folder.digest(of: path, upTo: 1 << 20) }
        #expect(throws: FileError("a.json", fault)) { try folder.directory.read("a.json", upTo: 1 << 20) }
        #expect(throws: fault) { try folder.openFile(path).read(upTo: 1 << 20) }
        #expect(
            FileError("a.json", fault).description
                == "cannot read a.json: it has 5497.6 GB, and at most 1.0 MB are read of such a file; move it away, "
                + "if it is not yours")
        #expect(try folder.readStart(of: path, count: 4).start == Data(count: 4))
    }

    @Test("nobody hashes an asset that is larger than any picture: it is something in the way")
    func asset() throws {
        try package.writeHoles(to: "a.png")
        let file = try AssetFile(at: PackagePath("a.png"), in: folder)
        #expect(file == .obstacle(.tooLarge(FileSizeFault(5 << 40, over: 1 << 30))))
    }

    @Test("a store whose journal or record is of that size is said to be so, and nothing of it is taken for nothing")
    func store() throws {
        let store = AssetStore(package: folder)
        try store.prepare()
        try package.writeHoles(to: ".image-assets/attempts.jsonl")
        #expect(throws: FileError.self) { try store.verify() }
        let error = #expect(throws: FileError.self) { try store.prepare() }
        #expect(error?.description.contains(".image-assets/attempts.jsonl: it has 5497.6 GB") == true)
        #expect(Journal(in: store).isLong)
        #expect(throws: FileError.self) { try Journal(in: store).history() }
        let fingerprint = Fingerprint(digest("a"))
        let place = ([".image-assets"] + AssetStore.resultParts(fingerprint)).joined(separator: "/")
        try package.writeHoles(to: place + "/record.json")
        #expect(store.records(for: fingerprint).records.isEmpty)
        #expect(store.records(for: fingerprint).faults.map(\.code) == [EFBIG])
        let object = digest("object")
        let parts = [".image-assets"] + StoreFolder.parts(ofObject: object)
        try package.writeHoles(to: (parts + [object.hex]).joined(separator: "/"))
        #expect(store.object(object) == nil)
        #expect(throws: FileError.self) { try store.readObject(object) }
    }

    @Test("lengths that no number holds together are told as the largest one")
    func sums() {
        #expect(Int.max.clampedSum(1) == .max)
        #expect(1.clampedSum(2) == 3)
    }
}
