import ImageAssetsModel

#if JPEG
    import Foundation
    import ImageAssetsDecoders
    import ImageAssetsModel
    import ImageAssetsRenditions
    import ImageAssetsTestSupport
    import Testing

    @Suite("JPEG files")
    struct JPEGTests {
        private func decoded(_ made: Rendered) throws -> Pixels {
            var samples = [UInt8](repeating: 0, count: made.facts.width * made.facts.height * 4)
            let isRead = made.bytes.withUnsafeBytes { bytes in
                decoders_read_jpeg(
                    bytes.baseAddress, bytes.count, UInt32(made.facts.width), UInt32(made.facts.height), &samples)
            }
            try #require(isRead)
            return Pixels(width: made.facts.width, height: made.facts.height, samples: samples)
        }

        /// The frame's marker, and how often each component is sampled across and down.
        private func frame(_ bytes: Data) throws -> (marker: UInt8, sampling: [UInt8]) {
            var place = 2
            while place + 4 < bytes.count {
                let (marker, length) = (bytes[place + 1], Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]))
                if [0xc0, 0xc1, 0xc2, 0xc9, 0xca].contains(marker) {
                    return (marker, (0..<Int(bytes[place + 9])).map { bytes[place + 11 + 3 * $0] })
                }
                place += 2 + length
            }
            throw CocoaError(.fileReadCorruptFile)
        }

        @Test("it decodes to nearly the pixels, at its size, progressive", arguments: [(90, 12), (100, 6)])
        func pixels(_ quality: Int, _ most: Int) throws {
            let source = try photograph(101, 67)
            let made = try render(source, form(.jpeg) { $0.quality = quality })
            #expect(try decoded(made).distance(to: Pixels(png: source)) <= most)
            #expect(try frame(made.bytes).marker == 0xc2)
            #expect((made.facts.width, made.facts.height) == (101, 67))
            #expect(made.facts.colorType == .rgb)
            #expect(!made.facts.isBlank)
        }

        @Test("colour has the full resolution from quality 90 on, and half of it below")
        func subsampling() throws {
            let source = try photograph(64, 64)
            #expect(try frame(render(source, form(.jpeg) { $0.quality = 90 }).bytes).sampling == [0x11, 0x11, 0x11])
            #expect(try frame(render(source, form(.jpeg) { $0.quality = 89 }).bytes).sampling == [0x22, 0x11, 0x11])
        }

        @Test("what is transparent lies on the background")
        func background() throws {
            let source = try flat(32, 32, [0, 0, 0, 0])
            let made = try render(
                source,
                form(.jpeg) {
                    $0.background = RGBAColor(200, 100, 50)
                    $0.quality = 100
                })
            let pixel = try decoded(made)[5, 5]
            for (found, wanted) in zip(pixel, [200, 100, 50]) { #expect(abs(Int(found) - wanted) <= 2) }
            #expect(made.facts.isBlank)
        }

        @Test("a lower quality is a smaller file, and equal recipes are equal bytes")
        func quality() throws {
            let source = try photograph(120, 80)
            func bytes(_ quality: Int) throws -> Data { try render(source, form(.jpeg) { $0.quality = quality }).bytes }
            #expect(try bytes(40).count < bytes(85).count)
            #expect(try bytes(85) == bytes(85))
        }

        #if os(Linux)
            private static let variable = "IMAGE_ASSETS_TEST_JPEG"

            /// Runs in the process that the next test starts, and is nothing by itself.
            @Test("the bytes for the next test", .enabled(if: ProcessInfo.processInfo.environment[variable] != nil))
            func child() throws {
                let path = try #require(ProcessInfo.processInfo.environment[Self.variable])
                try render(photograph(120, 80), form(.jpeg)).bytes.write(to: URL(fileURLWithPath: path))
            }

            @Test(
                "variables for libjpeg-turbo have no effect",
                .enabled(if: ProcessInfo.processInfo.environment[variable] == nil),
                arguments: [
                    ["TJ_RESTART": "1"], ["TJ_ARITHMETIC": "1"], ["TJ_OPTIMIZE": "1", "TJ_PROGRESSIVE": "1"],
                    ["JSIMD_FORCENONE": "1", "JPEGMEM": "1"],
                ])
            func environment(_ variables: [String: String]) throws {
                let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
                defer { try? FileManager.default.removeItem(at: file) }
                let program = Program()
                program.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
                program.arguments = ["--testing-library", "swift-testing", "--filter", "JPEGTests/child"]
                program.environment = ProcessInfo.processInfo.environment
                    .merging(variables) { $1 }.merging([Self.variable: file.path]) { $1 }
                program.standardOutput = FileHandle.nullDevice
                program.standardError = FileHandle.nullDevice
                try program.run()
                program.waitUntilExit()
                #expect(program.terminationStatus == 0)
                #expect(try Data(contentsOf: file) == render(photograph(120, 80), form(.jpeg)).bytes)
            }
        #endif
    }
#endif
