import ImageAssetsModel

#if WebP
    import Foundation
    import ImageAssetsDecoders
    import ImageAssetsModel
    import ImageAssetsRenditions
    import Testing

    @Suite("WebP files")
    struct WebPTests {
        private func decoded(_ made: Rendered) throws -> Pixels {
            var samples = [UInt8](repeating: 0, count: made.facts.width * made.facts.height * 4)
            let isRead = made.bytes.withUnsafeBytes { bytes in
                decoders_read_webp(
                    bytes.baseAddress, bytes.count, UInt32(made.facts.width), UInt32(made.facts.height), &samples)
            }
            try #require(isRead)
            return Pixels(width: made.facts.width, height: made.facts.height, samples: samples)
        }

        @Test("a lossless one has the very pixels, transparent ones too", arguments: [false, true])
        func lossless(_ alpha: Bool) throws {
            let source = try photograph(101, 67, alpha: alpha)
            let made = try render(source, form(.webp) { $0.isLossless = true })
            #expect(try decoded(made).distance(to: Pixels(png: source)) == 0)
            #expect(made.facts.colorType == (alpha ? .rgba : .rgb))
            #expect(made.bytes.dropFirst(12).starts(with: Data("VP8L".utf8)))
        }

        @Test("a lossy one has nearly the pixels, and the very alpha")
        func lossy() throws {
            let source = try draw(96, 64) { x, y in [UInt8(x * 2), UInt8(y * 3), 90, UInt8(x * 5 % 256)] }
            let made = try render(source, form(.webp) { $0.quality = 95 })
            let (found, wanted) = (try decoded(made), try Pixels(png: source))
            for index in stride(from: 3, to: wanted.samples.count, by: 4) {
                #expect(found.samples[index] == wanted.samples[index])
            }
            let opaque = try photograph(96, 64)
            let photo = try render(opaque, form(.webp) { $0.quality = 95 })
            #expect(try decoded(photo).distance(to: Pixels(png: opaque)) <= 24)
            #expect(photo.facts.colorType == .rgb)
            #expect((photo.facts.width, photo.facts.height) == (96, 64))
        }

        @Test("edges between saturated colours keep their brightness")
        func sharp() throws {
            let source = try draw(64, 64) { x, _ in x % 32 < 17 ? [255, 0, 0, 255] : [0, 0, 255, 255] }
            let made = try decoded(render(source, form(.webp) { $0.quality = 95 }))
            let wanted = try Pixels(png: source)
            let sum = (0..<64).reduce(0) { sum, x in
                sum + (0..<3).reduce(0) { $0 + abs(Int(made[x, 30][$1]) - Int(wanted[x, 30][$1])) }
            }
            // 1,163 by libwebp 1.2.4; where colour is halved without a look at brightness, 1,418.
            #expect(sum < 1300)
        }

        @Test("a lower quality is a smaller file, and equal recipes are equal bytes")
        func quality() throws {
            let source = try photograph(120, 80)
            func bytes(_ quality: Int) throws -> Data { try render(source, form(.webp) { $0.quality = quality }).bytes }
            #expect(try bytes(40).count < bytes(85).count)
            #expect(try bytes(85) == bytes(85))
        }

        @Test("nothing on it is told, as is one colour all over")
        func blank() throws {
            #expect(try render(flat(16, 16, [0, 0, 0, 0]), form(.webp)).facts.isBlank)
            #expect(try render(flat(16, 16), form(.webp)).facts.isBlank)
            #expect(try render(flat(16, 16), form(.webp) { $0.isLossless = true }).facts.isBlank)
        }
    }
#endif
