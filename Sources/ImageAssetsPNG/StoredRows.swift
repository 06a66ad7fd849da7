import CImageAssetsPNG
import ImageAssetsSystem

/// A row of pixels as it is stored: three or four samples of 8 bits each. It is valid only during the call that hands
/// it over.
package struct StoredRow {
    /// Of the picture.
    package let width: Int
    package let height: Int
    /// 3: red, green, blue; 4: with alpha.
    package let channels: Int
    package let samples: UnsafePointer<UInt8>
}

extension PNGInfo {
    /// Decodes a whole file as `init(decoding:limits:)` does, and hands over its rows from the top on the way: one
    /// decoding instead of two.
    ///
    /// Only of pictures whose rows are stored as they are wanted: 8 bits, RGB or RGBA, no transparent colour, not
    /// interlaced. Nearly all are; of others no row comes, and `PNGPixels` decodes them. What was handed over is
    /// nothing when this throws.
    package init(
        decoding bytes: Data, limits: PNGLimits, taking take: (StoredRow) -> Void
    ) throws(PNGError) {
        var facts = cpng_facts()
        var error = cpng_error()
        var bounds = limits.bounds
        let holds = withoutActuallyEscaping(take) { take in
            var taker = Taker(take: take)
            return withUnsafeMutablePointer(to: &taker) { taker in
                bytes.withUnsafeBytes { buffer in
                    withUnsafeBase(of: buffer) {
                        cpng_verify_taking($0, buffer.count, &bounds, Taker.takeRow, taker, &facts, &error)
                    }
                }
            }
        }
        guard holds else { throw PNGError(error, in: bytes) }
        self.init(facts, of: bytes)
    }

    /// What C hands back to the callback.
    private struct Taker {
        let take: (StoredRow) -> Void

        static let takeRow: cpng_take_stored = { context, facts, row in
            guard let taker = context?.assumingMemoryBound(to: Taker.self), let facts = facts?.pointee, let row else {
                return
            }
            taker.pointee.take(
                StoredRow(
                    width: Int(facts.width), height: Int(facts.height), channels: facts.color_type == 6 ? 4 : 3,
                    samples: row))
        }
    }
}
