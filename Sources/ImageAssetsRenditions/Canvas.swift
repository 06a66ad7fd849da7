import CImageAssetsPixels
import ImageAssetsModel
import ImageAssetsSystem

/// Red, green, blue and alpha of each pixel of a picture, of 8 or 16 bits, in sRGB's curve, not multiplied.
///
/// A value: whoever changes one has one of his own, and those that nobody changes share their memory.
struct Canvas: Sendable {
    let width: Int
    let height: Int
    /// Bits per sample.
    let depth: Int
    private var samples: Data

    /// Nothing is on it: every pixel is fully transparent.
    init(width: Int, height: Int, depth: Int = 8) throws(RenditionFailure) {
        self.width = width
        self.height = height
        self.depth = depth
        // `Data` by itself would end the process where there is no memory.
        guard let memory = calloc(width * height, depth / 2) else { throw RenditionFailure(.noMemory) }
        samples = Data(bytesNoCopy: memory, count: width * height * depth / 2, deallocator: .free)
    }

    private init(copying other: Canvas) throws(RenditionFailure) {
        try self.init(width: other.width, height: other.height, depth: other.depth)
        samples.withUnsafeMutableBytes { into in other.samples.withUnsafeBytes { into.copyMemory(from: $0) } }
    }

    func copy() throws(RenditionFailure) -> Canvas { try Canvas(copying: self) }

    var whole: pixels_rect { pixels_rect(x: 0, y: 0, width: UInt32(width), height: UInt32(height)) }

    /// What `body` is given is there to be read.
    func read<Result>(_ body: (inout pixels_picture) -> Result) -> Result {
        samples.withUnsafeBytes { buffer in
            var picture = picture(in: UnsafeMutableRawPointer(mutating: buffer.baseAddress))
            return body(&picture)
        }
    }

    mutating func change<Result>(_ body: (inout pixels_picture) -> Result) -> Result {
        let empty = picture(in: nil)
        return samples.withUnsafeMutableBytes { buffer in
            var picture = empty
            picture.samples = buffer.baseAddress
            return body(&picture)
        }
    }

    private func picture(in memory: UnsafeMutableRawPointer?) -> pixels_picture {
        pixels_picture(
            samples: memory, width: UInt32(width), height: UInt32(height), row_bytes: width * depth / 2,
            depth: UInt32(depth))
    }

    /// The smallest part with all that is not fully transparent, and a margin; nil where there is nothing.
    func content(margin: Int) -> pixels_rect? {
        var content = pixels_rect()
        return read { pixels_find_content(&$0, UInt32(clamping: margin), &content) } ? content : nil
    }

    var isOpaque: Bool { read { pixels_opaque(&$0) } }

    func isOpaque(within part: pixels_rect) -> Bool {
        read { whole in
            var part = pixels_part(&whole, part)
            return pixels_opaque(&part)
        }
    }
}

extension RenditionFailure {
    /// Passes on what C says. A misuse is a fault of ours, which no other words would mend.
    static func check(_ result: pixels_result) throws(RenditionFailure) {
        guard result == .done else { throw RenditionFailure(.noMemory) }
    }
}
