import CImageAssetsPixels
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// How two pictures of the same sides differ, as the eye sees them.
package struct PictureDifference: Sendable {
    /// Pixels that differ noticeably, without those that an edge explains which moved by a part of a pixel.
    let differing: Int
    private let width: Int
    private let height: Int
    private let map: Data

    /// Why two pictures are not compared.
    package enum Fault: Error, Sendable, Hashable {
        case sides
        /// The same samples are other colours in them.
        case colors
        case failure(RenditionFailure)
    }

    /// Whoever keeps maps makes them anew when this is another number.
    package static let version = 1

    package init(from before: ShownPicture, to after: ShownPicture) throws(Fault) {
        (width, height) = (after.canvas.width, after.canvas.height)
        guard (before.canvas.width, before.canvas.height) == (width, height) else { throw .sides }
        guard before.colorSpace == after.colorSpace else { throw .colors }
        guard let memory = calloc(width, height) else { throw .failure(RenditionFailure(.noMemory)) }
        var map = Data(bytesNoCopy: memory, count: width * height, deallocator: .free)
        var result = pixels_comparison()
        let end = map.withUnsafeMutableBytes { map in
            before.canvas.read { before in
                after.canvas.read { after in
                    pixels_compare(&before, &after, map.bindMemory(to: UInt8.self).baseAddress, &result)
                }
            }
        }
        guard end == .done else { throw .failure(RenditionFailure(.noMemory)) }
        self.map = map
        differing = Int(result.differing)
    }

    /// Of all pixels, 0 to 1.
    package var share: Double { Double(differing) / (Double(width) * Double(height)) }

    /// A picture of the same sides to lay over one of them: transparent where nothing differs, faint where an edge
    /// moved, the stronger the more it differs.
    package func file() throws(Fault) -> Data {
        do throws(PNGError) {
            return try PNGWriter.encode(
                width: width, height: height, colorType: .palette, palette: Self.palette, compressionLevel: 1
            ) { y, row in
                map.withUnsafeBytes { map in
                    row.copyMemory(from: UnsafeRawBufferPointer(rebasing: map[(y * width)..<((y + 1) * width)]))
                }
            }
        } catch {
            throw .failure(RenditionFailure(.unsound(.png, error.description)))
        }
    }

    /// Magenta, which hardly any picture has much of; what moved in yellow.
    private static let palette: [PNGWriter.Color] =
        [PNGWriter.Color(0, 0, 0, alpha: 0), PNGWriter.Color(255, 200, 0, alpha: 70)]
        + [120, 150, 180, 205, 230, 255].map { PNGWriter.Color(255, 0, 144, alpha: $0) }
}
