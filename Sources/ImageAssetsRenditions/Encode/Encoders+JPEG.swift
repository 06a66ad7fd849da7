import ImageAssetsModel

#if JPEG
    import CImageAssetsJPEG
    import ImageAssetsModel
    import ImageAssetsSystem

    extension Encoders {
        /// From this quality on colour has the full resolution: below it nobody sees the difference.
        private static let fullColorQuality = 90

        /// - Parameter canvas: opaque.
        static func jpeg(
            _ canvas: Canvas, _ form: RenditionForm, _ color: AssetColor, _ labelling: Labelling
        ) throws(RenditionFailure) -> Encoded {
            var result = cjpeg_result()
            let isEncoded = canvas.read { pixels in
                var picture = cjpeg_picture(
                    pixels: pixels.samples.assumingMemoryBound(to: UInt8.self), width: pixels.width,
                    height: pixels.height, row_bytes: pixels.row_bytes, quality: Int32(clamping: form.quality),
                    halves_color: form.quality < fullColorQuality)
                return cjpeg_encode(&picture, &result)
            }
            guard isEncoded, let start = result.bytes else {
                let words = withUnsafeBytes(of: result.words) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
                throw RenditionFailure(.encoder(.jpeg, words))
            }
            let bytes = Data(bytes: start, count: result.count)
            cjpeg_free(start)
            guard (Int(result.width), Int(result.height)) == (canvas.width, canvas.height) else {
                throw RenditionFailure(.unsound(.jpeg, "it reads as \(result.width)x\(result.height)"))
            }
            guard let labelled = labelling.inserted(into: bytes, icc: color.profile) else {
                throw RenditionFailure(.encoder(.jpeg, "its label or its colour profile is too large for it"))
            }
            return Encoded(bytes: labelled, facts: try facts(of: canvas, hasAlpha: false))
        }
    }
#endif
