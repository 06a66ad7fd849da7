import ImageAssetsRenditions
import Testing

struct EncodersTests {
    @Test func `PNG needs no trait`() {
        #expect(Encoders.formats.contains(.png))
    }
}
