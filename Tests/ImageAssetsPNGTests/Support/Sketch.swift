import Foundation

/// A PNG put together chunk by chunk, right or wrong.
struct Sketch {
    struct Chunk {
        var name: [UInt8]
        var data: [UInt8]
        /// In place of the true ones.
        var length: UInt32?
        var crc: UInt32?

        init(_ name: String, _ data: [UInt8] = [], length: UInt32? = nil, crc: UInt32? = nil) {
            self.name = Array(name.utf8)
            self.data = data
            self.length = length
            self.crc = crc
        }

        var bytes: [UInt8] {
            bigEndian(length ?? UInt32(data.count)) + name + data + bigEndian(crc ?? crc32(name + data))
        }
    }

    static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    var chunks: [Chunk]
    var tail: [UInt8] = []

    init(_ chunks: [Chunk], tail: [UInt8] = []) {
        self.chunks = chunks
        self.tail = tail
    }

    var bytes: Data { Data(Self.signature + chunks.flatMap(\.bytes) + tail) }

    static func header(
        _ width: UInt32, _ height: UInt32, depth: UInt8 = 8, color: UInt8 = 0, compression: UInt8 = 0,
        filter: UInt8 = 0, interlace: UInt8 = 0
    ) -> Chunk {
        Chunk("IHDR", bigEndian(width) + bigEndian(height) + [depth, color, compression, filter, interlace])
    }

    /// Image data that hold these bytes of rows, each row with its filter byte.
    static func data(_ rows: [UInt8]) -> Chunk { Chunk("IDAT", stored(rows)) }

    static let end = Chunk("IEND")
}
