import Foundation
import ImageAssetsModel
import Testing

@testable import ImageAssetsStore

@Suite struct LFSPointerTests {
    private static let start = "version https://git-lfs.github.com/spec/v1\n"
    private static let oid = String(repeating: "0123456789abcdef", count: 4)

    @Test("a pointer names its object, also with keys of extensions between")
    func pointer() throws {
        let plain = try #require(LFSPointer(Data("\(Self.start)oid sha256:\(Self.oid)\nsize 12345\n".utf8)))
        #expect(plain.sha256.hex == Self.oid)
        #expect(plain.byteCount == 12_345)
        let extended = Data("\(Self.start)ext-0-foo sha256:\(Self.oid)\noid sha256:\(Self.oid)\nsize 1\n".utf8)
        #expect(LFSPointer(extended)?.byteCount == 1)
    }

    @Test(
        "git-lfs takes pointers whose line endings were converted, and the addresses of before its first release",
        arguments: [
            "https://git-lfs.github.com/spec/v1", "https://hawser.github.com/spec/v1", "http://git-media.io/v/2",
        ],
        ["\n", "\r\n"])
    func olderPointers(version: String, ending: String) throws {
        let text = ["version \(version)", "oid sha256:\(Self.oid)", "size 12345", ""].joined(separator: ending)
        let pointer = try #require(LFSPointer(Data(text.utf8)))
        #expect(pointer.sha256.hex == Self.oid)
        #expect(pointer.byteCount == 12_345)
    }

    @Test(
        "what only looks like a pointer is none",
        arguments: [
            "", start, "\(start)oid sha256:\(oid)\n", "\(start)size 1\n", "\(start)oid md5:\(oid)\nsize 1\n",
            "\(start)oid sha256:\(oid.uppercased())\nsize 1\n", "\(start)oid sha256:\(oid)\nsize -1\n",
            "\(start)oid sha256:\(oid)\nsize many\n", "version 2\noid sha256:\(oid)\nsize 1\n",
            "version https://hawser.github.com/spec/v2\noid sha256:\(oid)\nsize 1\n",
            "version https://git-lfs.github.com/spec/v1\roid sha256:\(oid)\rsize 1\r",
            " \(start)oid sha256:\(oid)\nsize 1\n",
            "\(start)oid sha256:\(oid)\nsize 1\n" + String(repeating: "x", count: 1024),
        ])
    func noPointer(text: String) {
        #expect(LFSPointer(Data(text.utf8)) == nil)
    }
}
