import Foundation
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import Testing

/// Whatever is found in libcrypto's place, a digest is right: by a wrong one an image would be paid for again.
@Suite("a libcrypto that cannot be relied on", .enabled(if: isLinux, "it is loaded on Linux alone"))
struct LibcryptoTests {
    @Test(
        "digests stay right",
        arguments: ["LACKS_A_FUNCTION", "REFUSES", "LIES", "HAS_ANOTHER_STATE", "FAILS_LATER"])
    func faulty(_ fault: String) async throws {
        let package = try TestPackage()
        try await Self.build(fault, in: package)
        try await expectRightDigests(package)
        #expect(package.exists("loaded"), "the tool took another library")
    }

    @Test("so they do where it is no library at all")
    func noLibrary() async throws {
        let package = try TestPackage()
        for name in ["libcrypto.so.3", "libcrypto.so.4", "libcrypto.so.1.1", "libcrypto.so.10", "libcrypto.so"] {
            try package.write("no library", to: "libraries/" + name)
        }
        try await expectRightDigests(package)
    }

    /// What the tool writes and says with the package's own libraries is true.
    private func expectRightDigests(_ package: TestPackage) async throws {
        let environment = [
            "LD_LIBRARY_PATH": package.path + "/libraries", "LIBCRYPTO_LOADED": package.path + "/loaded",
        ]
        try package.writeManifest(["a", "b", "c"].map { #"{ "name": "\#($0)", "prompt": "\#($0)" }"# })
        let drawn = try await package.run("--placeholder", environment: environment)
        #expect(drawn.status == 0, "\(drawn.errors)")
        for name in ["a", "b", "c"] {
            let bytes = try package.read("Images/\(name).png")
            #expect(try package.entry(name)?.asset.sha256 == SHA256Digest(of: bytes))
            let inspected = try await package.run(
                "inspect", "--pixels", "Images/\(name).png", environment: environment)
            #expect(try inspected.output.contains(PNGPixels.digest(of: bytes)), "\(inspected.output)")
        }
        // With the system's library, which hashes all files again.
        try package.remove(".image-assets")
        let checked = try await package.run("check", "--allow-placeholders")
        #expect(checked.status == 0, "\(checked.errors)")
    }

    private static func build(_ fault: String, in package: TestPackage) async throws {
        let folder = package.path + "/libraries"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let source = Tool.repository.appendingPathComponent("Fixtures/Libcrypto/libcrypto.c").path
        let include = Tool.repository.appendingPathComponent("Sources/CImageAssetsDigest/include").path
        let compiled = try await Tool(
            URL(fileURLWithPath: "/usr/bin/env"),
            arguments: [
                "clang", "-std=gnu17", "-shared", "-fPIC", "-D" + fault, "-I", include, source,
                "-o", folder + "/libcrypto.so.3",
            ], in: package.path
        ).wait()
        try #require(compiled.status == 0, "\(compiled.errors)")
    }
}

private let isLinux: Bool = {
    #if os(Linux)
        true
    #else
        false
    #endif
}()
