import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsRuns
import ImageAssetsStore
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@Suite("What a run holds in memory")
struct MemoryTests {
    private func job(_ package: TemporaryPackage, _ service: ImageService) throws -> GenerateJob {
        var options = GenerateJob.Options()
        options.run.concurrency = 1
        let workspace = Workspace(
            folder: try PackageFolder(package.path), manifest: try PackagePath("images.json"))
        return GenerateJob(
            workspace: workspace, options: options, reporter: Reporter { _ in }, interrupts: Interrupts(),
            makeService: { _ in service })
    }

    @Test("an answer leaves memory once it is published")
    func answers() async throws {
        let package = try TemporaryPackage()
        let images = (1...6).map { #"{ "name": "i\#($0)", "prompt": "\#($0)" }"# }.joined(separator: ",")
        try package.write(#"{ "version": 1, "images": [\#(images)] }"#, to: "images.json")
        let alive = Count()
        let service = ImageService { request, attempts throws(ServiceError) in
            _ = await attempts.willSend(1)
            // Its own, and that of the image before, which a task of the run may be about to give up.
            #expect(alive.value <= 1)
            let png = Self.picture(request.recipe.prompt)
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: png.count, alignment: 1)
            png.copyBytes(to: copy)
            alive.add(1)
            let bytes = Data(
                bytesNoCopy: copy.baseAddress ?? UnsafeMutableRawPointer(bitPattern: 1)!, count: png.count,
                deallocator: .custom { pointer, _ in
                    pointer.deallocate()
                    alive.add(-1)
                })
            let response = ImageResponse(bytes: bytes)
            await attempts.didEnd(1, .answered(response))
            return response
        }
        let report = try await job(package, service).perform()
        #expect(report.images.allSatisfy { $0.action == .generated })
        #expect(alive.value <= 1)
    }

    @Test("a reference is read when the service asks for it, and no sooner")
    func references() async throws {
        let package = try TemporaryPackage()
        try package.write(Self.picture("reference"), to: "Art/a.png")
        try package.write(
            #"{ "version": 1, "images": [{ "name": "a", "prompt": "A", "references": ["Art/a.png"] }] }"#,
            to: "images.json")
        let service = ImageService { request, _ throws(ServiceError) in
            try? package.write("other", to: "Art/a.png")
            do throws(ImageFailure) {
                for reference in request.references { _ = try reference.read() }
            } catch {
                throw .failed(error)
            }
            throw .cancelled
        }
        let report = try await job(package, service).perform()
        #expect(report.images.first?.failure?.message.contains("Art/a.png changed while the run was at work") == true)
    }

    private static func picture(_ text: String) -> Data {
        let png = try? PNGWriter.encode(
            width: 2, height: 1, colorType: .grayscale, text: [(key: "Comment", text: text)], compressionLevel: 1
        ) { _, row in row[0] = 255 }
        return png ?? Data()
    }
}

private final class Count: Sendable {
    private let lock = NSLock()
    nonisolated(unsafe) private var count = 0

    var value: Int { lock.withLock { count } }
    func add(_ number: Int) { lock.withLock { count += number } }
}
