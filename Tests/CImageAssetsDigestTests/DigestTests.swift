import CImageAssetsDigest
import Testing

@Suite("SHA-256")
struct DigestTests {
    /// Whose code computes a digest.
    enum Way: CaseIterable {
        case system
        case portable
        /// Piece by piece the one and the other: they share the state.
        case inTurns

        static var allCases: [Way] {
            #if canImport(Darwin)
                [.system, .portable]
            #else
                [.system, .portable, .inTurns]
            #endif
        }
    }

    private static func digest(
        _ pieces: [ArraySlice<UInt8>], _ way: Way, from start: cdigest_sha256? = nil
    ) -> [UInt8] {
        var hash = start ?? (way == .portable ? cdigest_portable_begin() : cdigest_begin())
        for (index, piece) in pieces.enumerated() {
            piece.withUnsafeBytes { bytes in
                if way == .portable || way == .inTurns && index.isMultiple(of: 2) {
                    cdigest_portable_update(&hash, bytes.baseAddress, bytes.count)
                } else {
                    cdigest_update(&hash, bytes.baseAddress, bytes.count)
                }
            }
        }
        var digest = [UInt8](repeating: 0, count: 32)
        if way == .portable {
            cdigest_portable_finish(&hash, &digest)
        } else {
            cdigest_finish(&hash, &digest)
        }
        return digest
    }

    private static func bytes(hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0..<$0 + 2]), radix: 16) }
    }

    private static func noise(_ count: Int) -> [UInt8] {
        var state: UInt64 = 0x9e37_79b9_7f4a_7c15
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 40)
        }
    }

    /// Pieces of these lengths, again and again.
    private static func cut(_ bytes: [UInt8], _ lengths: [Int]) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = lengths[pieces.count % lengths.count]
            pieces.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return pieces
    }

    /// Messages and digests of FIPS 180-4's examples and of NIST's SHA256ShortMsg, and those of `a` repeated around the
    /// borders of blocks as `sha256sum` has them.
    private static let vectors: [(message: [UInt8], digest: String)] =
        [
            ([], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (Array("abc".utf8), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                Array(
                    ("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu").utf8),
                "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
            ),
            (bytes(hex: "d3"), "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"),
            (bytes(hex: "11af"), "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"),
        ]
        + [
            (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
            (56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
            (57, "f13b2d724659eb3bf47f2dd6af1accc87b81f09f59f2b75e5c0bed6589dfe8c6"),
            (63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"),
            (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
            (65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"),
            (119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"),
            (120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"),
            (128, "6836cf13bac400e9105071cd6af47084dfacad4e5e302c94bfed24e013afb73e"),
            (1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
        ].map { (Array(repeating: UInt8(ascii: "a"), count: $0), $1) }

    @Test("the standard's messages have the standard's digests", arguments: Way.allCases)
    func vectors(_ way: Way) {
        for (message, digest) in Self.vectors {
            #expect(Self.digest([message[...]], way) == Self.bytes(hex: digest), "\(message.count) bytes")
        }
    }

    @Test("bytes that come in pieces have the digest of the whole, whoever takes which piece", arguments: Way.allCases)
    func pieces(_ way: Way) {
        let noise = Self.noise(20_000)
        for count in Array(0...260) + [1_000, 4_096, 20_000] {
            let message = Array(noise.prefix(count))
            let whole = Self.digest([message[...]], .system)
            for lengths in [[1], [63], [64], [65], [1, 64, 0, 129, 7], [55, 9, 128]] {
                #expect(Self.digest(Self.cut(message, lengths), way) == whole, "\(count) bytes, cut by \(lengths)")
            }
        }
    }

    @Test("a hash is a value: a copy goes on by itself")
    func copies() {
        let noise = Self.noise(300)
        var hash = cdigest_begin()
        cdigest_update(&hash, noise, 100)
        for end in [150, 300] {
            #expect(
                Self.digest([noise[100..<end]], .system, from: hash) == Self.digest([noise[..<end]], .portable))
        }
    }

    #if !canImport(Darwin)
        @Test("the count of bits goes past 32 bits")
        func longMessages() {
            var start = cdigest_begin()
            start.low_bit_count = 0xffff_fe00
            for high in [0, 7, UInt32.max] {
                start.high_bit_count = high
                let pieces = Self.cut(Self.noise(200), [100])
                let digests = Way.allCases.map { Self.digest(pieces, $0, from: start) }
                #expect(digests.allSatisfy { $0 == digests[0] })
                start.low_bit_count = 0
                #expect(Self.digest(pieces, .portable, from: start) != digests[0])
                start.low_bit_count = 0xffff_fe00
            }
        }
    #endif
}
