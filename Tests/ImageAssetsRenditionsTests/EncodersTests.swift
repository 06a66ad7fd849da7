import ImageAssetsModel
import ImageAssetsRenditions
import Testing

@Suite("What is built in")
struct EncodersTests {
    @Test("PNG needs no trait, and each other format has its own")
    func formats() {
        #expect(Encoders.formats.contains(.png))
        #if JPEG
            #expect(Encoders.formats.contains(.jpeg))
        #else
            #expect(!Encoders.formats.contains(.jpeg))
        #endif
        #if WebP
            #expect(Encoders.formats.contains(.webp))
        #else
            #expect(!Encoders.formats.contains(.webp))
        #endif
    }

    @Test("they are told in one order")
    func names() {
        #expect(Encoders.names.hasPrefix("PNG"))
        #expect(Encoders.names.split(separator: ", ").count == Encoders.formats.count)
    }
}
