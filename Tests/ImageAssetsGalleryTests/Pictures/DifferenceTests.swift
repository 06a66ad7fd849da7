import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsTestSupport
import ImageAssetsWords
import Testing

@testable import ImageAssetsGallery

@Suite("Maps of differences") struct DifferenceTests {
    private let gallery: PictureTesting

    init() throws { gallery = try PictureTesting() }

    private func compare(_ before: Data, _ after: Data) async throws -> Result<GalleryDifference, PictureFault> {
        let shelf = gallery.shelf()
        let pictures = await shelf.pictures([
            .bytes(before, SHA256Digest(of: before)), .bytes(after, SHA256Digest(of: after)),
        ])
        return await shelf.differences([(try pictures[0].get(), try pictures[1].get())])[0]
    }

    private func sentence(_ before: Data, _ after: Data) async throws -> String? {
        switch try await compare(before, after) {
        case .success: nil
        case .failure(let fault): fault.sentence
        }
    }

    @Test("a map has the sides of its pictures, and shows just the pixels that differ")
    func map() async throws {
        let before = try draw(50, 40)
        let after = try draw(50, 40) { x, y in (10..<20).contains(x) && (5..<10).contains(y) ? [250, 250, 0, 255] : nil
        }
        let difference = try await compare(before, after).get()
        #expect(difference.share == 50.0 / 2000)
        #expect(difference.file == "differences/\(SHA256Digest(of: before))-\(SHA256Digest(of: after)).png")
        var seen: [[Int]] = []
        var y = 0
        try PNGPixels.forEachRow(of: try gallery.bytes(difference.file)) { row in
            for x in 0..<50 where row[8 * x + 6] != 0 { seen.append([x, y]) }
            #expect(row.count == 400)
            y += 1
        }
        #expect(y == 40)
        #expect(seen == (5..<10).flatMap { y in (10..<20).map { [$0, y] } })
    }

    @Test("white on nothing and opaque white differ in every pixel; what nobody sees does not")
    func alpha() async throws {
        let (clear, white) = (try draw(9, 9, [255, 255, 255, 0]), try draw(9, 9, [255, 255, 255, 255]))
        #expect(try await compare(clear, white).get().share == 1)
        #expect(try await compare(clear, try draw(9, 9, [255, 0, 0, 0])).get().share == 0)
    }

    @Test("pictures of other sides or formats have no map, and a sentence")
    func obstacles() async throws {
        let picture = try draw(9, 9)
        #expect(try await sentence(picture, try draw(9, 8)) == "the sides differ: 9x9 before, 9x8 now")
        let jpeg = try Data(contentsOf: fixtures.appendingPathComponent("References/baseline.jpg"))
        #expect(try await sentence(picture, jpeg) == "only PNGs are compared here")
    }

    @Test("the copy that is compared is the one that was put there")
    func changedMeanwhile() async throws {
        let (before, after) = (try draw(9, 9), try draw(9, 9, [0, 0, 0, 255]))
        let shelf = gallery.shelf()
        let pictures = await shelf.pictures([
            .bytes(before, SHA256Digest(of: before)), .bytes(after, SHA256Digest(of: after)),
        ])
        let pair = (before: try pictures[0].get(), after: try pictures[1].get())
        try after.write(to: URL(fileURLWithPath: gallery.path(pair.before.file)))
        #expect(await shelf.differences([pair]) == [.failure(.changedMeanwhile)])
    }

    @Test("a pair that is asked for twice has one map, which a later gallery takes as it is")
    func cached() async throws {
        let (before, after) = (try draw(9, 9), try draw(9, 9, [0, 0, 0, 255]))
        let difference = try await compare(before, after).get()
        let name = "\(SHA256Digest(of: before))-\(SHA256Digest(of: after))"
        let kept = try #require(gallery.shelf().cache.content(named: name, upTo: 1 << 20))
        var other = Data()
        withUnsafeBytes(of: 0.25) { other.append(contentsOf: $0) }
        gallery.shelf().cache.keep(other + kept.dropFirst(8), named: name)
        #expect(try await compare(before, after).get().share == 0.25)
        #expect(difference.share == 1)
    }
}
