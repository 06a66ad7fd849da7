import Foundation
import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsPlanning

@Suite("Lock index: how often it looks")
struct LockIndexTests {
    private func lockfile(_ products: [Product], content: (Product) -> String) -> Lockfile {
        Lockfile(
            images: Dictionary(uniqueKeysWithValues: products.map { ($0.name, entry(for: $0, content: content($0))) }))
    }

    @Test("products that share a fingerprint whose files are gone cost a few looks each")
    func sharedFingerprint() throws {
        let products = try (1...300).map { try image("n\($0)") }
        let found = FoundCopies(LockIndex(lockfile(products) { $0.name.text }, products: products))
        var looks = 0
        for product in products {
            let copies = found.copies(
                of: try #require(product.fingerprint),
                digest: { _ in
                    looks += 1
                    return nil
                },
                find: { _, _ in
                    looks += 1
                    return nil
                })
            #expect(copies.isEmpty)
        }
        #expect(looks <= 10 * products.count)
    }

    @Test("products that share their bytes with entries whose files are gone cost a few looks each")
    func sharedBytes() throws {
        let products = try (1...300).map { try image("n\($0)", prompt: "\($0)") }
        let found = FoundCopies(LockIndex(lockfile(products) { _ in "same" }, products: products))
        var looks = 0
        for _ in products {
            let twin = found.twin(of: digest("same")) { _ in
                looks += 1
                return false
            }
            #expect(twin == nil)
        }
        #expect(looks <= 10 * products.count)
    }
}
