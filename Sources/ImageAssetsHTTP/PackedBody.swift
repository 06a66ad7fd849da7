import CImageAssetsBytes
import ImageAssetsSystem

/// A body that is packed as its first bytes say, whatever its head says.
enum PackedBody {
    /// What is in it, as far as it can be unpacked, and whether that is more than the limit. A body that is not packed
    /// is returned as it is.
    static func unpacked(_ body: Data, limit: Int) -> (body: Data, isTooLarge: Bool) {
        var body = body
        // Some gateways pack what is packed already.
        for _ in 0..<3 where isPacked(body) {
            let (content, isTooLarge) = content(of: body, limit: limit)
            if content.isEmpty { break }
            body = content
            if isTooLarge { return (body, true) }
        }
        return (body, false)
    }

    /// gzip's mark, or a head of zlib that adds up.
    private static func isPacked(_ body: Data) -> Bool {
        let head = body.prefix(2).map(Int.init)
        guard head.count == 2 else { return false }
        return head == [0x1F, 0x8B] || head[0] == 0x78 && (head[0] << 8 | head[1]) % 31 == 0
    }

    private static let step = 1 << 20

    private static func content(of body: Data, limit: Int) -> (Data, isTooLarge: Bool) {
        body.withUnsafeBytes { packed in
            guard let unpacking = cbytes_unpack(packed.baseAddress, packed.count) else { return (Data(), false) }
            defer { cbytes_close(unpacking) }
            var content = Data()
            var block = Data(count: step)
            while true {
                let room = min(step, limit - content.count + 1)
                let taken = block.withUnsafeMutableBytes { cbytes_take(unpacking, $0.baseAddress, room) }
                if content.count + taken > limit { return (content + block.prefix(limit - content.count), true) }
                content.append(block.prefix(taken))
                if taken < room { return (content, false) }
            }
        }
    }
}
