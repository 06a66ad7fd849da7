import CImageAssetsPNG
import ImageAssetsSystem

/// An ancillary chunk by its four letters, with its data as they are in the file.
package struct PNGChunk: Sendable, Hashable {
    package let name: Name
    package let data: Data

    package init(_ name: Name, _ data: Data) {
        self.name = name
        self.data = data
    }

    /// Those that we write or look for.
    package enum Name: String, Sendable, Hashable {
        case colorProfile = "iCCP"
        case exif = "eXIf"
        case internationalText = "iTXt"
        case sRGB
        case text = "tEXt"
    }

    /// The first of this name in a file that was verified.
    package static func first(_ name: Name, of verified: Data) -> PNGChunk? {
        verified.withUnsafeBytes { buffer in
            withUnsafeBase(of: buffer) { base in
                var offset = 0
                var chunk = cpng_chunk()
                while cpng_next_metadata(base, buffer.count, &offset, &chunk) {
                    guard PNGError.Place.name(of: chunk.name) == name.rawValue else { continue }
                    return PNGChunk(name, chunk.data.map { Data(bytes: $0, count: Int(chunk.length)) } ?? Data())
                }
                return nil
            }
        }
    }

    /// The profile in a chunk iCCP, unpacked, at most 4 MiB of it; nil where the chunk is damaged.
    package var unpackedProfile: Data? {
        var profile = cpng_bytes()
        let unpacked = data.withUnsafeBytes { buffer in
            withUnsafeBase(of: buffer) { cpng_unpack_profile($0, buffer.count, &profile) }
        }
        guard unpacked, let bytes = profile.bytes else { return nil }
        return Data(bytesNoCopy: bytes, count: profile.count, deallocator: .free)
    }

    /// A text of UTF-8, in no language.
    package static func internationalText(_ keyword: String, _ text: Data) -> PNGChunk {
        // Not compressed, by no method, in no language, with no keyword in that.
        PNGChunk(.internationalText, Data("\(keyword)\0\0\0\0\0".utf8) + text)
    }

    static func withExtras<Result>(_ chunks: [PNGChunk], _ body: (UnsafeBufferPointer<cpng_extra>) -> Result) -> Result
    {
        // One block holds all data, so that the pointers stay valid for as long as it does.
        let data = chunks.reduce(into: Data()) { $0 += $1.data }
        return data.withUnsafeBytes { buffer in
            var extras: [cpng_extra] = []
            var next = buffer.bindMemory(to: UInt8.self).baseAddress
            for chunk in chunks {
                let name = Array(chunk.name.rawValue.utf8)
                extras.append(
                    cpng_extra(name: (name[0], name[1], name[2], name[3]), data: next, count: chunk.data.count))
                next = next?.advanced(by: chunk.data.count)
            }
            return extras.withUnsafeBufferPointer(body)
        }
    }
}
