import ImageAssetsModel

#if WebP
    import CImageAssetsWebP
    import ImageAssetsModel
    import ImageAssetsSystem

    extension Encoders {
        static func webP(
            _ canvas: Canvas, _ form: RenditionForm, _ color: AssetColor, _ labelling: Labelling
        ) throws(RenditionFailure) -> Encoded {
            let isOpaque = canvas.isOpaque
            var result = cwebp_result()
            let isEncoded = canvas.read { pixels in
                var picture = cwebp_picture(
                    pixels: pixels.samples.assumingMemoryBound(to: UInt8.self), width: pixels.width,
                    height: pixels.height, row_bytes: pixels.row_bytes, opaque: isOpaque,
                    quality: Int32(clamping: form.quality), lossless: form.isLossless)
                return cwebp_encode(&picture, &result)
            }
            guard isEncoded, let start = result.bytes else {
                throw RenditionFailure(.encoder(.webp, result.words.map { String(cString: $0) } ?? ""))
            }
            let bytes = Data(bytes: start, count: result.count)
            cwebp_free(start)
            guard (Int(result.width), Int(result.height)) == (canvas.width, canvas.height) else {
                throw RenditionFailure(.unsound(.webp, "it reads as \(result.width)x\(result.height)"))
            }
            guard result.has_alpha == !isOpaque, result.matches || !form.isLossless else {
                throw RenditionFailure(.unsound(.webp, "it reads as other pixels"))
            }
            let labelled = labelling.inserted(
                into: bytes, icc: color.profile, width: canvas.width, height: canvas.height, hasAlpha: !isOpaque)
            guard let labelled else {
                throw RenditionFailure(.encoder(.webp, "its label or its colour profile is too large for it"))
            }
            return Encoded(bytes: labelled, facts: try facts(of: canvas, hasAlpha: !isOpaque))
        }
    }
#endif
